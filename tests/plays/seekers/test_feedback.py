"""What an employer says becomes evidence only by the person's own yes, read first, and taken back at any time."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.ledger.registry import Done, Step
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.seekers.actions.access import end_grant, grant_access
from techhire.plays.seekers.actions.erasure import erase_seeker
from techhire.plays.seekers.actions.feedback import (
    agree_to_feedback,
    expire_feedback,
    give_feedback,
    refuse_feedback,
)
from techhire.plays.seekers.models import Consent, EmployerFeedback, Evidence, Grant, Seeker
from techhire.plays.seekers.queries import (
    best_word,
    codes_of,
    download_everything,
    feedback_about,
    feedback_given,
    feedback_numbered,
    waits_for_answer,
)
from techhire.plays.seekers.reactions import end_waiting
from tests.cases import in_one_world
from tests.factories.matches import a_skill
from tests.factories.seekers import NOW, access, findable
from tests.plays.seekers.conftest import ROLES

pytestmark = pytest.mark.django_db

POSTING = 7
DAY = date(2026, 2, 27)


@pytest.fixture
def desk(db: None) -> Skill:
    return a_skill("Desk support")


@pytest.fixture
def met(dana: Seeker, desk: Skill, employer: Organization, hiring_manager: Actor) -> Seeker:
    """Dana, found and named to the employer for a posting."""
    seeker = findable(dana, desk)
    grant_access(hiring_manager, seeker, employer, purpose="hiring", posting_id=POSTING, now=NOW)
    return seeker


@pytest.fixture
def said(met: Seeker, desk: Skill, employer: Organization, hiring_manager: Actor) -> EmployerFeedback:
    """The employer saw level 4."""
    return give(hiring_manager, met, employer, desk, 4)


def give(actor: Actor, seeker: Seeker, employer: Organization, skill: Skill, level: int) -> EmployerFeedback:
    given = {"posting_id": POSTING, "skill_id": skill.pk, "level": level, "at": DAY, "now": NOW}
    return give_feedback(actor, seeker, employer, **given)


@in_one_world("who", [*ROLES, "system"])
def test_only_a_writing_member_of_an_employer_who_met_the_person_says_something(
    role: Callable[[str], Actor], met: Seeker, desk: Skill, employer: Organization, who: str
) -> None:
    if who in {"hiring_manager", "system"}:
        assert give(role(who), met, employer, desk, 3).state == "waiting"
    else:
        with pytest.raises(Refused):
            give(role(who), met, employer, desk, 3)
        with pytest.raises(Refused):
            feedback_given(role(who), met, employer, POSTING)
        assert not EmployerFeedback.objects.exists()


def test_a_reader_of_the_employer_says_nothing(
    met: Seeker, desk: Skill, employer: Organization, as_member: Callable[..., Actor]
) -> None:
    with pytest.raises(Refused, match="who may write"):
        give(as_member(employer, "reader"), met, employer, desk, 3)


@pytest.mark.parametrize("change", ["never met", "other posting", "ended", "erased"])
def test_an_employer_that_has_not_met_the_person_says_nothing(
    change: str, person: Actor, met: Seeker, desk: Skill, employer: Organization, hiring_manager: Actor
) -> None:
    if change == "never met":
        Grant.objects.all().delete()
    elif change == "other posting":
        Grant.objects.update(posting_id=8)
    elif change == "ended":
        end_grant(person, Grant.objects.get(purpose="hiring"), now=NOW)
    else:
        erase_seeker(person, met, now=NOW)
    with pytest.raises(Refused):
        give(hiring_manager, met, employer, desk, 3)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"level": 0}, "level"),
        ({"level": 6}, "level"),
        ({"at": date(2027, 1, 1)}, "at"),
        ({"skill_id": 0}, "skill"),
    ],
)
def test_only_what_is_preset_is_taken(
    fields: dict[str, object],
    field: str,
    met: Seeker,
    desk: Skill,
    employer: Organization,
    hiring_manager: Actor,
) -> None:
    given = {"posting_id": POSTING, "skill_id": desk.pk, "level": 3, "at": DAY, "now": NOW} | fields
    with pytest.raises(Refused) as refusal:
        give_feedback(hiring_manager, met, employer, **given)
    assert refusal.value.field == field


def test_it_changes_nothing_before_the_person_says_yes(
    person: Actor, met: Seeker, said: EmployerFeedback
) -> None:
    assert not Evidence.objects.exclude(kind="claim").exists()
    assert feedback_about(person, met).waiting == [said] and waits_for_answer(person, met)
    fact = Fact.objects.get(name="FeedbackGiven")
    assert set(fact.data) == {"seeker_id", "feedback_id", "organization_id", "posting_id"}


def test_said_again_it_replaces_what_waits_and_nothing_that_was_answered(
    person: Actor,
    met: Seeker,
    desk: Skill,
    employer: Organization,
    hiring_manager: Actor,
    said: EmployerFeedback,
) -> None:
    again = give(hiring_manager, met, employer, desk, 2)
    assert (again.pk, again.level) == (said.pk, 2)
    refuse_feedback(person, again, now=NOW)
    with pytest.raises(Refused, match="answered"):
        give(hiring_manager, met, employer, desk, 5)


def test_a_yes_makes_it_evidence_and_a_later_no_takes_it_away(
    person: Actor, met: Seeker, desk: Skill, employer: Organization, said: EmployerFeedback
) -> None:
    used = agree_to_feedback(person, said, now=NOW)
    row = used.evidence
    assert row is not None and (row.kind, row.level, row.organization, row.state) == (
        "employer_feedback",
        4,
        employer,
        "counts",
    )
    assert best_word(codes_of([met.pk])[met.pk][desk.pk])[0] == "proven"
    consent = Consent.objects.latest("pk")
    assert (consent.purpose, consent.scope) == ("vouching", ["show", f"feedback:{said.pk}"])
    assert feedback_about(person, met).used == [said]
    with pytest.raises(Refused, match="does not wait"):
        agree_to_feedback(person, said, now=NOW)
    refuse_feedback(person, said, now=NOW)
    refuse_feedback(person, said, now=NOW)
    row.refresh_from_db()
    consent.refresh_from_db()
    assert (row.state, consent.withdrawn_at) == ("withdrawn", NOW)
    assert best_word(codes_of([met.pk])[met.pk][desk.pk])[0] == "claimed"
    assert Fact.objects.filter(name="FeedbackRefused").count() == 1


@in_one_world("who", ROLES)
def test_only_the_person_and_their_coach_answer(
    role: Callable[[str], Actor], met: Seeker, onramp: Organization, said: EmployerFeedback, who: str
) -> None:
    access(met, onramp, "coaching")
    actor = role(who)
    if who in {"person", "coach"}:
        agree_to_feedback(actor, said, words="Yes, that one.", now=NOW)
        refuse_feedback(actor, said, now=NOW)
    else:
        for deed in (
            lambda: agree_to_feedback(actor, said, words="Yes.", now=NOW),
            lambda: refuse_feedback(actor, said, now=NOW),
            lambda: feedback_about(actor, met),
        ):
            with pytest.raises(Refused):
                deed()
        said.refresh_from_db()
        assert said.state == "waiting"


def test_a_coach_writes_down_the_persons_words(
    coach: Actor, met: Seeker, onramp: Organization, said: EmployerFeedback
) -> None:
    access(met, onramp, "coaching")
    with pytest.raises(Refused) as refusal:
        agree_to_feedback(coach, said, now=NOW)
    assert refusal.value.field == "words"
    agree_to_feedback(coach, said, words="Yes, that one.", now=NOW)
    assert Consent.objects.latest("pk").spoken
    assert Fact.objects.filter(name="SpokenConsentHeard").exists()


def test_the_employer_reads_its_own_words_and_not_the_answer(
    hiring_manager: Actor, person: Actor, met: Seeker, employer: Organization, said: EmployerFeedback
) -> None:
    refuse_feedback(person, said, now=NOW)
    assert feedback_given(hiring_manager, met, employer, POSTING) == [said]


def test_waiting_ends_after_thirty_days(
    system: Actor, person: Actor, met: Seeker, said: EmployerFeedback
) -> None:
    community = met.community
    assert expire_feedback(system, community, now=NOW + timedelta(days=30)) == 0
    assert expire_feedback(system, community, now=NOW + timedelta(days=31)) == 1
    said.refresh_from_db()
    assert said.state == "expired" and not waits_for_answer(person, met)
    with pytest.raises(Refused):
        agree_to_feedback(person, said, now=NOW)
    with pytest.raises(Refused):
        expire_feedback(person, community, now=NOW)


def test_the_calendar_ends_the_waiting(met: Seeker, said: EmployerFeedback) -> None:
    EmployerFeedback.objects.update(given_at=NOW - timedelta(days=40))
    step = Step(0, None, "ClockTicked", {}, None, None, NOW, {})
    assert isinstance(end_waiting(step), Done)
    assert EmployerFeedback.objects.get().state == "expired"


def test_it_is_in_the_download_and_waits_no_more_after_an_erasure(
    person: Actor, met: Seeker, said: EmployerFeedback
) -> None:
    (row,) = download_everything(person, met)["employer_feedback"]
    assert (row["level"], row["state"]) == (4, "waiting")
    assert feedback_numbered(person, met, said.pk) == said and feedback_numbered(person, met, 0) is None
    erase_seeker(person, met, now=NOW)
    said.refresh_from_db()
    assert said.state == "expired"
