"""What a person disputes stops counting until its source answers."""

from collections.abc import Callable

import pytest

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.seekers.actions.disputes import (
    answer_dispute,
    begin_fresh_look,
    end_fresh_look,
    open_dispute,
)
from techhire.plays.seekers.actions.evidence import add_evidence, withdraw_evidence
from techhire.plays.seekers.models import Changed, Dispute, Evidence, Seeker
from techhire.plays.seekers.queries import codes_of, skill_story
from tests.cases import in_one_world
from tests.factories.seekers import NOW, access, piece
from tests.plays.seekers.conftest import ROLES

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(trained: Seeker, python: Skill, provider: Organization) -> Evidence:
    """A completion by the provider, beside nothing else."""
    return piece(trained, python, "completion", 3, organization=provider)


def codes(seeker: Seeker) -> dict[int, int]:
    return codes_of([seeker.pk]).get(seeker.pk, {})


def test_it_stops_counting_at_once_and_says_so(person: Actor, trained: Seeker, course: Evidence) -> None:
    Changed.objects.all().delete()
    open_dispute(person, course, reason="wrong_level", words="I only sat in.", now=NOW)
    assert codes(trained) == {}
    assert Changed.objects.get().seeker_id == trained.pk
    shown = skill_story(person, trained, course.skill).pieces[0]
    assert (shown.standing, shown.counts, shown.percent) == ("disputed", False, 0)
    assert Fact.objects.get(name="DisputeOpened").data["reason"] == "wrong_level"
    assert "words" not in Fact.objects.get(name="DisputeOpened").data


def test_an_answer_that_it_stands_lets_it_count_again(
    person: Actor, trainer: Actor, trained: Seeker, course: Evidence
) -> None:
    before = codes(trained)
    dispute = open_dispute(person, course, reason="too_old", now=NOW)
    answer_dispute(trainer, dispute, answer="stands", now=NOW)
    assert codes(trained) == before


@pytest.mark.parametrize("answer", ["corrected", "removed"])
def test_any_other_answer_takes_it_away_for_good(
    person: Actor, trainer: Actor, trained: Seeker, course: Evidence, answer: str
) -> None:
    dispute = open_dispute(person, course, reason="not_me", now=NOW)
    answer_dispute(trainer, dispute, answer=answer, now=NOW)
    assert codes(trained) == {}
    assert Evidence.objects.get().state == "withdrawn"


def test_it_is_answered_once_and_disputed_once_at_a_time(
    person: Actor, trainer: Actor, course: Evidence
) -> None:
    dispute = open_dispute(person, course, reason="other", now=NOW)
    with pytest.raises(Refused):
        open_dispute(person, course, reason="other", now=NOW)
    answer_dispute(trainer, dispute, answer="stands", now=NOW)
    with pytest.raises(Refused):
        answer_dispute(trainer, dispute, answer="removed", now=NOW)


def test_taking_disputed_evidence_back_closes_the_dispute(
    person: Actor, trainer: Actor, trained: Seeker, course: Evidence
) -> None:
    dispute = open_dispute(person, course, reason="other", now=NOW)
    withdraw_evidence(trainer, course, now=NOW)
    assert Dispute.objects.get().answer == "removed"
    with pytest.raises(Refused):
        answer_dispute(trainer, dispute, answer="stands", now=NOW)
    assert codes(trained) == {}


def test_what_one_told_oneself_is_taken_back_not_disputed(person: Actor, dana: Seeker, python: Skill) -> None:
    with pytest.raises(Refused, match="take it back"):
        open_dispute(person, piece(dana, python), reason="other", now=NOW)


@pytest.mark.parametrize(("field", "given"), [("reason", {"reason": "spite"})])
def test_a_reason_outside_the_list_is_refused(
    person: Actor, course: Evidence, field: str, given: dict[str, str]
) -> None:
    with pytest.raises(Refused) as refusal:
        open_dispute(person, course, **given, now=NOW)
    assert refusal.value.field == field
    assert Evidence.objects.get().state == "counts"


@in_one_world("who", ROLES)
def test_only_the_person_and_their_coach_dispute(
    role: Callable[[str], Actor], onramp: Organization, trained: Seeker, course: Evidence, who: str
) -> None:
    access(trained, onramp, "coaching")
    if who in {"person", "coach"}:
        open_dispute(role(who), course, reason="other", now=NOW)
        assert Evidence.objects.get().state == "disputed"
    else:
        with pytest.raises(Refused):
            open_dispute(role(who), course, reason="other", now=NOW)


@in_one_world("who", ROLES)
def test_only_the_source_and_the_civic_lead_answer(
    role: Callable[[str], Actor],
    person: Actor,
    onramp: Organization,
    trained: Seeker,
    course: Evidence,
    who: str,
) -> None:
    access(trained, onramp, "coaching")
    dispute = open_dispute(person, course, reason="other", now=NOW)
    if who in {"trainer", "convener"}:
        answer_dispute(role(who), dispute, answer="stands", now=NOW)
        assert Dispute.objects.get().answered_at == NOW
    else:
        with pytest.raises(Refused):
            answer_dispute(role(who), dispute, answer="stands", now=NOW)


@in_one_world("who", ROLES)
def test_nobody_says_by_hand_that_somebody_new_looks_at_it(
    role: Callable[[str], Actor], person: Actor, course: Evidence, who: str
) -> None:
    dispute = open_dispute(person, course, reason="other", now=NOW)
    for deed in (begin_fresh_look, end_fresh_look):
        with pytest.raises(Refused, match="by lot"):
            deed(role(who), dispute, now=NOW)


def test_a_fresh_look_is_told_once_and_an_answered_dispute_has_none(
    person: Actor, trainer: Actor, system: Actor, course: Evidence
) -> None:
    dispute = open_dispute(person, course, reason="wrong_level", now=NOW)
    for _twice in range(2):
        begin_fresh_look(system, dispute, now=NOW)
    assert Fact.objects.filter(name="FreshLookBegun").count() == 1
    with pytest.raises(Refused, match="what they say decides"):
        answer_dispute(trainer, dispute, answer="corrected", now=NOW)
    answer_dispute(trainer, dispute, answer="removed", now=NOW)
    end_fresh_look(system, dispute, now=NOW)
    begin_fresh_look(system, dispute, now=NOW)
    assert Fact.objects.filter(name="FreshLookBegun").count() == 1


def test_only_what_was_taken_away_is_replaced_and_by_its_own_source(
    person: Actor, system: Actor, trained: Seeker, provider: Organization, course: Evidence
) -> None:
    new = {
        "skill_id": course.skill_id,
        "kind": "completion",
        "level": 3.5,
        "at": course.at,
        "organization": provider,
        "replaces": course,
        "now": NOW,
    }
    with pytest.raises(Refused, match="taken away"):
        add_evidence(system, trained, source=course.source, **new)
    dispute = open_dispute(person, course, reason="wrong_level", now=NOW)
    answer_dispute(system, dispute, answer="corrected", now=NOW)
    course.refresh_from_db()
    with pytest.raises(Refused, match="same source"):
        add_evidence(system, trained, source="elsewhere", **new)
    row = add_evidence(system, trained, source=course.source, **new)
    course.refresh_from_db()
    assert course.replaced_by == row
