"""The support partner's first screen promises nothing the site does not do."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor
from tests.cases import in_one_world

Browser = Callable[[Actor | None], Client]


def test_it_says_what_can_be_done_now_and_what_cannot(
    browser: Browser, helper: Actor, support: Organization, community: Community
) -> None:
    community.contact_email = "desk@example.org"
    community.save()
    page = browser(helper).get(reverse("support:home")).content.decode()
    assert support.name in page and "desk@example.org" in page
    assert f"{reverse('account:members')}?organization={support.pk}" in page
    assert "two people" in page
    assert "you cannot list free places here" in page


def test_two_owners_have_nothing_to_do(
    browser: Browser, support: Organization, as_member: Callable[..., Actor]
) -> None:
    as_member(support, "owner")
    page = browser(as_member(support, "owner")).get(reverse("support:home")).content.decode()
    assert "Nothing waits for you" in page


@in_one_world("role", ["hiring_manager", "trainer", "coach", "convener", "person", "stranger"])
def test_others_are_sent_away(role: str, browser: Browser, request: pytest.FixtureRequest) -> None:
    assert browser(request.getfixturevalue(role)).get(reverse("support:home")).status_code == 403


def test_a_visitor_signs_in_first_and_nobody_posts(browser: Browser, helper: Actor) -> None:
    answer = browser(None).get(reverse("support:home"))
    assert answer.status_code == 302 and reverse("account_login") in answer["Location"]
    assert browser(helper).post(reverse("support:home")).status_code == 405
