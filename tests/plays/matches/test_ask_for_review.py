"""Being read by a person without any order: asked, answered with the same yes, no or later, and taken back."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.decisions import decide, unmask
from techhire.plays.matches.actions.reviews import (
    ask_for_review,
    show_people_asking,
    show_person_asking,
    withdraw_review,
)
from techhire.plays.matches.actions.showing import show_person, show_shortlist
from techhire.plays.matches.models import Decision, ReviewRequest
from techhire.plays.matches.queries import my_review, pseudonym_of, review_round, reviews_waiting
from techhire.plays.matches.queries.people import Known
from techhire.plays.seekers.actions.erasure import erase_seeker
from techhire.plays.seekers.actions.found import block_employer
from techhire.plays.seekers.models import AccessRecord, Consent, Contact, Seeker
from tests.cases import in_one_world
from tests.factories.matches import NOW, a_person, a_posting, found_person
from tests.factories.seekers import access

DUE = date(2026, 3, 9)
"""Five business days after Monday, March 2."""


@pytest.fixture
def me(person: Actor, posting: Posting, tickets: Skill) -> Seeker:
    """The signed-in person, an adult with one skill, not found by anybody."""
    seeker = a_person(posting.community, {tickets: 3}, name="Quillonia Ardsley", account_id=person.account_id)
    Contact.objects.create(seeker=seeker, kind="email", value="quillonia@example.org")
    return seeker


def asked(actor: Actor, seeker: Seeker, posting: Posting, **more: object) -> ReviewRequest:
    return ask_for_review(actor, seeker, posting, now=NOW, **more)  # type: ignore[arg-type]  # passed on as they come


def pseudonyms(actor: Actor, posting: Posting) -> list[str]:
    return [row.pseudonym for row in show_people_asking(actor, posting, now=NOW)]


def test_somebody_nobody_can_find_is_read_for_this_posting_alone(
    person: Actor, me: Seeker, posting: Posting, hiring_manager: Actor, employer: Organization, tickets: Skill
) -> None:
    other = a_posting(employer, {tickets: 2})
    request = asked(person, me, posting)
    assert (request.answer_by, request.answered_at) == (DUE, None)
    row = show_people_asking(hiring_manager, posting, now=NOW)[0]
    assert row.pseudonym == pseudonym_of(posting.pk, me.pk)
    assert (row.answer, row.is_waiting, row.answer_by) == ("", True, DUE)
    assert [line.word for line in row.lines] == ["not_yet_shown", "proven"]
    assert show_people_asking(hiring_manager, other, now=NOW) == []
    assert show_shortlist(hiring_manager, posting, now=NOW).rows == []
    assert not Seeker.objects.get(pk=me.pk).found


def test_the_list_is_ordered_by_nothing_but_made_up_names(
    system: Actor, posting: Posting, hiring_manager: Actor, tickets: Skill, networks: Skill
) -> None:
    people = [a_person(posting.community, {tickets: 1 + n % 4}) for n in range(12)]
    for seeker in people:
        asked(system, seeker, posting)
    names = pseudonyms(hiring_manager, posting)
    assert names == sorted(pseudonym_of(posting.pk, seeker.pk) for seeker in people)


def test_asking_leaves_no_mark_on_the_ranked_list(
    system: Actor, posting: Posting, hiring_manager: Actor, tickets: Skill, networks: Skill
) -> None:
    me = found_person(posting.community, {tickets: 3})
    found_person(posting.community, {tickets: 3, networks: 3})
    before = show_shortlist(hiring_manager, posting, now=NOW)
    page = show_person(hiring_manager, posting, pseudonym_of(posting.pk, me.pk), now=NOW)
    asked(system, me, posting)
    assert show_shortlist(hiring_manager, posting, now=NOW) == before
    assert show_person(hiring_manager, posting, pseudonym_of(posting.pk, me.pk), now=NOW) == page


@pytest.mark.parametrize(("answer", "settles"), [("yes", True), ("no", True), ("later", False)])
def test_a_yes_or_a_no_answers_and_later_keeps_it_waiting(
    answer: str, settles: bool, person: Actor, me: Seeker, posting: Posting, hiring_manager: Actor
) -> None:
    asked(person, me, posting)
    decide(hiring_manager, posting, me, answer=answer, now=NOW + timedelta(days=1))
    request = ReviewRequest.objects.get()
    assert (request.answered_at is not None) == settles
    assert Fact.objects.filter(name="ReviewAnswered").count() == settles
    mine = my_review(person, me, posting)
    assert mine is not None and (mine.state, mine.answer) == ("answered" if settles else "later", answer)
    assert reviews_waiting(hiring_manager, [posting]) == ({} if settles else {posting.pk: 1})


def test_what_was_said_before_the_asking_is_no_answer(
    person: Actor, me: Seeker, posting: Posting, hiring_manager: Actor
) -> None:
    Seeker.objects.filter(pk=me.pk).update(found=True)
    show_shortlist(hiring_manager, posting, now=NOW)
    decide(hiring_manager, posting, me, answer="no", now=NOW - timedelta(days=2))
    asked(person, me, posting)
    assert show_people_asking(hiring_manager, posting, now=NOW)[0].answer == ""
    decide(hiring_manager, posting, me, answer="no", now=NOW + timedelta(hours=1))
    assert show_people_asking(hiring_manager, posting, now=NOW)[0].answer == "no"


def test_the_name_comes_at_the_postings_stage_as_far_as_the_person_agreed(
    person: Actor, me: Seeker, posting: Posting, hiring_manager: Actor
) -> None:
    asked(person, me, posting, scope=["name_after_yes"])
    with pytest.raises(Refused, match="Names are shown later"):
        unmask(hiring_manager, posting, me, now=NOW)
    decide(hiring_manager, posting, me, answer="yes", now=NOW)
    unmask(hiring_manager, posting, me, now=NOW)
    shown = show_person_asking(hiring_manager, posting, pseudonym_of(posting.pk, me.pk), now=NOW)
    assert shown is not None and shown.known == Known("Quillonia Ardsley", [])
    looks = AccessRecord.objects.filter(seeker=me).order_by("pk")
    assert [(row.what, row.purpose) for row in looks] == [("name", "hiring")]


def test_somebody_who_kept_the_name_back_is_never_named(
    person: Actor, me: Seeker, posting: Posting, hiring_manager: Actor
) -> None:
    asked(person, me, posting, scope=[])
    decide(hiring_manager, posting, me, answer="yes", now=NOW)
    with pytest.raises(Refused, match="did not agree"):
        unmask(hiring_manager, posting, me, now=NOW)


def test_reading_is_written_down_once_a_day_and_the_person_can_read_it(
    person: Actor, me: Seeker, posting: Posting, hiring_manager: Actor
) -> None:
    asked(person, me, posting)
    for _unused in range(2):
        show_people_asking(hiring_manager, posting, now=NOW)
        show_person_asking(hiring_manager, posting, pseudonym_of(posting.pk, me.pk), now=NOW)
    looks = AccessRecord.objects.filter(seeker=me)
    assert list(looks.values_list("what", "purpose", "organization_id")) == [
        ("asked", "hiring", posting.organization_id)
    ]


def test_what_is_taken_back_is_gone_with_the_next_page(
    person: Actor, me: Seeker, posting: Posting, hiring_manager: Actor
) -> None:
    request = asked(person, me, posting)
    for _unused in range(2):
        withdraw_review(person, request, now=NOW)
    assert Fact.objects.filter(name="ReviewWithdrawn").count() == 1
    assert pseudonyms(hiring_manager, posting) == []
    assert show_person_asking(hiring_manager, posting, pseudonym_of(posting.pk, me.pk), now=NOW) is None
    with pytest.raises(Refused):
        decide(hiring_manager, posting, me, answer="yes", now=NOW)
    again = ask_for_review(person, me, posting, now=NOW + timedelta(days=7))
    assert (again.pk, again.answer_by) == (request.pk, date(2026, 3, 16))
    assert len(pseudonyms(hiring_manager, posting)) == 1


def test_asking_twice_changes_nothing_and_an_answer_is_not_asked_for_again(
    person: Actor, me: Seeker, posting: Posting, hiring_manager: Actor
) -> None:
    first = asked(person, me, posting)
    assert ask_for_review(person, me, posting, now=NOW + timedelta(days=3)) == first
    assert Fact.objects.filter(name="ReviewAsked").count() == 1
    decide(hiring_manager, posting, me, answer="no", now=NOW)
    withdraw_review(person, first, now=NOW)
    with pytest.raises(Refused, match="answered already"):
        asked(person, me, posting)


@pytest.mark.parametrize("change", ["blocked", "erased", "not_adult"])
def test_nobody_reads_people_who_hide_or_are_gone(
    change: str, person: Actor, me: Seeker, posting: Posting, hiring_manager: Actor
) -> None:
    asked(person, me, posting)
    if change == "blocked":
        block_employer(person, me, posting.organization, now=NOW)
    elif change == "erased":
        erase_seeker(person, me, now=NOW)
    else:
        Seeker.objects.filter(pk=me.pk).update(is_adult=False)
    assert pseudonyms(hiring_manager, posting) == []
    assert reviews_waiting(hiring_manager, [posting]) == {}
    system = Actor.system(posting.community_id)
    assert review_round(system, today=DUE, since=NOW - timedelta(days=9)).waiting == 0
    with pytest.raises(Refused):
        decide(hiring_manager, posting, me, answer="yes", now=NOW)


@in_one_world("who", ["rival", "person", "visitor", "coach", "trainer", "helper", "convener", "stranger"])
def test_nobody_but_the_employer_reads_or_answers(
    who: str, person: Actor, me: Seeker, posting: Posting, request: pytest.FixtureRequest
) -> None:
    asked(person, me, posting)
    other = request.getfixturevalue(who)
    with pytest.raises(Refused):
        show_people_asking(other, posting, now=NOW)
    with pytest.raises(Refused):
        show_person_asking(other, posting, pseudonym_of(posting.pk, me.pk), now=NOW)
    with pytest.raises(Refused):
        decide(other, posting, me, answer="yes", now=NOW)
    assert not Decision.objects.exists() and reviews_waiting(other, [posting]) == {}


def test_a_reader_of_the_employer_reads_and_does_not_answer(
    person: Actor, me: Seeker, posting: Posting, as_member: Callable[..., Actor]
) -> None:
    asked(person, me, posting)
    reader = as_member(posting.organization, "reader")
    assert len(pseudonyms(reader, posting)) == 1
    with pytest.raises(Refused, match="only a member who may write"):
        decide(reader, posting, me, answer="yes", now=NOW)


@in_one_world(
    "who", ["rival", "visitor", "coach", "trainer", "helper", "convener", "stranger", "hiring_manager"]
)
def test_nobody_else_asks_or_takes_back(
    who: str, person: Actor, me: Seeker, posting: Posting, request: pytest.FixtureRequest
) -> None:
    other = request.getfixturevalue(who)
    with pytest.raises(Refused):
        asked(other, me, posting, words="They said yes.")
    mine = asked(person, me, posting)
    with pytest.raises(Refused):
        withdraw_review(other, mine, now=NOW)


def test_a_coach_asks_in_the_persons_words_which_are_owed_in_writing(
    coach: Actor, onramp: Organization, me: Seeker, posting: Posting, hiring_manager: Actor
) -> None:
    access(me, onramp, "coaching")
    with pytest.raises(Refused, match="in their words"):
        asked(coach, me, posting)
    asked(coach, me, posting, words="Please have somebody read me.")
    consent = Consent.objects.get(purpose="hiring")
    assert (consent.spoken, consent.words) == (True, "Please have somebody read me.")
    assert Fact.objects.filter(name="SpokenConsentHeard").exists()
    assert Fact.objects.get(name="ReviewAsked").on_behalf_of_id == me.account_id
    assert len(pseudonyms(hiring_manager, posting)) == 1


@pytest.mark.parametrize("state", ["draft", "paused", "closed", "filled", "expired"])
def test_only_open_jobs_are_asked_for(state: str, person: Actor, me: Seeker, posting: Posting) -> None:
    Posting.objects.filter(pk=posting.pk).update(state=state)
    with pytest.raises(Refused, match="not open"):
        asked(person, me, posting)


def test_the_reasons_why_not_are_told(
    person: Actor, me: Seeker, posting: Posting, tickets: Skill, elsewhere: Community, system: Actor
) -> None:
    Seeker.objects.filter(pk=me.pk).update(is_adult=None)
    me.refresh_from_db()
    with pytest.raises(Refused, match="18 or older"):
        asked(person, me, posting)
    Seeker.objects.filter(pk=me.pk).update(is_adult=True)
    block_employer(person, me, posting.organization, now=NOW)
    with pytest.raises(Refused, match="hide from"):
        asked(person, me, posting)
    with pytest.raises(Refused, match="at least one skill"):
        asked(system, a_person(posting.community), posting)
    with pytest.raises(Refused):
        asked(Actor.system(elsewhere.pk), a_person(elsewhere, {tickets: 2}), posting)
    assert not ReviewRequest.objects.exists() and not Consent.objects.filter(purpose="hiring").exists()


def test_the_civic_lead_sees_whether_answers_come_in_time_and_not_who_asked(
    system: Actor,
    posting: Posting,
    convener: Actor,
    hiring_manager: Actor,
    employer: Organization,
    tickets: Skill,
) -> None:
    people = [a_person(posting.community, {tickets: 3}) for _unused in range(5)]
    for seeker in people[:4]:
        asked(system, seeker, posting)
    closed = a_posting(employer, {tickets: 2})
    asked(system, people[4], closed)
    Posting.objects.filter(pk=closed.pk).update(state="filled")
    decide(hiring_manager, posting, people[0], answer="no", now=datetime(2026, 3, 10, 4, 59, tzinfo=UTC))
    decide(hiring_manager, posting, people[1], answer="yes", now=datetime(2026, 3, 10, 5, 1, tzinfo=UTC))
    told = review_round(convener, today=DUE, since=NOW - timedelta(days=90))
    assert (told.in_time, told.late, told.waiting, told.overdue, told.unanswered) == (1, 1, 2, 0, 1)
    told = review_round(convener, today=DUE + timedelta(days=1), since=NOW - timedelta(days=90))
    assert [(row.posting, row.waiting, row.overdue, row.first_due) for row in told.postings] == [
        (posting, 2, 2, DUE)
    ]
    assert review_round(convener, today=DUE, since=NOW + timedelta(days=9)).in_time == 0


@in_one_world("who", ["rival", "person", "visitor", "coach", "trainer", "helper", "hiring_manager"])
def test_nobody_else_watches_the_answers(
    who: str, community: Community, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(Refused):
        review_round(request.getfixturevalue(who), today=DUE, since=NOW)


def test_a_civic_lead_elsewhere_counts_nobody_here(
    stranger: Actor, system: Actor, posting: Posting, tickets: Skill
) -> None:
    asked(system, a_person(posting.community, {tickets: 3}), posting)
    told = review_round(stranger, today=DUE, since=NOW - timedelta(days=90))
    assert (told.waiting, told.postings) == (0, [])


def test_the_list_asks_few_questions_of_the_database_however_long(
    system: Actor,
    posting: Posting,
    hiring_manager: Actor,
    tickets: Skill,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    for _unused in range(15):
        asked(system, a_person(posting.community, {tickets: 3}), posting)
    posting = Posting.objects.prefetch_related("requirements__skill").get(pk=posting.pk)
    with django_assert_max_num_queries(11):  # type: ignore[attr-defined]  # a context manager of the plugin
        assert len(show_people_asking(hiring_manager, posting, now=NOW)) == 15


def test_an_account_is_not_needed(system: Actor, posting: Posting, tickets: Skill) -> None:
    seeker = a_person(posting.community, {tickets: 3})
    asked(system, seeker, posting)
    assert Account.objects.filter(pk=seeker.account_id).count() == 0
