"""A person names a town instead of a ZIP code: matched against the postal table, and told plainly where it is not."""

import pytest
from django.db import connection

from techhire.commons.permits import Actor, Refused
from techhire.plays.seekers.actions.places import whereabouts
from techhire.plays.seekers.actions.profile import update_profile
from techhire.plays.seekers.models import Seeker
from tests.factories.seekers import NOW


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("Kansas City, MO", "Kansas City, MO"),
        ("kansas city, kansas", "Kansas City, KS"),
        ("Kansas City MO", "Kansas City, MO"),
        ("Lee's Summit, Missouri", "Lees Summit, MO"),
        ("St. Louis, MO", "Saint Louis, MO"),
        ("New York, NY", "New York, NY"),
        ("Bayamón, PR", "Bayamon, PR"),
        ("Winston Salem North Carolina", "Winston Salem, NC"),
        ("Truth or Consequences", "Truth Or Consequences, NM"),
    ],
)
def test_a_town_is_known_however_it_is_written(typed: str, place: str) -> None:
    found = whereabouts({"place": typed})
    assert (found["place"], found["zip_code"]) == (place, "")
    assert found["latitude"] and found["longitude"]


def test_a_town_stands_for_its_middle() -> None:
    town, inside = whereabouts({"place": "Kansas City, MO"}), whereabouts({"zip_code": "64106"})
    assert abs(town["latitude"] - inside["latitude"]) < 0.2
    assert abs(town["longitude"] - inside["longitude"]) < 0.2


@pytest.mark.parametrize(
    ("fields", "says", "field"),
    [
        ({"place": "Springfield"}, "several towns of this name. Add the state: .*Springfield, ", "place"),
        ({"place": "Independance, MO"}, r"Did you mean: Independence, MO", "place"),
        ({"place": "Xqzzy, MO"}, "like Independence, MO", "place"),
        ({"place": "<b>"}, "We do not know this town", "place"),
        ({"place": ",,, MO"}, "We do not know this town", "place"),
        ({"place": "Kansas City, MO", "zip_code": "64106"}, "not both", "place"),
        ({"zip_code": "00000"}, "We do not know this ZIP code", "zip_code"),
    ],
)
def test_what_is_not_one_town_is_told_plainly(fields: dict[str, str], says: str, field: str) -> None:
    with pytest.raises(Refused, match=says) as refusal:
        whereabouts(fields)
    assert refusal.value.field == field


def test_nothing_named_is_nowhere() -> None:
    assert whereabouts({"place": " ", "zip_code": ""})["latitude"] is None


@pytest.mark.django_db
def test_a_town_takes_the_place_of_a_zip_code_and_stays_sealed(person: Actor, dana: Seeker) -> None:
    update_profile(person, dana, zip_code="64106", now=NOW)
    told = update_profile(person, dana, place="independence, mo", now=NOW)
    assert (told.place, told.zip_code) == ("Independence, MO", "")
    again = update_profile(person, dana, zip_code="64106", now=NOW)
    assert (again.place, again.zip_code) == ("Kansas City, MO", "64106")
    update_profile(person, dana, place="Independence, MO", now=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT place, latitude FROM seekers_seeker")
        assert not any("Independence" in str(value) or "39." in str(value) for value in cursor.fetchone())
