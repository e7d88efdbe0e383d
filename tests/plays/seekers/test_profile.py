"""What a person tells about the work they want: kept, checked, sealed, and never saved over somebody else's change."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor, Refused
from techhire.plays.seekers.actions.profile import create_seeker, update_profile
from techhire.plays.seekers.models import Changed, Seeker
from techhire.plays.seekers.queries import seeker_of
from tests.cases import in_one_world
from tests.factories.people import AccountFactory
from tests.factories.seekers import NOW
from tests.plays.seekers.conftest import ROLES

pytestmark = pytest.mark.django_db


def test_a_record_is_opened_once_and_is_ones_own(person: Actor, visitor: Actor) -> None:
    account = Account.objects.get(pk=person.account_id)
    seeker = create_seeker(person, account=account, name="Dana", now=NOW)
    assert seeker_of(person) == seeker
    assert seeker_of(visitor) is None
    with pytest.raises(Refused):
        create_seeker(person, account=account, now=NOW)
    assert Fact.objects.get(name="SeekerCreated").data == {"seeker_id": seeker.pk, "has_account": True}


def test_an_onramp_opens_a_record_without_an_account_and_nobody_else_does(
    coach: Actor, trainer: Actor, visitor: Actor, person: Actor
) -> None:
    assert create_seeker(coach, name="Ana", now=NOW).account is None
    for actor in (trainer, visitor, person):
        with pytest.raises(Refused):
            create_seeker(actor, name="Ana", now=NOW)


def test_a_coach_cannot_open_a_record_in_the_name_of_somebody_elses_account(coach: Actor) -> None:
    with pytest.raises(Refused):
        create_seeker(coach, account=AccountFactory(), now=NOW)


def test_a_zip_code_becomes_a_place(person: Actor, dana: Seeker) -> None:
    seeker = update_profile(person, dana, zip_code="64106", now=NOW)
    assert seeker.place == "Kansas City, MO"
    assert seeker.latitude == pytest.approx(39.1, abs=0.1)
    cleared = update_profile(person, dana, zip_code="", now=NOW)
    assert (cleared.place, cleared.latitude) == ("", None)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"zip_code": "00000"}, "zip_code"),
        ({"zip_code": "6410"}, "zip_code"),
        ({"zip_code": "\u0664\u0664\u0661\u0660\u0666"}, "zip_code"),
        ({"travel_minutes": 241}, "travel_minutes"),
        ({"schedule": 64}, "schedule"),
        ({"pay_floor_cents": -1}, "pay_floor_cents"),
        ({"pay_floor_cents": 50_001}, "pay_floor_cents"),
        ({"authorized": "maybe"}, "authorized"),
        ({"has_degree": "phd"}, "has_degree"),
        ({"travel_mode": "jet"}, "travel_mode"),
        ({"name": "a\x00b"}, "name"),
        ({"name": "a" * 201}, "name"),
        ({"language": "xx"}, "language"),
        ({"found": True}, None),
        ({"state": "erased"}, None),
        ({"criminal_record": "no"}, None),
    ],
)
def test_bad_answers_are_refused_and_change_nothing(
    person: Actor, dana: Seeker, fields: dict[str, Any], field: str | None
) -> None:
    with pytest.raises(Refused) as refusal:
        update_profile(person, dana, now=NOW, **{"travel_mode": "transit", **fields})
    assert refusal.value.field == field
    stored = Seeker.objects.get()
    assert (stored.travel_mode, stored.version) == ("car", 1)


def test_two_people_saving_at_once_do_not_save_over_each_other(
    person: Actor, coach: Actor, coached: Seeker
) -> None:
    seen = coached.version
    update_profile(coach, coached, expected_version=seen, travel_minutes=60, now=NOW)
    with pytest.raises(Refused, match="Somebody else changed this"):
        update_profile(person, coached, expected_version=seen, travel_minutes=15, now=NOW)
    assert Seeker.objects.get().travel_minutes == 60


def test_saving_what_is_there_changes_nothing(person: Actor, dana: Seeker) -> None:
    Changed.objects.all().delete()
    assert update_profile(person, dana, travel_mode="car", now=NOW).version == 1
    assert not Changed.objects.exists()


def test_the_fact_names_fields_not_answers(person: Actor, dana: Seeker) -> None:
    update_profile(person, dana, pay_floor_cents=2150, name="Dana Q", now=NOW)
    data = Fact.objects.get(name="ProfileUpdated").data
    assert data == {"seeker_id": dana.pk, "fields": ["name", "pay_floor_cents"]}


def test_the_name_is_sealed_where_it_is_stored(dana: Seeker) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select name from seekers_seeker")
        assert "Dana" not in str(cursor.fetchone()[0])


def test_no_field_can_hold_what_is_never_asked() -> None:
    names = {field.name for field in Seeker._meta.get_fields()}
    for word in ("birth", "sex", "race", "criminal", "record", "salary", "status", "immigration", "disab"):
        assert not [name for name in names if word in name]


@in_one_world("who", ROLES)
def test_only_the_person_and_their_coach_change_it(
    role: Callable[[str], Actor], coached: Seeker, provider: Organization, who: str
) -> None:
    if who in {"person", "coach"}:
        assert update_profile(role(who), coached, travel_minutes=60, now=NOW).travel_minutes == 60
    else:
        with pytest.raises(Refused):
            update_profile(role(who), coached, travel_minutes=60, now=NOW)


def test_what_a_coach_does_for_a_person_says_for_whom(person: Actor, coach: Actor, coached: Seeker) -> None:
    update_profile(coach, coached, travel_minutes=60, now=NOW)
    update_profile(person, coached, travel_minutes=45, now=NOW)
    facts = Fact.objects.filter(name="ProfileUpdated").order_by("pk")
    assert list(facts.values_list("actor_id", "on_behalf_of_id")) == [
        (coach.account_id, person.account_id),
        (person.account_id, None),
    ]
