"""What a result becomes: evidence with its uncertainty, or nothing; and what the person decides about practice."""

from datetime import datetime, timedelta

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.engines.psychometrics.levels import Cuts, level_of
from techhire.plays.assessments.actions.results import count_practice, delete_practice, keep_private
from techhire.plays.assessments.actions.sittings import begin_sitting
from techhire.plays.assessments.models import Assessment, Item, Sitting, TestDay
from techhire.plays.assessments.queries.if_counted import if_counted
from techhire.plays.assessments.queries.results import Reading, questions_of, reading_of, result_of
from techhire.plays.matches.queries import shortlist
from techhire.plays.seekers.actions.disputes import answer_dispute, open_dispute
from techhire.plays.seekers.models import Estimate, Evidence, Seeker
from techhire.plays.seekers.queries import skill_story
from tests.cases import in_one_world
from tests.factories.assessments import CUTS, a_bank, a_test, able, answer_all, checked_in
from tests.factories.matches import a_posting, a_skill, found_person
from tests.factories.seekers import piece
from tests.factories.skills import small_starter

pytestmark = pytest.mark.django_db


def supervised(person: Actor, dana: Seeker, test: Assessment, day: TestDay, now: datetime) -> Sitting:
    """A supervised test taken to its end by somebody who knows a good deal."""
    check_in = checked_in(day, dana)
    return answer_all(person, begin_sitting(person, dana, test, check_in=check_in, now=now), able(1.0))


def test_a_supervised_test_becomes_proof_as_it_ends(
    person: Actor, dana: Seeker, private: Assessment, day: TestDay, now: datetime
) -> None:
    ended = supervised(person, dana, private, day, now)
    row = Evidence.objects.get(seeker=dana)
    assert ended.evidence == row and row.kind == "proctored_test" and not row.open_bank
    assert row.source == f"bank:{private.bank_id}" and row.organization == day.organization
    assert ended.theta is not None and ended.se is not None
    level, sd = level_of(ended.theta, ended.se, Cuts(CUTS))
    assert float(row.level) == pytest.approx(level, abs=0.005)
    assert row.sd is not None and float(row.sd) == pytest.approx(sd, abs=0.0005)


def test_a_guessed_difficulty_widens_the_result_and_opens_the_bank(
    person: Actor, dana: Seeker, private: Assessment, day: TestDay, now: datetime
) -> None:
    Item.objects.filter(bank=private.bank).update(guessed=True)
    ended = supervised(person, dana, private, day, now)
    row = Evidence.objects.get(seeker=dana)
    assert row.open_bank and ended.se is not None and row.sd is not None
    assert float(row.sd) ** 2 == pytest.approx(ended.se**2 + 0.49, abs=0.001)


def test_a_test_at_home_counts_as_one_nobody_watched(
    person: Actor, dana: Seeker, private: Assessment, now: datetime
) -> None:
    with pytest.raises(Refused, match="test day"):
        begin_sitting(person, dana, private, now=now)
    private.unsupervised = True
    private.save()
    answer_all(person, begin_sitting(person, dana, private, now=now))
    row = Evidence.objects.get(seeker=dana)
    assert row.kind == "unproctored_test" and row.organization is None and not row.open_bank


def test_a_shortlist_has_the_result_in_the_next_request(
    person: Actor,
    private: Assessment,
    day: TestDay,
    employer: Organization,
    hiring_manager: Actor,
    community: Community,
    now: datetime,
) -> None:
    skill = private.bank.skill
    seeker = found_person(community, {a_skill("Talking"): 2}, account_id=person.account_id)
    other = found_person(community, {skill: 1})
    posting = a_posting(employer, {skill: 2})
    assert [row.seeker_id for row in shortlist(hiring_manager, posting, now=now).rows][0] == other.pk
    supervised(person, seeker, private, day, now)
    rows = shortlist(hiring_manager, posting, now=now).rows
    assert rows[0].seeker_id == seeker.pk
    assert rows[0].lines[0].word == "proven"


def test_it_counts_only_while_the_check_in_is_confirmed(
    person: Actor, dana: Seeker, private: Assessment, day: TestDay, now: datetime
) -> None:
    check_in = checked_in(day, dana)
    sitting = begin_sitting(person, dana, private, check_in=check_in, now=now)
    check_in.confirmed_at = None
    check_in.save()
    assert answer_all(person, sitting).level is not None
    assert not Evidence.objects.exists()


