"""The list of people who asked to be read by a person: no order, no fit, the same answers, the name in its time."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.reviews import ask_for_review, withdraw_review
from techhire.plays.matches.models import Decision, ReviewRequest
from techhire.plays.matches.queries import pseudonym_of
from techhire.plays.seekers.models import Contact, Seeker
from tests.cases import in_one_world
from tests.factories.matches import NOW, a_person, a_posting


@pytest.fixture
def posting(employer: Organization, tickets: Skill) -> Posting:
    return a_posting(employer, {tickets: 2})


@pytest.fixture
def seeker(posting: Posting, tickets: Skill, system: Actor) -> Seeker:
    """Somebody nobody can find, who asked to be read."""
    somebody = a_person(posting.community, {tickets: 3}, name="Quillonia Ardsley")
    Contact.objects.create(seeker=somebody, kind="email", value="quillonia@example.org")
    ask_for_review(system, somebody, posting, now=NOW)
    return somebody


def the_list(posting: Posting) -> str:
    return reverse("employer:asked", args=[posting.identifier])


def the_person(posting: Posting, seeker: Seeker) -> str:
    return reverse("employer:asked_person", args=[posting.identifier, pseudonym_of(posting.pk, seeker.pk)])


def test_who_asked_is_read_without_name_place_or_fit(desk: Client, posting: Posting, seeker: Seeker) -> None:
    for address in (the_list(posting), the_person(posting, seeker)):
        page = desk.get(address).content.decode()
        assert "Ticket handling" in page and "th-word--proven" in page
        for secret in (
            "Quillonia",
            "quillonia@",
            seeker.code,
            "Strong fit",
            "Good fit",
            "Shows the essentials",
        ):
            assert secret not in page
        assert "shows 1 of 1" not in page and "<ol" not in page.split("<main")[1]


def test_the_way_there_is_on_the_first_screen_and_on_the_posting(
    desk: Client, posting: Posting, seeker: Seeker
) -> None:
    assert "1 person asked to be read by a person" in desk.get(reverse("employer:home")).content.decode()
    page = desk.get(reverse("employer:posting", args=[posting.identifier])).content.decode()
    assert "1 person asked to be read by a person" in page and the_list(posting) in page


@pytest.mark.parametrize("place", ["list", "person"])
def test_an_answer_settles_it_and_the_name_is_shown(
    place: str, desk: Client, posting: Posting, seeker: Seeker
) -> None:
    here = the_list(posting) if place == "list" else the_person(posting, seeker)
    sent = {"person": pseudonym_of(posting.pk, seeker.pk), "do": "decide", "answer": "yes"}
    assert desk.post(here, sent).status_code == 302
    assert ReviewRequest.objects.get().answered_at is not None
    page = desk.get(the_list(posting)).content.decode()
    assert "Nobody waits to be read" in page and "Answered" in page
    page = desk.post(the_person(posting, seeker), {"do": "unmask"}, follow=True).content.decode()
    assert "Quillonia Ardsley" in page and "quillonia@example.org" in page


def test_a_wrong_answer_or_a_request_taken_back_changes_nothing_and_says_so(
    desk: Client, posting: Posting, seeker: Seeker, system: Actor
) -> None:
    who = pseudonym_of(posting.pk, seeker.pk)
    page = desk.post(the_list(posting), {"person": who, "answer": "perhaps"}, follow=True).content.decode()
    assert "Say yes, no or later." in page
    withdraw_review(system, ReviewRequest.objects.get(), now=NOW)
    page = desk.post(the_list(posting), {"person": who, "answer": "yes"}, follow=True).content.decode()
    assert "took the request back" in page
    assert desk.get(the_person(posting, seeker)).status_code == 404
    assert desk.post(the_person(posting, seeker), {"do": "decide", "answer": "yes"}).status_code == 302
    assert not Decision.objects.exists()


def test_where_nobody_is_put_in_order_the_posting_says_so_and_who_asked_is_still_read(
    desk: Client, posting: Posting, seeker: Seeker, community: Community
) -> None:
    Community.objects.filter(pk=community.pk).update(ranking_on=False)
    page = desk.get(reverse("employer:posting", args=[posting.identifier])).content.decode()
    assert "Open the shortlist" not in page and "People who ask reach you without an order" in page
    assert desk.get(reverse("employer:shortlist", args=[posting.identifier])).status_code == 403
    assert "1 person asks you" in desk.get(the_list(posting)).content.decode()


@in_one_world("who", ["rival", "coach", "convener", "person"])
def test_nobody_else_comes_in(
    who: str,
    posting: Posting,
    seeker: Seeker,
    sign_in: Callable[[Actor], Client],
    request: pytest.FixtureRequest,
) -> None:
    browser = sign_in(request.getfixturevalue(who))
    for address in (the_list(posting), the_person(posting, seeker)):
        assert browser.get(address).status_code in {403, 404}


def test_a_reader_sees_no_buttons(
    posting: Posting, seeker: Seeker, sign_in: Callable[[Actor], Client], as_member: Callable[..., Actor]
) -> None:
    browser = sign_in(as_member(posting.organization, "reader"))
    assert 'name="answer"' not in browser.get(the_list(posting)).content.decode()
