"""The employer's first screen: what needs a decision first, long lists folded, found by title."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from techhire.commons.communities.models import Organization
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.models import Interview, LiveCheck, Submission
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.decisions import decide, unmask
from techhire.plays.matches.actions.messages import answer_message, send_message
from techhire.plays.matches.actions.reviews import ask_for_review
from techhire.plays.matches.queries import pseudonym_of, reviews_first_due
from techhire.plays.matches.queries.replies import replies_to_go_on_with
from techhire.plays.seekers.actions.found import block_employer, turn_found_off
from techhire.plays.seekers.models import AccessRecord, Seeker
from tests.cases import in_one_world
from tests.factories.assessments import a_live_check
from tests.factories.communities import OrganizationFactory
from tests.factories.judging import a_draft
from tests.factories.marketplace import PostingFactory
from tests.factories.matches import NOW, a_person, a_posting, found_person


def read(desk: Client, days: int = 0, **query: str) -> str:
    with time_machine.travel(NOW + timedelta(days=days)):
        return desk.get(reverse("employer:home"), query).content.decode()


def record_shown(posting: Posting, somebody: Seeker) -> None:
    """The posting's employer saw them on its list."""
    AccessRecord.objects.create(
        seeker=somebody,
        organization=posting.organization,
        posting_id=posting.pk,
        purpose="being_found",
        what="shortlist",
        at=NOW,
    )


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


def an_answer(posting: Posting, somebody: Seeker, system: Actor, answer: str) -> str:
    """Somebody who was said yes to and written to answers an hour later; the page about them."""
    decide(system, posting, somebody, answer="yes", now=NOW)
    message = send_message(system, posting, somebody, text="Tuesday at 10?", now=NOW)
    answer_message(system, message, answer=answer, words="After six.", now=NOW + timedelta(hours=1))
    return pseudonym_of(posting.pk, somebody.pk)


@pytest.mark.parametrize(
    ("answer", "words"), [("yes", "Yes, that suits me"), ("other_time", "Another time"), ("no", "No, thank")]
)
def test_what_somebody_answered_waits_for_a_step_and_leads_to_them(
    answer: str, words: str, desk: Client, employer: Organization, tickets: Skill, system: Actor
) -> None:
    posting = a_posting(employer, {tickets: 2})
    somebody = found_person(employer.community, {tickets: 3}, name="Quillonia Ardsley")
    record_shown(posting, somebody)
    name = an_answer(posting, somebody, system, answer)
    page = read(desk, days=1)
    there = reverse("employer:person", args=[posting.identifier, name])
    assert f"Person {name.upper()} answered your message: {words}" in now_of(page) and there in now_of(page)
    assert "Quillonia" not in page and "After six." not in page
    with time_machine.travel(NOW + timedelta(days=1)):
        assert desk.get(there).status_code == 200
    assert "answered your message" not in read(desk, days=20)


def test_who_asked_to_be_read_and_answered_is_found_among_those_who_asked(
    desk: Client, employer: Organization, tickets: Skill, system: Actor
) -> None:
    posting = a_posting(employer, {tickets: 2})
    somebody = a_person(employer.community, {tickets: 3})
    ask_for_review(system, somebody, posting, now=NOW)
    there = reverse(
        "employer:asked_person", args=[posting.identifier, an_answer(posting, somebody, system, "yes")]
    )
    assert there in now_of(read(desk, days=1))
    with time_machine.travel(NOW + timedelta(days=1)):
        assert desk.get(there).status_code == 200


@in_one_world("step", ["message", "decision", "name", "gone", "hidden", "taken_part"])
def test_an_answer_is_named_until_the_next_step_and_while_the_person_is_there(
    step: str, desk: Client, employer: Organization, tickets: Skill, system: Actor
) -> None:
    posting = a_posting(employer, {tickets: 2})
    somebody = found_person(employer.community, {tickets: 3}, name="Quillonia Ardsley")
    record_shown(posting, somebody)
    an_answer(posting, somebody, system, "other_time")
    assert "answered your message" in read(desk, days=1)
    later = NOW + timedelta(hours=2)
    if step == "message":
        send_message(system, posting, somebody, text="Friday at 7 in the evening?", now=later)
    elif step == "decision":
        decide(system, posting, somebody, answer="yes", now=later)
    elif step == "name":
        unmask(system, posting, somebody, early_reason="known", now=later)
    elif step == "gone":
        turn_found_off(system, somebody, now=later)
    elif step == "hidden":
        block_employer(system, somebody, employer, now=later)
    else:
        Organization.objects.filter(pk=employer.pk).update(state="paused")
    assert "answered your message" not in read(desk, days=1)


@in_one_world("step", ["live", "interview", "work"])
def test_an_answer_is_named_until_the_person_is_asked_to_show_something(
    step: str, employer: Organization, tickets: Skill, system: Actor
) -> None:
    posting = a_posting(employer, {tickets: 2})
    somebody = found_person(employer.community, {tickets: 3})
    record_shown(posting, somebody)
    an_answer(posting, somebody, system, "yes")
    assert len(replies_to_go_on_with(system, [posting], NOW)) == 1
    later = NOW + timedelta(hours=2)
    theirs = {"seeker": somebody, "posting_id": posting.pk}
    if step == "live":
        test = a_live_check(employer.community, tickets)
        LiveCheck.objects.create(organization=employer, assessment=test, asked_at=later, **theirs)
    elif step == "interview":
        edition = a_draft(employer, tickets)
        Interview.objects.create(organization=employer, edition=edition, opened_at=later, **theirs)
    else:
        edition = a_draft(employer, tickets)
        Submission.objects.create(
            rubric=edition.rubric, edition=edition, state="offered", made_at=later, **theirs
        )
    assert replies_to_go_on_with(system, [posting], NOW) == []


@in_one_world("who", ["rival", "stranger", "convener", "coach", "visitor"])
def test_nobody_else_learns_what_somebody_answered(
    who: str, employer: Organization, tickets: Skill, system: Actor, request: pytest.FixtureRequest
) -> None:
    posting = a_posting(employer, {tickets: 2})
    somebody = a_person(employer.community, {tickets: 3})
    ask_for_review(system, somebody, posting, now=NOW)
    an_answer(posting, somebody, system, "yes")
    assert len(replies_to_go_on_with(system, [posting], NOW)) == 1
    assert replies_to_go_on_with(request.getfixturevalue(who), [posting], NOW) == []


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
    desk: Client,
    employer: Organization,
    tickets: Skill,
    system: Actor,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for posting in PostingFactory.create_batch(25, organization=employer, published=True):
        somebody = a_person(employer.community, {tickets: 3})
        ask_for_review(system, somebody, posting, now=NOW)
        an_answer(posting, somebody, system, "yes")
    with django_assert_max_num_queries(32):
        read(desk)


def test_who_works_for_two_employers_posts_for_the_one_they_chose(
    desk: Client, hiring_manager: Actor, employer: Organization, as_member: Callable[..., Actor]
) -> None:
    second = OrganizationFactory(community=employer.community, name="Zenith", kinds=["employer"])
    as_member(second, account=Account.objects.get(pk=hiring_manager.account_id))
    post = reverse("employer:post")
    links = re.findall(rf'href="({post}[^"]*)"', read(desk, organization=str(second.pk)))
    assert links and set(links) == {f"{post}?organization={second.pk}"}
