"""Until when a person used a skill is their own word: it stops age, and proves and lifts nothing by itself."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.actions.life_cycle import replace_skill
from techhire.commons.skills.models import EverydayTask, Skill
from techhire.engines import evidence as engine
from techhire.plays.seekers.actions.erasure import erase_seeker
from techhire.plays.seekers.actions.evidence import withdraw_evidence
from techhire.plays.seekers.actions.experiences import (
    answer_found_skill,
    describe_experience,
    remove_experience,
    start_experience,
)
from techhire.plays.seekers.actions.uses import take_back_use, tell_use
from techhire.plays.seekers.models import Changed, Evidence, Experience, Seeker, SkillUse
from techhire.plays.seekers.queries import codes_of, download_everything, skill_story, uses_of
from tests.factories.matches import a_skill, a_task
from tests.factories.seekers import NOW, piece, seeker_in
from tests.factories.skills import own_skill
from tests.plays.seekers.conftest import ROLES

pytestmark = pytest.mark.django_db
LONG_AGO = date(2014, 2, 20)


def stored(seeker: Seeker, skill: Skill) -> engine.Estimate:
    return engine.decode(codes_of([seeker.pk])[seeker.pk][skill.pk])


def test_use_at_work_stops_the_age_of_what_others_said(person: Actor, dana: Seeker, python: Skill) -> None:
    piece(dana, python, "proctored_test", 3, at=LONG_AGO)
    aged = stored(dana, python)
    tell_use(person, dana, python, where="work", until=None, now=NOW)
    kept = stored(dana, python)
    assert kept.sd < aged.sd and kept.mean == aged.mean
    assert kept.evidence_class == aged.evidence_class
    piece(seeker := seeker_in(dana.community, name="Kim"), python, "proctored_test", 3, at=NOW.date())
    assert kept == stored(seeker, python), "used until today is as good as given today, and no better"


def test_age_goes_on_from_the_month_named(person: Actor, dana: Seeker, python: Skill) -> None:
    piece(dana, python, "proctored_test", 3, at=LONG_AGO)
    tell_use(person, dana, python, where="work", until=date(2020, 5, 1), now=NOW)
    half_way = stored(dana, python)
    piece(seeker := seeker_in(dana.community, name="Kim"), python, "proctored_test", 3, at=date(2020, 5, 1))
    assert half_way == stored(seeker, python)


def test_a_year_alone_ages_as_its_january_and_is_said_without_it(
    person: Actor, dana: Seeker, python: Skill
) -> None:
    piece(dana, python, "proctored_test", 3, at=LONG_AGO)
    tell_use(person, dana, python, where="work", until=date(2020, 1, 1), now=NOW)
    january, (told,) = stored(dana, python), skill_story(person, dana, python).uses
    assert told.in_their_word == "used at work until January 2020, their own word"
    tell_use(person, dana, python, where="work", until=date(2020, 6, 3), year_only=True, now=NOW)
    (told,) = skill_story(person, dana, python).uses
    assert told.in_their_word == "used at work until 2020, their own word"
    assert stored(dana, python) == january
    assert download_everything(person, dana)["uses"][0]["year_only"] is True
    tell_use(person, dana, python, where="work", until=None, year_only=True, now=NOW)
    (told,) = skill_story(person, dana, python).uses
    assert told.still and not told.year_only


def test_a_use_before_the_evidence_changes_nothing(person: Actor, dana: Seeker, python: Skill) -> None:
    piece(dana, python, "proctored_test", 3, at=date(2020, 5, 3))
    before = stored(dana, python)
    tell_use(person, dana, python, where="work", until=date(2020, 5, 31), now=NOW)
    assert stored(dana, python) == before


def test_use_at_home_is_kept_and_does_not_count(person: Actor, dana: Seeker, python: Skill) -> None:
    piece(dana, python, "proctored_test", 3, at=LONG_AGO)
    before = stored(dana, python)
    tell_use(person, dana, python, where="home", until=None, now=NOW)
    assert stored(dana, python) == before
    (line,) = skill_story(person, dana, python).uses
    assert not line.counts and line.in_their_word == "used at home, still in March 2026, their own word"


def test_a_claim_stays_a_claim_however_it_is_used(person: Actor, dana: Seeker, python: Skill) -> None:
    piece(dana, python, "claim", 5, at=LONG_AGO)
    tell_use(person, dana, python, where="work", until=None, now=NOW)
    code = stored(dana, python).code
    assert engine.value(code, 1) == 0.35 and engine.word(code, 1) is engine.Word.CLAIMED


def test_it_counts_in_the_next_request_and_is_on_record(person: Actor, dana: Seeker, python: Skill) -> None:
    piece(dana, python, "proctored_test", 3, at=LONG_AGO)
    before = stored(dana, python).code
    Changed.objects.all().delete()
    tell_use(person, dana, python, where="unpaid", until=date(2025, 7, 1), now=NOW)
    assert Changed.objects.get().seeker_id == dana.pk
    data = Fact.objects.filter(name="UseTold").get().data
    assert data == {
        "seeker_id": dana.pk,
        "skill_id": python.pk,
        "where": "unpaid",
        "still": False,
        "by_experience": False,
        "code_before": before,
        "code_after": stored(dana, python).code,
    }


def test_said_again_takes_the_place_and_taken_back_ages_again(
    person: Actor, dana: Seeker, python: Skill
) -> None:
    piece(dana, python, "proctored_test", 3, at=LONG_AGO)
    aged = stored(dana, python)
    tell_use(person, dana, python, where="work", until=None, now=NOW)
    tell_use(person, dana, python, where="work", until=date(2024, 2, 1), now=NOW)
    assert SkillUse.objects.get().until == date(2024, 2, 1)
    take_back_use(person, dana, python, now=NOW)
    take_back_use(person, dana, python, now=NOW)
    assert stored(dana, python) == aged and not SkillUse.objects.exists()
    assert Fact.objects.filter(name="UseTakenBack").count() == 1


@pytest.fixture
def successor(person: Actor, convener: Actor, dana: Seeker) -> Skill:
    """A skill that took the place of another, which Dana had said to use still."""
    old, after = own_skill(dana.community, name="Snakes"), own_skill(dana.community, name="Serpents")
    piece(dana, old, "proctored_test", 3, at=LONG_AGO)
    tell_use(person, dana, old, where="work", until=None, now=NOW)
    replace_skill(convener, old, after, now=NOW)
    return after


def test_said_of_the_successor_it_takes_the_place_of_what_was_said_of_the_replaced_skill(
    person: Actor, dana: Seeker, successor: Skill
) -> None:
    assert [line.still for line in uses_of(dana.pk, [successor.pk])[successor.pk]] == [True]
    tell_use(person, dana, successor, where="work", until=date(2015, 2, 1), now=NOW)
    assert [line.until for line in uses_of(dana.pk, [successor.pk])[successor.pk]] == [date(2015, 2, 1)]
    piece(
        seeker := seeker_in(dana.community, name="Kim"), successor, "proctored_test", 3, at=date(2015, 2, 1)
    )
    assert stored(dana, successor) == stored(seeker, successor)


def test_what_was_said_of_a_replaced_skill_is_taken_back_at_its_successor(
    person: Actor, dana: Seeker, sql: Skill, successor: Skill
) -> None:
    piece(dana, sql)
    tell_use(person, dana, sql, where="work", until=None, now=NOW)
    piece(seeker := seeker_in(dana.community, name="Kim"), successor, "proctored_test", 3, at=LONG_AGO)
    take_back_use(person, dana, successor, now=NOW)
    assert stored(dana, successor) == stored(seeker, successor)
    assert SkillUse.objects.get().skill == sql, "what was said of another skill stays"
    assert Fact.objects.get(name="UseTakenBack").data["skill_id"] == successor.pk


@pytest.mark.parametrize(
    ("where", "until", "field"),
    [
        ("elsewhere", None, "where"),
        ("work", date(2026, 4, 1), "month"),
        ("work", date(2090, 1, 1), "year"),
        ("work", date(1939, 12, 1), "year"),
    ],
)
def test_what_nobody_can_mean_is_refused(
    where: str, until: date | None, field: str, person: Actor, dana: Seeker, python: Skill
) -> None:
    piece(dana, python)
    with pytest.raises(Refused) as refusal:
        tell_use(person, dana, python, where=where, until=until, now=NOW)
    assert refusal.value.field == field


def test_a_skill_with_nothing_behind_it_has_no_use(person: Actor, dana: Seeker, python: Skill) -> None:
    with pytest.raises(Refused, match="First say how far"):
        tell_use(person, dana, python, where="work", until=None, now=NOW)


@pytest.mark.parametrize("name", ROLES)
def test_the_person_and_their_coach_alone_say_it(
    name: str, role: Callable[[str], Actor], coached: Seeker, python: Skill
) -> None:
    piece(coached, python)
    if name in {"person", "coach"}:
        tell_use(role(name), coached, python, where="work", until=None, now=NOW)
        take_back_use(role(name), coached, python, now=NOW)
        return
    with pytest.raises(Refused):
        tell_use(role(name), coached, python, where="work", until=None, now=NOW)
    with pytest.raises(Refused):
        take_back_use(role(name), coached, python, now=NOW)


def test_a_coach_without_a_grant_says_nothing(coach: Actor, dana: Seeker, python: Skill) -> None:
    piece(dana, python)
    with pytest.raises(Refused):
        tell_use(coach, dana, python, where="work", until=None, now=NOW)


@pytest.fixture
def phones() -> Skill:
    return a_skill("Telephone skills")


@pytest.fixture
def task(phones: Skill) -> EverydayTask:
    return a_task("I answer a busy phone", {phones: 3})


def experience(person: Actor, dana: Seeker, task: EverydayTask, **years: int | None) -> Experience:
    """Caring for a family, which shows the phones, answered at level 2."""
    begun = start_experience(person, dana, kind="family", now=NOW)
    shown = describe_experience(person, begun, task_ids=[task.pk], **years, now=NOW)
    answer_found_skill(person, shown.skills.get(), level=2, now=NOW)
    return shown


def test_an_experience_with_years_says_until_when(
    person: Actor, dana: Seeker, phones: Skill, task: EverydayTask
) -> None:
    piece(dana, phones, "proctored_test", 3, at=LONG_AGO)
    aged = stored(dana, phones)
    experience(person, dana, task, since=2018, until=2024)
    row = SkillUse.objects.get()
    assert (row.where, row.until, row.still) == ("unpaid", date(2024, 1, 1), False)
    assert stored(dana, phones).sd < aged.sd
    (line,) = uses_of(dana.pk, [phones.pk])[phones.pk]
    assert line.in_their_word == "used in unpaid work until 2024, their own word"


def test_an_experience_that_goes_on_is_still_used(
    person: Actor, dana: Seeker, phones: Skill, task: EverydayTask
) -> None:
    experience(person, dana, task, since=2018)
    assert SkillUse.objects.get().still and SkillUse.objects.get().until == NOW.date()


def test_years_told_later_or_taken_away_are_followed(
    person: Actor, dana: Seeker, phones: Skill, task: EverydayTask
) -> None:
    shown = experience(person, dana, task)
    assert not SkillUse.objects.exists()
    describe_experience(person, shown, since=2015, until=2016, now=NOW)
    assert SkillUse.objects.get().until == date(2016, 1, 1)
    describe_experience(person, shown, since=None, until=None, now=NOW)
    assert not SkillUse.objects.exists()


def test_it_goes_with_the_claim_and_with_the_experience(
    person: Actor, dana: Seeker, phones: Skill, task: EverydayTask
) -> None:
    piece(dana, phones, "proctored_test", 3, at=LONG_AGO)
    aged = stored(dana, phones)
    shown = experience(person, dana, task, since=2018)
    withdraw_evidence(person, Evidence.objects.get(kind="claim"), now=NOW)
    assert stored(dana, phones) == aged and not uses_of(dana.pk, [phones.pk])
    remove_experience(person, shown, now=NOW)
    experience(person, dana, task, since=2018)
    assert stored(dana, phones) != aged
    remove_experience(person, Experience.objects.get(), now=NOW + timedelta(minutes=1))
    assert stored(dana, phones) == aged


def test_it_is_in_the_copy_and_goes_with_the_record(person: Actor, dana: Seeker, python: Skill) -> None:
    piece(dana, python)
    tell_use(person, dana, python, where="work", until=date(2025, 7, 1), now=NOW)
    (row,) = download_everything(person, dana)["uses"]
    assert (row["where"], row["until"]) == ("work", date(2025, 7, 1))
    erase_seeker(person, dana, now=NOW)
    assert not SkillUse.objects.exists()
