"""Who may begin and take a test, for every role; and the two databases' one rule of one open sitting."""

from dataclasses import replace
from datetime import datetime

import pytest

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor, Refused
from techhire.plays.assessments.actions.overdue import close_overdue
from techhire.plays.assessments.actions.sittings import (
    begin_sitting,
    end_sitting,
    note_happening,
    open_question,
    resume_sitting,
    take_break,
)
from techhire.plays.assessments.bridge.banks import engine_bank, warm_banks
from techhire.plays.assessments.models import Assessment, TestDay
from techhire.plays.assessments.queries.sittings import (
    assessment_numbered,
    offers_for,
    open_sitting,
    practice_for_skills,
    sittings_of,
)
from techhire.plays.seekers.models import Seeker
from tests.factories.assessments import a_bank, a_test, checked_in
from tests.factories.seekers import access

pytestmark = pytest.mark.django_db


def test_only_the_person_begins(
    everybody: dict[str, Actor],
    system: Actor,
    dana: Seeker,
    practice: Assessment,
    day: TestDay,
    now: datetime,
) -> None:
    access(dana, day.organization, "coaching")
    for who, actor in (everybody | {"system": system}).items():
        if who != "person":
            with pytest.raises(Refused):
                begin_sitting(actor, dana, practice, now=now)
    begin_sitting(everybody["person"], dana, practice, now=now)


def test_only_the_person_goes_on_and_sees(
    everybody: dict[str, Actor], dana: Seeker, practice: Assessment, now: datetime
) -> None:
    sitting = begin_sitting(everybody["person"], dana, practice, now=now)
    for who, actor in everybody.items():
        if who == "person":
            continue
        assert open_sitting(actor, dana) is None, who
        assert not sittings_of(actor, dana).exists()
        for deed in (open_question, take_break, resume_sitting, end_sitting, close_overdue):
            with pytest.raises(Refused):
                deed(actor, sitting, now=now)
        with pytest.raises(Refused):
            note_happening(actor, sitting, kind="left_page", now=now)


def test_a_test_is_never_taken_through_the_api(
    person: Actor, dana: Seeker, practice: Assessment, now: datetime
) -> None:
    machine = replace(person, channel="api", scopes=frozenset({"own:read", "own:write"}))
    with pytest.raises(Refused, match="API"):
        begin_sitting(machine, dana, practice, now=now)
    sitting = begin_sitting(person, dana, practice, now=now)
    with pytest.raises(Refused, match="API"):
        open_question(machine, sitting, now=now)


@pytest.mark.parametrize("scopes", [None, frozenset(), frozenset({"check-in:0"}), frozenset({"own:write"})])
def test_a_made_up_code_opens_nobodys_test(
    scopes: frozenset[str] | None,
    community: Community,
    dana: Seeker,
    private: Assessment,
    day: TestDay,
    now: datetime,
) -> None:
    mine = checked_in(day, dana)
    kiosk = Actor(community_id=community.pk, channel="kiosk", scopes=scopes)
    with pytest.raises(Refused):
        begin_sitting(kiosk, dana, private, check_in=mine, now=now)
    right = replace(kiosk, scopes=frozenset({f"check-in:{mine.pk}"}), channel="web")
    with pytest.raises(Refused):
        begin_sitting(right, dana, private, check_in=mine, now=now)


def test_tests_of_another_community_are_unknown_here(
    person: Actor, dana: Seeker, elsewhere: Community, practice: Assessment, now: datetime
) -> None:
    foreign = a_test(a_bank(elsewhere), unsupervised=True)
    with pytest.raises(Refused, match="not given here"):
        begin_sitting(person, dana, foreign, now=now)
    assert assessment_numbered(person, foreign.pk) is None
    assert [offer.assessment for offer in offers_for(person, dana)] == [practice]


def test_a_test_that_is_not_ready_is_not_offered(
    person: Actor, dana: Seeker, community: Community, now: datetime
) -> None:
    for test in (
        a_test(a_bank(difficulties=(0, 1))),
        a_test(a_bank(), state="retired"),
        a_test(a_bank(), state="draft"),
        a_test(a_bank(community)),
        a_test(a_bank(community), kind="confirm", unsupervised=True),
    ):
        with pytest.raises(Refused):
            begin_sitting(person, dana, test, now=now)
    assert offers_for(person, dana) == []
    with pytest.raises(Refused, match="where the levels"):
        begin_sitting(person, dana, a_test(a_bank(cuts=None)), now=now)


def test_practice_for_a_claimed_skill_is_found(
    person: Actor, practice: Assessment, private: Assessment
) -> None:
    skill_id = practice.bank.skill_id
    assert practice_for_skills(person, [skill_id, 0]) == {skill_id: practice}


def test_a_bank_is_read_once_a_version(practice: Assessment, django_assert_num_queries: object) -> None:
    assert warm_banks() == 1
    with django_assert_num_queries(0):  # type: ignore[operator]  # a fixture
        first = engine_bank(practice.bank)
        assert engine_bank(practice.bank) is first
    practice.bank.version += 1
    assert engine_bank(practice.bank) is not first
