"""A law may keep a record: whoever erases it is out of sight at once, told until when and why, and erased that day."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.ledger.registry import Done, More, Step
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.seekers.actions.access import grant_access
from techhire.plays.seekers.actions.aging import reage_step
from techhire.plays.seekers.actions.contacts import set_contacts
from techhire.plays.seekers.actions.disputes import open_dispute
from techhire.plays.seekers.actions.erasure import erase_seeker, finish_erasure
from techhire.plays.seekers.actions.holds import lift_hold, place_hold
from techhire.plays.seekers.actions.profile import create_seeker, update_profile
from techhire.plays.seekers.models import Contact, Estimate, Evidence, Grant, Hold, Seeker
from techhire.plays.seekers.queries import (
    download_everything,
    hold_behind,
    hold_numbered,
    holds_in,
    holds_on,
    open_disputes,
    sealed_letter_to,
    seeker_of,
    seeker_to_hold,
)
from techhire.plays.seekers.reactions import erase_records, finish_erasures
from techhire.plays.seekers.rules import visible_seekers
from tests.cases import in_one_world
from tests.factories.seekers import NOW, access, findable, piece
from tests.plays.seekers.conftest import ROLES

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
UNTIL = TODAY + timedelta(days=90)


def keep(actor: Actor, seeker: Seeker, until: date = UNTIL) -> Hold:
    return place_hold(actor, seeker, reason="hiring", law="29 CFR 1602.14", until=until, now=NOW)


def calendar(at: datetime) -> int:
    """Run the daily reaction to its end; how many records it erased."""
    for erased in range(10):
        if isinstance(finish_erasures(Step(0, None, "ClockTicked", {}, None, None, at)), Done):
            return erased
    raise AssertionError("it never ends")


@pytest.fixture
def kept(
    coached: Seeker, person: Actor, python: Skill, sql: Skill, onramp: Organization, convener: Actor
) -> Seeker:
    """Dana, found, with contacts and evidence, whose record a law keeps."""
    findable(coached, python)
    row = piece(coached, sql, "credential", 3, organization=onramp, title="Diploma")
    open_dispute(person, row, reason="wrong_level", words="It said more.", now=NOW)
    set_contacts(person, coached, ways={"email": "dana@example.org"}, now=NOW)
    keep(convener, coached)
    return Seeker.objects.get(pk=coached.pk)


@in_one_world("who", [*ROLES, "system"])
def test_only_the_civic_lead_and_the_operator_say_that_a_law_keeps_a_record(
    role: Callable[[str], Actor], coached: Seeker, who: str
) -> None:
    if who in {"convener", "system"}:
        hold = keep(role(who), coached)
        assert Fact.objects.get(name="HoldPlaced").data == {
            "seeker_id": coached.pk,
            "hold_id": hold.pk,
            "reason": "hiring",
            "until": UNTIL.isoformat(),
        }
        lift_hold(role(who), hold, now=NOW)
        lift_hold(role(who), hold, now=NOW)
        assert Fact.objects.filter(name="HoldLifted").count() == 1
    else:
        with pytest.raises(Refused):
            keep(role(who), coached)
        assert not Hold.objects.exists()


@in_one_world("who", ROLES)
def test_who_reads_what_a_law_keeps(role: Callable[[str], Actor], kept: Seeker, who: str) -> None:
    actor, community_id = role(who), kept.community_id
    if who == "convener":
        assert [row.seeker for row in holds_in(actor, community_id, TODAY)] == [kept]
        assert seeker_to_hold(actor, community_id, f" {kept.code.lower()} ") == kept
        with pytest.raises(Refused):
            lift_hold(role("coach"), Hold.objects.get(), now=NOW)
    else:
        for read in (
            lambda: list(holds_in(actor, community_id, TODAY)),
            lambda: seeker_to_hold(actor, community_id, kept.code),
            lambda: hold_numbered(actor, community_id, Hold.objects.get().pk, TODAY),
        ):
            with pytest.raises(Refused):
                read()
    if who in {"person", "coach"}:
        assert [hold.law for hold in holds_on(actor, kept, TODAY)] == ["29 CFR 1602.14"]
    else:
        with pytest.raises(Refused):
            holds_on(actor, kept, TODAY)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"reason": "because"}, "reason"),
        ({"law": " "}, "law"),
        ({"until": TODAY}, "until"),
        ({"until": TODAY + timedelta(days=4000)}, "until"),
    ],
)
def test_a_hold_names_a_reason_a_law_and_a_day_to_come(
    fields: dict[str, object], field: str, convener: Actor, dana: Seeker
) -> None:
    given = {"reason": "hiring", "law": "29 CFR 1602.14", "until": UNTIL, "now": NOW} | fields
    with pytest.raises(Refused) as refusal:
        place_hold(convener, dana, **given)
    assert refusal.value.field == field


def test_erasing_ends_being_seen_at_once_and_seals_the_rest(
    kept: Seeker, person: Actor, coach: Actor, convener: Actor
) -> None:
    erase_seeker(person, kept, now=NOW)
    sealed = Seeker.objects.get(pk=kept.pk)
    assert (sealed.state, sealed.found, sealed.name) == ("sealed", False, "Dana Reyes")
    assert not Estimate.objects.exists() and not Grant.objects.filter(ended_at=None).exists()
    assert Contact.objects.exists() and Evidence.objects.get(kind="credential").title == "Diploma"
    for actor in (person, coach, Actor.system(kept.community_id)):
        assert not visible_seekers(actor).exists()
    assert seeker_of(person) is None and not open_disputes(convener).exists()
    assert Fact.objects.get(name="SeekerSealed").data["until"] == UNTIL.isoformat()
    assert not Fact.objects.filter(name="SeekerErased").exists()


def test_nothing_can_be_done_with_a_sealed_record_and_a_new_one_can_be_opened(
    kept: Seeker, person: Actor, onramp: Organization
) -> None:
    erase_seeker(person, kept, now=NOW)
    sealed = Seeker.objects.get(pk=kept.pk)
    for deed in (
        lambda: update_profile(person, sealed, name="Dana", now=NOW),
        lambda: grant_access(person, sealed, onramp, purpose="coaching", now=NOW),
        lambda: download_everything(person, sealed),
    ):
        with pytest.raises(Refused):
            deed()
    assert erase_seeker(person, sealed, now=NOW).state == "sealed"
    account = Account.objects.get(pk=person.account_id)
    fresh = create_seeker(person, account=account, now=NOW)
    assert seeker_of(person) == fresh
    reage_step(kept.community_id, 0)
    assert not Estimate.objects.exists()


def test_the_person_can_be_told_until_when_and_why(kept: Seeker, person: Actor) -> None:
    assert hold_behind(kept.pk, TODAY) is None
    erase_seeker(person, kept, now=NOW)
    letter, hold = sealed_letter_to(kept.pk), hold_behind(kept.pk, TODAY)
    assert letter is not None and hold is not None
    assert letter.address == Account.objects.get(pk=person.account_id).email
    assert (hold.until, hold.law) == (UNTIL, "29 CFR 1602.14")


def test_the_calendar_erases_it_after_the_last_day(kept: Seeker, person: Actor, convener: Actor) -> None:
    keep(convener, kept, UNTIL + timedelta(days=10))
    erase_seeker(person, kept, now=NOW)
    assert calendar(NOW + timedelta(days=100)) == 0
    assert calendar(NOW + timedelta(days=101)) == 1
    gone = Seeker.objects.get()
    assert (gone.state, gone.name, gone.account_id) == ("erased", "", None)
    assert not Contact.objects.exists()
    assert set(Hold.objects.values_list("law", flat=True)) == {""}
    assert Fact.objects.filter(name="SeekerErased").count() == 1
    assert calendar(NOW + timedelta(days=102)) == 0


def test_it_is_erased_when_it_is_said_to_be_over(kept: Seeker, person: Actor, convener: Actor) -> None:
    erase_seeker(person, kept, now=NOW)
    lift_hold(convener, Hold.objects.get(), now=NOW)
    assert calendar(NOW) == 1 and Seeker.objects.get().state == "erased"


def test_a_record_nobody_erased_is_left_alone(kept: Seeker, system: Actor) -> None:
    assert calendar(NOW + timedelta(days=400)) == 0
    assert finish_erasure(system, kept, now=NOW + timedelta(days=400)).state == "active"


@in_one_world("who", ROLES)
def test_nobody_finishes_an_erasure_by_hand(
    role: Callable[[str], Actor], kept: Seeker, person: Actor, who: str
) -> None:
    erase_seeker(person, kept, now=NOW)
    with pytest.raises(Refused):
        finish_erasure(role(who), kept, now=NOW)


def test_a_sealed_record_can_be_kept_longer_and_an_erased_one_cannot(
    kept: Seeker, person: Actor, convener: Actor
) -> None:
    erase_seeker(person, kept, now=NOW)
    keep(convener, kept, UNTIL + timedelta(days=30))
    assert calendar(NOW + timedelta(days=100)) == 0
    Hold.objects.update(lifted_at=NOW)
    calendar(NOW)
    with pytest.raises(Refused):
        keep(convener, Seeker.objects.get(pk=kept.pk))


def test_erasing_the_account_seals_its_record_once(kept: Seeker, person: Actor) -> None:
    step = Step(1, None, "AccountErased", {"account_id": person.account_id}, None, None, NOW)
    assert isinstance(erase_records(step), More)
    assert isinstance(erase_records(step), Done)
    assert Seeker.objects.get().state == "sealed"


def test_what_keeps_the_record_is_in_the_download(kept: Seeker, person: Actor) -> None:
    (row,) = download_everything(person, kept)["holds"]
    assert (row["law"], row["until"]) == ("29 CFR 1602.14", UNTIL)


def test_a_coach_erases_a_record_without_account_and_it_is_sealed_too(
    coach: Actor, onramp: Organization, system: Actor, convener: Actor
) -> None:
    seeker = create_seeker(system, name="Ana", now=NOW)
    access(seeker, onramp, "coaching")
    keep(convener, seeker)
    assert erase_seeker(coach, seeker, now=NOW).state == "sealed"
    assert sealed_letter_to(seeker.pk) is None