def test_a_result_is_disputed_like_any_evidence(
    person: Actor, dana: Seeker, private: Assessment, day: TestDay, convener: Actor, now: datetime
) -> None:
    ended = supervised(person, dana, private, day, now)
    assert ended.evidence is not None
    dispute = open_dispute(person, ended.evidence, reason="not_me", now=now)
    assert not result_of(person, Sitting.objects.get()).counts
    answer_dispute(convener, dispute, answer="stands", now=now)
    assert result_of(person, Sitting.objects.get()).counts


def test_practice_counts_only_if_the_person_says_so_and_never_proves(
    person: Actor, dana: Seeker, practice: Assessment, now: datetime
) -> None:
    ended = answer_all(person, begin_sitting(person, dana, practice, now=now), able(2))
    counted = count_practice(person, ended, now=now)
    row = Evidence.objects.get()
    assert counted.evidence == row and row.open_bank and row.kind == "unproctored_test"
    count_practice(person, ended, now=now)
    assert Evidence.objects.count() == 1
    keep_private(person, ended, now=now)
    row.refresh_from_db()
    assert row.state == "withdrawn" and Sitting.objects.get().evidence is None


@pytest.mark.parametrize(
    "behind", [[], [("claim", 4)], [("proctored_test", 3)], [("claim", 2), ("vouch", 4)]]
)
@pytest.mark.parametrize("knows", [-3, 0, 2])
def test_what_counting_would_do_is_told_before_and_is_what_it_does(
    behind: list[tuple[str, float]],
    knows: float,
    person: Actor,
    dana: Seeker,
    onramp: Organization,
    practice: Assessment,
    now: datetime,
) -> None:
    skill = practice.bank.skill
    for kind, level in behind:
        piece(dana, skill, kind, level, organization=None if kind == "claim" else onramp)
    earlier = answer_all(person, begin_sitting(person, dana, practice, now=now), able(1))
    count_practice(person, earlier, now=now)
    ended = answer_all(person, begin_sitting(person, dana, practice, now=now), able(knows))
    facts = Evidence.objects.count()
    told = if_counted(person, ended)
    assert told is not None and Evidence.objects.count() == facts
    assert told.now == skill_story(person, dana, skill).line
    count_practice(person, ended, now=now)
    assert told.then == skill_story(person, dana, skill).line
    assert told.then.code == Estimate.objects.get(seeker=dana, skill=skill).code
    assert if_counted(person, Sitting.objects.get(pk=ended.pk)) is None


def test_a_poor_practice_would_lower_a_claim_and_a_good_one_would_not(
    person: Actor, dana: Seeker, practice: Assessment, onramp: Organization, now: datetime
) -> None:
    poor = answer_all(person, begin_sitting(person, dana, practice, now=now), able(-3))
    fresh = if_counted(person, poor)
    assert fresh is not None and (fresh.is_lower, fresh.lower_from) == (False, 0)
    piece(dana, practice.bank.skill, "claim", 3)
    told = if_counted(person, poor)
    assert told is not None and told.is_lower and told.lower_from == 1
    assert (told.now.word, told.now.level, told.then.word) == ("claimed", 3, "not_yet_shown")
    good = answer_all(person, begin_sitting(person, dana, practice, now=now), able(3))
    better = if_counted(person, good)
    assert better is not None and better.then.word == "likely" and not better.is_lower


def test_nobody_else_learns_what_counting_would_do(
    person: Actor, dana: Seeker, practice: Assessment, convener: Actor, now: datetime
) -> None:
    ended = answer_all(person, begin_sitting(person, dana, practice, now=now), able(1))
    assert if_counted(convener, ended) is None


def test_of_one_practice_bank_one_result_counts_at_a_time(
    person: Actor, dana: Seeker, practice: Assessment, now: datetime
) -> None:
    first = answer_all(person, begin_sitting(person, dana, practice, now=now), able(2))
    second = answer_all(person, begin_sitting(person, dana, practice, now=now), able(0))
    count_practice(person, first, now=now)
    count_practice(person, second, now=now)
    assert Evidence.objects.filter(state="counts").count() == 1
    assert Evidence.objects.get(state="counts").level == second.level


