"""The demo's people and ads before anything is saved: plausible, varied, the same again for the same dice."""

import random
from collections import Counter
from datetime import date

import pytest
import zipcodes

from techhire.commons.skills import starter
from techhire.portals.console.demo.ads import Ad, draw_ad
from techhire.portals.console.demo.companies import companies
from techhire.portals.console.demo.people import FOUND_SHARE, Person, draw_person
from techhire.portals.console.demo.programs import courses, draw_groups
from techhire.portals.console.demo.roles import profile
from techhire.portals.console.demo.tables import rows

COMMUNITIES = ("river-city", "ozark-springs")
VOICES = ("Eastside Career House", "Puente Digital")


@pytest.fixture(scope="module")
def people() -> list[Person]:
    dice = random.Random(7)
    return [draw_person(dice, "river-city", VOICES) for _unused in range(1500)]


@pytest.fixture(scope="module")
def ads() -> list[Ad]:
    dice = random.Random(7)
    employers = companies("river-city", "employer")
    return [draw_ad(dice, dice.choice(employers)) for _unused in range(300)]


def test_the_large_community_has_what_a_visitor_should_find() -> None:
    assert len(companies("river-city", "employer")) >= 40
    assert len(courses("river-city")) >= 25
    for kind in ("civic", "provider", "onramp", "support"):
        assert companies("river-city", kind)


def test_the_same_dice_make_the_same_people_and_ads() -> None:
    employer = companies("river-city", "employer")[0]
    first, second = random.Random(3), random.Random(3)
    assert draw_person(first, "river-city", VOICES) == draw_person(second, "river-city", VOICES)
    assert draw_ad(first, employer) == draw_ad(second, employer)


def test_every_skill_named_is_in_the_starter_framework(people: list[Person]) -> None:
    known = {row["slug"] for row in starter.rows("skills_*.csv")}
    assert {piece.skill for person in people for piece in person.pieces} <= known
    assert {
        skill for slug in COMMUNITIES for course in courses(slug) for skill, _level in course.teaches
    } <= known


def test_every_zip_code_exists_and_lies_in_its_region() -> None:
    for row in rows("zips"):
        assert zipcodes.matching(row["zip_code"])[0]["state"] in {"MO", "KS"}
    for slug in COMMUNITIES:
        for kind in ("employer", "provider"):
            assert all(zipcodes.matching(company.zip_code) for company in companies(slug, kind))


def test_about_six_in_ten_people_can_be_found_and_nobody_under_age(people: list[Person]) -> None:
    found = [person for person in people if person.found]
    assert abs(len(found) / len(people) - FOUND_SHARE) < 0.05
    assert all(person.fields["is_adult"] for person in found)


def test_evidence_of_every_kind_people_can_bring_is_there(people: list[Person]) -> None:
    kinds = Counter(piece.kind for person in people for piece in person.pieces)
    assert set(kinds) == {"claim", "completion", "vouch", "credential"}
    assert kinds["claim"] > kinds["completion"] > kinds["credential"]
    assert all(0 <= piece.level <= 5.5 and piece.days_ago >= 0 for p in people for piece in p.pieces)
    assert max(len(person.pieces) for person in people) <= 100


def test_what_others_say_names_who_says_it(people: list[Person]) -> None:
    for person in people:
        for piece in person.pieces:
            if piece.kind in {"completion", "vouch"}:
                assert piece.organization
            if piece.kind == "credential":
                assert piece.issuer


def test_some_ads_ask_for_a_degree_and_some_for_too_much(ads: list[Ad]) -> None:
    degree = sum("degree" in ad.text.lower() or "licenciatura" in ad.text.lower() for ad in ads)
    inflated = sum(any(line.level >= 4 for line in ad.lines) for ad in ads)
    assert 0.2 < degree / len(ads) < 0.7
    assert 0.05 < inflated / len(ads) < 0.4


def test_some_ads_are_in_spanish_throughout(ads: list[Ad]) -> None:
    spanish = [ad for ad in ads if ad.language == "es"]
    assert 0.04 < len(spanish) / len(ads) < 0.2
    assert not any("What you" in ad.text or "Requirements" in ad.text for ad in spanish)


def test_ads_differ_from_each_other(ads: list[Ad]) -> None:
    assert len({ad.text for ad in ads}) == len(ads)
    assert len({ad.title for ad in ads}) > 25


def test_cohorts_lie_on_both_sides_of_today() -> None:
    today = date(2026, 3, 2)
    for course in courses("river-city"):
        groups = draw_groups(random.Random(1), course, today)
        assert all(group.starts_on.weekday() == 0 for group in groups)
        assert min(group.starts_on for group in groups) < today < max(group.starts_on for group in groups)


def test_some_people_can_show_nearly_all_a_help_desk_asks_for(people: list[Person]) -> None:
    asked = {line.skill for line in profile("user-support") if line.is_core}
    found = [person for person in people if person.found and person.family == "user-support"]
    shown = [{piece.skill for piece in person.pieces if piece.kind != "claim"} for person in found]
    assert 3 <= sum(asked <= skills for skills in shown) <= len(found) // 5
