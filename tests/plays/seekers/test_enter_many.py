"""Many people enter at once: hidden until they are found, each with a consent, and only by the operator's command."""

from datetime import date

import pytest

from techhire.commons.communities.models import Community
from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.seekers.actions.evidence import NewEvidence, add_evidence_rows
from techhire.plays.seekers.actions.rosters import NewSeeker, enter_seekers, turn_found_on_for_many
from techhire.plays.seekers.models import Changed, Consent, Contact, Seeker
from techhire.plays.seekers.queries import is_unreachable
from tests.cases import in_one_world
from tests.factories.seekers import NOW

pytestmark = pytest.mark.django_db
HERE = {"is_adult": True, "zip_code": "64106"}
WORDS = "Yes, employers may find me."
ROLES = ("person", "coach", "trainer", "hiring_manager", "helper", "convener", "rival", "stranger", "visitor")


def people(*fields: dict[str, object]) -> list[NewSeeker]:
    return [NewSeeker(f"Person {at}", "en", one) for at, one in enumerate(fields)]


def show(system: Actor, ids: list[int], skill: Skill) -> None:
    rows = [NewEvidence(pk, skill.pk, "claim", 2.0, date(2026, 2, 1)) for pk in ids]
    add_evidence_rows(system, rows, now=NOW)


def test_people_are_entered_in_order_hidden_with_their_place(community: Community, system: Actor) -> None:
    ids = enter_seekers(system, community, people(HERE, {"remote_ok": True}), now=NOW)
    first, second = (Seeker.objects.get(pk=pk) for pk in ids)
    assert (first.name, first.zip_code, first.place) == ("Person 0", "64106", "Kansas City, MO")
    assert first.latitude == pytest.approx(39.1, abs=0.1)
    assert second.latitude is None and not first.found and not second.found
    assert first.code != second.code
    assert set(Changed.objects.values_list("seeker_id", flat=True)) == set(ids)
    assert Fact.objects.get(name="SeekersEntered").data == {"people": 2}


def test_ways_to_reach_people_come_with_them_and_a_wrong_one_enters_nobody(
    community: Community, system: Actor
) -> None:
    (pk,) = enter_seekers(
        system, community, [NewSeeker("Ann", ways={"email": "ann@example.org", "phone": ""})], now=NOW
    )
    assert list(Contact.objects.values_list("seeker_id", "kind", "for_employers")) == [(pk, "email", True)]
    assert not is_unreachable(pk)
    with pytest.raises(Refused, match="phone number"):
        enter_seekers(
            system, community, [NewSeeker("Bo"), NewSeeker("Cy", ways={"phone": "call me"})], now=NOW
        )
    assert Seeker.objects.count() == 1


def test_each_found_person_gets_a_consent_in_words(
    community: Community, system: Actor, python: Skill
) -> None:
    ids = enter_seekers(system, community, people(HERE, HERE), now=NOW)
    show(system, ids, python)
    assert turn_found_on_for_many(system, community, ids, words=WORDS, now=NOW) == 2
    assert Seeker.objects.filter(pk__in=ids, found=True).count() == 2
    consents = Consent.objects.filter(seeker_id__in=ids, purpose="being_found")
    assert [consent.words for consent in consents] == [WORDS, WORDS]
    assert Fact.objects.get(name="FoundTurnedOnForMany").data == {"people": 2}


def test_turning_on_again_adds_no_second_consent(community: Community, system: Actor, python: Skill) -> None:
    ids = enter_seekers(system, community, people(HERE), now=NOW)
    show(system, ids, python)
    turn_found_on_for_many(system, community, ids, words=WORDS, now=NOW)
    assert turn_found_on_for_many(system, community, ids, words=WORDS, now=NOW) == 0
    assert Consent.objects.filter(seeker_id__in=ids).count() == 1


@pytest.mark.parametrize(
    "fields", [HERE | {"is_adult": False}, HERE | {"is_adult": None}, {"is_adult": True, "remote_ok": False}]
)
def test_nobody_under_age_or_without_a_place_is_found(
    fields: dict[str, object], community: Community, system: Actor, python: Skill
) -> None:
    ids = enter_seekers(system, community, people(fields), now=NOW)
    show(system, ids, python)
    assert turn_found_on_for_many(system, community, ids, words=WORDS, now=NOW) == 0
    assert not Seeker.objects.get(pk=ids[0]).found


def test_nobody_without_a_skill_is_found(community: Community, system: Actor) -> None:
    ids = enter_seekers(system, community, people(HERE), now=NOW)
    assert turn_found_on_for_many(system, community, ids, words=WORDS, now=NOW) == 0


def test_people_of_another_community_are_left_alone(
    community: Community, elsewhere: Community, system: Actor, python: Skill
) -> None:
    there = Actor.system(elsewhere.pk)
    ids = enter_seekers(there, elsewhere, people(HERE), now=NOW)
    show(there, ids, python)
    assert turn_found_on_for_many(system, community, ids, words=WORDS, now=NOW) == 0


@in_one_world("role", ROLES)
def test_only_the_operators_command_enters_many(
    role: str, community: Community, request: pytest.FixtureRequest
) -> None:
    actor = request.getfixturevalue(role)
    with pytest.raises(Refused):
        enter_seekers(actor, community, people(HERE), now=NOW)
    with pytest.raises(Refused):
        turn_found_on_for_many(actor, community, [], words=WORDS, now=NOW)
    assert not Fact.objects.filter(name__in=["SeekersEntered", "FoundTurnedOnForMany"]).exists()


def test_the_system_of_one_community_does_not_act_in_another(elsewhere: Community, system: Actor) -> None:
    with pytest.raises(Refused):
        enter_seekers(system, elsewhere, people(HERE), now=NOW)


@pytest.mark.parametrize(
    "fields", [{"zip_code": "00000"}, {"found": True}, {"travel_minutes": 999}, {"authorized": "maybe"}]
)
def test_one_bad_row_keeps_the_whole_batch_out(
    fields: dict[str, object], community: Community, system: Actor
) -> None:
    with pytest.raises(Refused):
        enter_seekers(system, community, people(HERE, fields), now=NOW)
    assert not Seeker.objects.exists()


def test_more_than_500_at_once_are_refused(community: Community, system: Actor) -> None:
    with pytest.raises(Refused, match="500"):
        enter_seekers(system, community, people(*[{}] * 501), now=NOW)
    with pytest.raises(Refused, match="500"):
        turn_found_on_for_many(system, community, range(1, 502), words=WORDS, now=NOW)


def test_found_without_words_is_refused(community: Community, system: Actor) -> None:
    with pytest.raises(Refused) as refusal:
        turn_found_on_for_many(system, community, [1], words=" ", now=NOW)
    assert refusal.value.field == "words"
