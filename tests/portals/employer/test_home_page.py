"""The employer's first screen: what needs a decision first, long lists folded, found by title."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Organization
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.matches.actions.reviews import ask_for_review
from techhire.plays.matches.queries import reviews_first_due
from tests.cases import in_one_world
from tests.factories.communities import OrganizationFactory
from tests.factories.marketplace import PostingFactory
from tests.factories.matches import NOW, a_person, a_posting, found_person


def read(desk: Client, days: int = 0, **query: str) -> str:
    with time_machine.travel(NOW + timedelta(days=days)):
        return desk.get(reverse("employer:home"), query).content.decode()


def now_of(page: str) -> str:
    """The part of the page that says what needs a decision."""
    return page.split('id="now"')[1].split("</section>")[0]


def test_who_asked_comes_before_new_people_and_those_before_drafts(
    desk: Client, employer: Organization, tickets: Skill, system: Actor
) -> None:
    new, asked = a_posting(employer, {tickets: 2}), a_posting(employer, {tickets: 5})
    draft = PostingFactory(organization=employer, title="Unfinished business")
    found_person(employer.community, {tickets: 2})
    ask_for_review(system, a_person(employer.community, {tickets: 3}), asked, now=NOW)
    now = now_of(read(desk))
    places = [
        now.index(reverse("employer:asked", args=[asked.identifier])),
        now.index(reverse("employer:shortlist", args=[new.identifier])),
        now.index(reverse("employer:posting", args=[draft.identifier])),
    ]
    assert places == sorted(places) and "1 person asked to be read" in now and "answer by" in now


def test_a_read_past_its_day_is_the_first_thing_said(
    desk: Client, employer: Organization, tickets: Skill, system: Actor, hiring_manager: Actor
) -> None:
    posting = a_posting(employer, {tickets: 2})
    posting.valid_through = None
    posting.save()
    request = ask_for_review(system, a_person(employer.community, {tickets: 3}), posting, now=NOW)
    assert reviews_first_due(hiring_manager, [posting]) == {posting.pk: request.answer_by}
    page = read(desk, days=12)
    assert "1 job has people who wait past their day" in page and "was due" in now_of(page)


@in_one_world("who", ["rival", "stranger", "convener", "coach", "visitor"])
def test_nobody_else_learns_when_somebody_is_to_be_answered(
    who: str, employer: Organization, tickets: Skill, system: Actor, request: pytest.FixtureRequest
) -> None:
    posting = a_posting(employer, {tickets: 2})
    ask_for_review(system, a_person(employer.community, {tickets: 3}), posting, now=NOW)
    assert reviews_first_due(request.getfixturevalue(who), [posting]) == {}


def test_long_lists_are_folded_and_a_title_finds_what_is_in_them(
    desk: Client, employer: Organization
) -> None:
    for number in range(9):
        PostingFactory(organization=employer, published=True, title=f"Open job {number}")
        PostingFactory(organization=employer, title=f"Draft job {number}")
        PostingFactory(organization=employer, published=True, state="closed", title=f"Past job {number}")
    page = read(desk)
    assert "Show all 9 open postings" in page and "Show all 9 drafts" in page and "Closed: 9" in page
    shown = page.split("<h2>Open postings</h2>")[1].split("<details")[0]
    assert shown.count("<li") == 5
    found = read(desk, title="job 7")
    assert "Open job 7" in found and "Draft job 7" in found and "Past job 7" in found
    listed = found.split('role="search"')[1]
    assert "Open job 6" not in listed and "<details>" not in listed
    assert "No posting has these words in its title." in read(desk, title="pilot\x00")


def test_few_postings_need_no_search(desk: Client, employer: Organization) -> None:
    PostingFactory(organization=employer, published=True)
    page = read(desk)
    assert 'role="search"' not in page.split("<main")[1] and "Show all" not in page


def test_many_postings_take_no_more_questions_of_the_database(
    desk: Client, employer: Organization, django_assert_max_num_queries: Callable[..., object]
) -> None:
    PostingFactory.create_batch(25, organization=employer, published=True)
    with django_assert_max_num_queries(31):  # type: ignore[attr-defined]  # a context manager of pytest-django
        read(desk)


def test_who_works_for_two_employers_posts_for_the_one_they_chose(
    desk: Client, hiring_manager: Actor, employer: Organization, as_member: Callable[..., Actor]
) -> None:
    second = OrganizationFactory(community=employer.community, name="Zenith", kinds=["employer"])
    as_member(second, account=Account.objects.get(pk=hiring_manager.account_id))
    post = reverse("employer:post")
    links = re.findall(rf'href="({post}[^"]*)"', read(desk, organization=str(second.pk)))
    assert links and set(links) == {f"{post}?organization={second.pk}"}