@in_one_world("who", ["employer", "onramp", "civic lead", "stranger", "visitor", "onramp owner"])
def test_nobody_else_decides_about_practice_or_sees_it(
    who: str,
    everybody: dict[str, Actor],
    person: Actor,
    dana: Seeker,
    practice: Assessment,
    now: datetime,
) -> None:
    ended = answer_all(person, begin_sitting(person, dana, practice, now=now))
    for deed in (count_practice, keep_private, delete_practice):
        with pytest.raises(Refused):
            deed(everybody[who], ended, now=now)
    with pytest.raises(Refused):
        result_of(everybody[who], ended)
    with pytest.raises(Refused):
        questions_of(everybody[who], ended, "en")


def test_deleted_practice_leaves_nothing(
    person: Actor, dana: Seeker, practice: Assessment, now: datetime
) -> None:
    ended = answer_all(person, begin_sitting(person, dana, practice, now=now))
    count_practice(person, ended, now=now)
    delete_practice(person, ended, now=now)
    assert not Sitting.objects.exists()
    assert Evidence.objects.get().state == "withdrawn"


def test_a_test_that_counts_is_disputed_and_not_deleted(
    person: Actor, dana: Seeker, private: Assessment, day: TestDay, now: datetime
) -> None:
    ended = supervised(person, dana, private, day, now)
    with pytest.raises(Refused, match="practice"):
        delete_practice(person, ended, now=now)
    with pytest.raises(Refused, match="practice"):
        keep_private(person, ended, now=now)


def test_practice_shows_every_key_and_why_and_a_private_bank_shows_none(
    person: Actor, dana: Seeker, practice: Assessment, private: Assessment, day: TestDay, now: datetime
) -> None:
    ended = answer_all(person, begin_sitting(person, dana, practice, now=now), able(0))
    looked = questions_of(person, ended, "es")
    assert len(looked) == ended.responses.count()
    assert {one.key[0] for one in looked} == {"Respuesta a"} and looked[0].rationale.startswith("Pregunta")
    assert {one.is_right for one in looked} == {True, False}
    assert questions_of(person, supervised(person, dana, private, day, now), "en") == []


def test_while_it_goes_on_no_key_is_shown(
    person: Actor, dana: Seeker, practice: Assessment, now: datetime
) -> None:
    sitting = begin_sitting(person, dana, practice, now=now)
    assert questions_of(person, sitting, "en") == []


@pytest.mark.parametrize(
    ("level", "sd", "says"),
    [
        (3.0, 0.3, "Very likely independent."),
        (2.6, 0.4, "Between assisted and independent; most likely independent."),
        (0.2, 0.5, "Between not yet aware and aware; most likely not yet aware."),
        (5.4, 0.9, "Between proficient and expert; most likely expert."),
        (2.0, 0.9, "Between aware and independent; most likely assisted."),
    ],
)
def test_a_level_is_told_with_its_uncertainty(level: float, sd: float, says: str) -> None:
    reading = reading_of(Sitting(level=level, level_sd=sd))
    assert reading is not None and reading.says == says


def test_without_enough_answers_there_is_no_reading() -> None:
    assert reading_of(Sitting()) is None
    assert Reading(3, 3, 3).likely_name == "independent"


def test_the_weaker_topic_is_named(person: Actor, dana: Seeker, now: datetime) -> None:
    test = a_test(a_bank(), min_items=12, max_items=12, stop_se=0)
    ended = answer_all(
        person, begin_sitting(person, dana, test, now=now), lambda item: item.topic == "cables"
    )
    assert result_of(person, ended).weaker == ["printers"]


def test_a_result_says_what_people_at_the_level_can_do(person: Actor, dana: Seeker, now: datetime) -> None:
    small_starter()
    skill = Skill.objects.get(code="sql")
    ended = answer_all(person, begin_sitting(person, dana, a_test(a_bank(skill=skill)), now=now), able(0.8))
    result = result_of(person, ended)
    assert result.reading is not None and result.anchor is not None
    assert result.anchor.text == f"Level {result.reading.likely}."


def test_a_test_taken_again_is_held_back_for_its_days(
    person: Actor, dana: Seeker, private: Assessment, day: TestDay, now: datetime
) -> None:
    ended = supervised(person, dana, private, day, now)
    check_in = ended.supervised
    with pytest.raises(Refused, match="from April 1, 2026"):
        begin_sitting(person, dana, private, check_in=check_in, now=now + timedelta(days=29))
    begin_sitting(person, dana, private, check_in=check_in, now=now + timedelta(days=31))


def test_practice_is_never_held_back(
    person: Actor, dana: Seeker, practice: Assessment, now: datetime
) -> None:
    for _turn in range(3):
        answer_all(person, begin_sitting(person, dana, practice, now=now))
    assert Sitting.objects.count() == 3
