"""Learning a name: at the agreed stage, or earlier for a reason that the person can read."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.decisions import decide, unmask
from techhire.plays.matches.actions.reviews import ask_for_review
from techhire.plays.matches.actions.showing import show_person
from techhire.plays.matches.models import Unmasking
from techhire.plays.matches.queries import Shortlist, pseudonym_of
from techhire.plays.matches.queries.people import Known
from techhire.plays.seekers.actions.access import end_grant
from techhire.plays.seekers.actions.found import turn_found_off, turn_found_on
from techhire.plays.seekers.models import AccessRecord, Contact, Grant, Seeker
from tests.cases import in_one_world
from tests.factories.matches import NOW, a_person, found_person


@pytest.fixture
def seeker(posting: Posting, tickets: Skill, networks: Skill, look: Callable[..., Shortlist]) -> Seeker:
    somebody = found_person(posting.community, {tickets: 3, networks: 3}, name="Quillonia Ardsley")
    Contact.objects.create(seeker=somebody, kind="email", value="quillonia@example.org")
    look()
    return somebody


def known(actor: Actor, posting: Posting, seeker: Seeker) -> Known | None:
    shown = show_person(actor, posting, pseudonym_of(posting.pk, seeker.pk), now=NOW)
    assert shown is not None
    return shown.known


def test_a_yes_opens_the_name_and_the_person_can_read_it(
    posting: Posting, seeker: Seeker, hiring_manager: Actor
) -> None:
    with pytest.raises(Refused, match="Names are shown later"):
        unmask(hiring_manager, posting, seeker, now=NOW)
    decide(hiring_manager, posting, seeker, answer="yes", now=NOW)
    assert known(hiring_manager, posting, seeker) is None
    for _unused in range(2):
        unmask(hiring_manager, posting, seeker, now=NOW)
    who = known(hiring_manager, posting, seeker)
    assert who == Known("Quillonia Ardsley", [("e-mail", "quillonia@example.org")])
    assert Unmasking.objects.get().early_reason == ""
    assert Fact.objects.filter(name="PersonUnmasked").count() == 1
    grant = Grant.objects.get(seeker=seeker)
    assert (grant.purpose, grant.posting_id, grant.scope) == ("hiring", posting.pk, ["contact", "name"])
    assert AccessRecord.objects.filter(seeker=seeker, what="name").count() == 1


@pytest.mark.parametrize("answer", ["no", "later", None])
@pytest.mark.parametrize("reason", ["", "curious"])
def test_earlier_than_that_needs_a_reason_we_know(
    answer: str | None, reason: str, posting: Posting, seeker: Seeker, hiring_manager: Actor
) -> None:
    if answer:
        decide(hiring_manager, posting, seeker, answer=answer, now=NOW)
    with pytest.raises(Refused):
        unmask(hiring_manager, posting, seeker, early_reason=reason, now=NOW)
    assert not Unmasking.objects.exists() and not Grant.objects.exists()


def test_an_early_unmasking_keeps_its_reason(posting: Posting, seeker: Seeker, hiring_manager: Actor) -> None:
    unmask(hiring_manager, posting, seeker, early_reason="accommodation", now=NOW)
    assert Unmasking.objects.get().early_reason == "accommodation"
    assert Fact.objects.get(name="PersonUnmasked").data["early_reason"] == "accommodation"
    assert known(hiring_manager, posting, seeker) is not None


def test_where_names_wait_for_the_interview_a_yes_is_not_enough(
    posting: Posting, seeker: Seeker, hiring_manager: Actor
) -> None:
    Posting.objects.filter(pk=posting.pk).update(unmask_stage="after_interview")
    decide(hiring_manager, posting, seeker, answer="yes", now=NOW)
    with pytest.raises(Refused):
        unmask(hiring_manager, posting, seeker, now=NOW)
    unmask(hiring_manager, posting, seeker, early_reason="interview_set", now=NOW)
    assert Unmasking.objects.get().early_reason == "interview_set"


@in_one_world("who", ["rival", "person", "visitor", "coach", "trainer", "helper", "convener", "stranger"])
def test_nobody_else_learns_a_name(
    who: str, posting: Posting, seeker: Seeker, hiring_manager: Actor, request: pytest.FixtureRequest
) -> None:
    decide(hiring_manager, posting, seeker, answer="yes", now=NOW)
    with pytest.raises(Refused):
        unmask(request.getfixturevalue(who), posting, seeker, early_reason="known", now=NOW)
    assert not Unmasking.objects.exists()


def test_a_reader_does_not_unmask_and_reads_what_others_unmasked(
    posting: Posting, seeker: Seeker, hiring_manager: Actor, as_member: Callable[..., Actor]
) -> None:
    reader = as_member(posting.organization, "reader")
    decide(hiring_manager, posting, seeker, answer="yes", now=NOW)
    with pytest.raises(Refused):
        unmask(reader, posting, seeker, now=NOW)
    unmask(hiring_manager, posting, seeker, now=NOW)
    assert known(reader, posting, seeker) is not None


@pytest.mark.parametrize(
    ("scope", "learns"),
    [
        (("skills",), None),
        (("skills", "contact_after_yes"), None),
        (("skills", "name_after_yes"), Known("Ada Nym", [])),
    ],
)
def test_only_what_the_person_agreed_to_is_learned(
    scope: tuple[str, ...],
    learns: Known | None,
    posting: Posting,
    tickets: Skill,
    networks: Skill,
    hiring_manager: Actor,
    system: Actor,
    look: Callable[..., Shortlist],
) -> None:
    seeker = a_person(posting.community, {tickets: 3, networks: 3}, name="Ada Nym")
    Contact.objects.create(seeker=seeker, kind="phone", value="555-0100")
    seeker = turn_found_on(system, seeker, scope=scope, now=NOW)
    look()
    decide(hiring_manager, posting, seeker, answer="yes", now=NOW)
    if learns is None:
        with pytest.raises(Refused, match="did not agree"):
            unmask(hiring_manager, posting, seeker, early_reason="known", now=NOW)
    else:
        unmask(hiring_manager, posting, seeker, now=NOW)
    assert known(hiring_manager, posting, seeker) == learns


def test_a_grant_the_person_ends_hides_the_name_again(
    posting: Posting, seeker: Seeker, hiring_manager: Actor, system: Actor
) -> None:
    unmask(hiring_manager, posting, seeker, early_reason="known", now=NOW)
    end_grant(system, Grant.objects.get(seeker=seeker), now=NOW)
    assert known(hiring_manager, posting, seeker) is None


def test_opting_out_hides_even_a_known_person(
    posting: Posting, seeker: Seeker, hiring_manager: Actor, system: Actor
) -> None:
    unmask(hiring_manager, posting, seeker, early_reason="known", now=NOW)
    turn_found_off(system, seeker, now=NOW)
    assert show_person(hiring_manager, posting, pseudonym_of(posting.pk, seeker.pk), now=NOW) is None
    with pytest.raises(Refused, match="no longer there"):
        unmask(hiring_manager, posting, seeker, early_reason="known", now=NOW)


def test_what_the_person_ended_is_said_to_have_ended_and_is_not_opened_again(
    posting: Posting, seeker: Seeker, hiring_manager: Actor
) -> None:
    decide(hiring_manager, posting, seeker, answer="yes", now=NOW)
    unmask(hiring_manager, posting, seeker, now=NOW)
    end_grant(Actor.system(seeker.community_id), Grant.objects.get(seeker=seeker), now=NOW)
    for reason in ("", "interview_set"):
        with pytest.raises(Refused, match="It ended"):
            unmask(hiring_manager, posting, seeker, early_reason=reason, now=NOW + timedelta(days=1))
    shown = show_person(hiring_manager, posting, pseudonym_of(posting.pk, seeker.pk), now=NOW)
    assert shown is not None and shown.ended and shown.known is None
    assert AccessRecord.objects.filter(seeker=seeker, what="name").count() == 1


def test_a_name_nobody_opened_has_not_ended(posting: Posting, seeker: Seeker, hiring_manager: Actor) -> None:
    shown = show_person(hiring_manager, posting, pseudonym_of(posting.pk, seeker.pk), now=NOW)
    assert shown is not None and not shown.ended
    unmask(hiring_manager, posting, seeker, early_reason="known", now=NOW)
    shown = show_person(hiring_manager, posting, pseudonym_of(posting.pk, seeker.pk), now=NOW)
    assert shown is not None and not shown.ended


def test_who_asks_anew_to_be_read_opens_the_name_anew(
    posting: Posting, seeker: Seeker, hiring_manager: Actor, system: Actor
) -> None:
    decide(hiring_manager, posting, seeker, answer="yes", now=NOW)
    unmask(hiring_manager, posting, seeker, now=NOW)
    end_grant(system, Grant.objects.get(seeker=seeker), now=NOW)
    ask_for_review(system, seeker, posting, now=NOW + timedelta(days=1))
    unmask(hiring_manager, posting, seeker, now=NOW + timedelta(days=2))
    assert known(hiring_manager, posting, seeker) is not None
    assert Grant.objects.filter(seeker=seeker, purpose="hiring").count() == 2
    assert Fact.objects.filter(name="PersonUnmasked").count() == 2
