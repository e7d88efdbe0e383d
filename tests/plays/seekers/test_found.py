"""Being found is a choice: off by default, on with words and scope, off again in one tap."""

from collections.abc import Callable

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.seekers.actions.found import (
    block_employer,
    turn_found_off,
    turn_found_on,
    unblock_employer,
)
from techhire.plays.seekers.actions.profile import update_profile
from techhire.plays.seekers.models import Changed, Consent, EmployerBlock, Seeker
from tests.cases import in_one_world
from tests.factories.communities import OrganizationFactory
from tests.factories.seekers import NOW, access, piece
from tests.plays.seekers.conftest import ROLES

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(dana: Seeker, person: Actor, python: Skill) -> Seeker:
    """An adult with a place and a claim, still hidden."""
    piece(dana, python)
    return update_profile(person, dana, is_adult=True, zip_code="64106", now=NOW)


def test_a_new_record_is_hidden(dana: Seeker) -> None:
    assert dana.found is False


def test_turning_it_on_keeps_the_consent_with_its_scope(ready: Seeker, person: Actor) -> None:
    Changed.objects.all().delete()
    seeker = turn_found_on(person, ready, scope=("skills", "schedule", "age"), now=NOW)
    assert seeker.found
    consent = Consent.objects.get()
    assert (consent.purpose, consent.scope, consent.spoken) == ("being_found", ["schedule", "skills"], False)
    assert consent.given_at == NOW
    assert Changed.objects.filter(seeker=seeker).exists()
    assert Fact.objects.get(name="FoundTurnedOn").data == {"seeker_id": ready.pk, "consent_id": consent.pk}
    turn_found_on(person, ready, now=NOW)
    assert Consent.objects.count() == 1


def test_turning_it_off_counts_at_once_and_withdraws_the_consent(ready: Seeker, person: Actor) -> None:
    turn_found_on(person, ready, now=NOW)
    Changed.objects.all().delete()
    turn_found_off(person, ready, now=NOW)
    assert Seeker.objects.get().found is False
    assert Consent.objects.get().withdrawn_at == NOW
    assert Changed.objects.get().seeker_id == ready.pk
    turn_found_off(person, ready, now=NOW)
    assert Fact.objects.filter(name="FoundTurnedOff").count() == 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"is_adult": None}, None),
        ({"is_adult": False}, None),
        ({"zip_code": "", "remote_ok": False}, "zip_code"),
    ],
)
def test_it_needs_an_adult_and_a_place(
    ready: Seeker, person: Actor, fields: dict[str, object], field: str | None
) -> None:
    update_profile(person, ready, now=NOW, **fields)
    with pytest.raises(Refused) as refusal:
        turn_found_on(person, ready, now=NOW)
    assert refusal.value.field == field
    assert not Consent.objects.exists()


def test_it_needs_something_to_find(dana: Seeker, person: Actor) -> None:
    update_profile(person, dana, is_adult=True, now=NOW)
    with pytest.raises(Refused) as refusal:
        turn_found_on(person, dana, now=NOW)
    assert refusal.value.field == "skills"


@pytest.mark.parametrize("age", [False, None])
def test_somebody_who_turns_out_to_be_under_18_is_hidden_at_once(
    ready: Seeker, person: Actor, age: bool | None
) -> None:
    turn_found_on(person, ready, now=NOW)
    assert update_profile(person, ready, is_adult=age, now=NOW).found is False
    assert Consent.objects.get().withdrawn_at == NOW


def test_the_last_place_cannot_be_taken_away_while_found(ready: Seeker, person: Actor) -> None:
    turn_found_on(person, ready, now=NOW)
    with pytest.raises(Refused):
        update_profile(person, ready, zip_code="", remote_ok=False, now=NOW)
    assert Seeker.objects.get().zip_code == "64106"


def test_a_coach_writes_down_the_words(ready: Seeker, coach: Actor, onramp: Organization) -> None:
    access(ready, onramp, "coaching")
    with pytest.raises(Refused) as refusal:
        turn_found_on(coach, ready, now=NOW)
    assert refusal.value.field == "words"
    turn_found_on(coach, ready, words="Yes, companies may see what I can do.", now=NOW)
    consent = Consent.objects.get(purpose="being_found")
    assert (consent.spoken, consent.recorded_by_id) == (True, coach.account_id)
    assert consent.words == "Yes, companies may see what I can do."


@in_one_world("who", ROLES)
def test_only_the_person_and_their_coach_turn_it_on_or_off(
    role: Callable[[str], Actor], ready: Seeker, onramp: Organization, who: str
) -> None:
    access(ready, onramp, "coaching")
    actor = role(who)
    if who in {"person", "coach"}:
        assert turn_found_on(actor, ready, words="Yes", now=NOW).found
        assert not turn_found_off(actor, ready, now=NOW).found
        return
    for deed in (turn_found_on, turn_found_off):
        with pytest.raises(Refused):
            deed(actor, ready, now=NOW)


def test_an_employer_is_hidden_from_and_let_in_again(
    ready: Seeker, person: Actor, employer: Organization
) -> None:
    block_employer(person, ready, employer, now=NOW)
    block_employer(person, ready, employer, now=NOW)
    assert EmployerBlock.objects.count() == 1
    unblock_employer(person, ready, employer, now=NOW)
    assert not EmployerBlock.objects.exists()
    assert [f.data["blocked"] for f in Fact.objects.filter(name="EmployerBlocked").order_by("pk")] == [
        True,
        False,
    ]


def test_an_employer_of_another_community_is_not_known(
    ready: Seeker, person: Actor, elsewhere: Community
) -> None:
    with pytest.raises(Refused):
        block_employer(person, ready, OrganizationFactory(community=elsewhere), now=NOW)
