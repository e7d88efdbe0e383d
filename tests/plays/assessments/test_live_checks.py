"""Five watched minutes: nothing without the person's yes, and three honest sentences at the end."""

from datetime import datetime, timedelta

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.schedule import tick
from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor, Refused, allowed
from techhire.plays.assessments.actions.live import (
    agree_to_confirm,
    ask_for_confirm,
    begin_confirm,
    decline_confirm,
    start_confirm,
    withdraw_confirm,
)
from techhire.plays.assessments.actions.sittings import (
    answer_question,
    begin_sitting,
    open_question,
    take_break,
)
from techhire.plays.assessments.models import Assessment, Item, LiveCheck, Sitting, TestDay
from techhire.plays.assessments.queries.live import checks_asked_of, checks_of, confirmed_live, live_tests
from techhire.plays.assessments.rules import Job
from techhire.plays.seekers.actions.access import grant_access
from techhire.plays.seekers.models import Evidence, Seeker
from tests.factories.assessments import (
    KEYS,
    a_test,
    able,
    an_item,
    answer_all,
    checked_in,
    content_of,
    right_answer,
)
from tests.factories.matches import proves
from tests.factories.seekers import access, piece

pytestmark = pytest.mark.django_db
POSTING = 77
MINUTE = timedelta(minutes=1)


@pytest.fixture
def five(private: Assessment) -> Assessment:
    """The live check of the same bank: six questions of a minute, five minutes in all."""
    return a_test(private.bank, kind="confirm", min_items=4, max_items=6, seconds=300, item_seconds=60)


@pytest.fixture
def shown(person: Actor, dana: Seeker, private: Assessment, day: TestDay, now: datetime) -> Seeker:
    """The person, who took the supervised test and came out high."""
    check_in = checked_in(day, dana)
    answer_all(person, begin_sitting(person, dana, private, check_in=check_in, now=now), able(2))
    return dana


@pytest.fixture
def coached(shown: Seeker, onramp: Organization) -> Seeker:
    access(shown, onramp, "coaching")
    return shown


def hired_by(seeker: Seeker, employer: Organization, now: datetime) -> None:
    """The employer opened the person's name for a posting."""
    seeker.found = seeker.is_adult = True
    seeker.save()
    system = Actor.system(seeker.community_id)
    grant_access(system, seeker, employer, purpose="hiring", posting_id=POSTING, now=now)


def under_way(
    person: Actor,
    asker: Actor,
    seeker: Seeker,
    organization: Organization,
    five: Assessment,
    now: datetime,
    posting_id: int | None = None,
) -> Sitting:
    """Asked, agreed to, started and begun."""
    check = ask_for_confirm(asker, seeker, organization, five, posting_id=posting_id, now=now)
    agree_to_confirm(person, check, now=now)
    job = None if posting_id is None else Job(posting_id, allowed)
    start_confirm(asker, check, job=job, now=now)
    return begin_confirm(person, check, now=now)


def test_watched_by_an_onramp_it_confirms_and_counts(
    person: Actor, coach: Actor, coached: Seeker, onramp: Organization, five: Assessment, now: datetime
) -> None:
    sitting = under_way(person, coach, coached, onramp, five, now)
    assert sitting.ends_at == now + 5 * MINUTE and sitting.item_seconds == 60
    ended = answer_all(person, sitting, able(2))
    check = LiveCheck.objects.get()
    assert ended.responses.count() == 6
    assert (check.state, check.outcome) == ("done", "consistent")
    assert Evidence.objects.filter(kind="proctored_test", seeker=coached).count() == 2


def test_far_fewer_right_than_before_is_called_lower(
    person: Actor, coach: Actor, coached: Seeker, onramp: Organization, five: Assessment, now: datetime
) -> None:
    answer_all(person, under_way(person, coach, coached, onramp, five, now), able(-9))
    assert LiveCheck.objects.get().outcome == "lower"


def test_it_asks_near_what_the_person_has_shown(
    person: Actor, coach: Actor, coached: Seeker, onramp: Organization, five: Assessment, now: datetime
) -> None:
    ended = answer_all(person, under_way(person, coach, coached, onramp, five, now), able(2))
    assert min(row.item.b for row in ended.responses.select_related("item")) > -1.5


@pytest.mark.parametrize(("quick", "asked"), [(10, {"short_text"}), (2, {"short_text", "code_reading"})])
def test_a_minute_a_question_is_spent_on_quick_kinds_as_long_as_the_bank_has_them(
    quick: int,
    asked: set[str],
    person: Actor,
    coach: Actor,
    coached: Seeker,
    onramp: Organization,
    five: Assessment,
    now: datetime,
) -> None:
    Item.objects.filter(bank=five.bank).update(kind="match", state="retired")
    for kind, many in (("match", 8), ("code_reading", 4), ("short_text", quick)):
        for at in range(many):
            an_item(five.bank, kind=kind, b=at / 10)
    five.bank.version += 1
    five.bank.save()
    ended = answer_all(person, under_way(person, coach, coached, onramp, five, now), able(2))
    assert ended.responses.count() == 6
    assert set(ended.responses.values_list("item__kind", flat=True)) == asked


def test_slow_kinds_are_asked_where_a_bank_has_no_others(
    person: Actor, coach: Actor, coached: Seeker, onramp: Organization, five: Assessment, now: datetime
) -> None:
    Item.objects.filter(bank=five.bank).update(
        kind="order", content=content_of("order", "x"), key=KEYS["order"]
    )
    sitting = under_way(person, coach, coached, onramp, five, now)
    assert answer_all(person, sitting, able(2)).responses.count() == 6


def test_watched_by_an_employer_it_is_a_note_on_the_posting_and_no_evidence(
    person: Actor,
    hiring_manager: Actor,
    rival: Actor,
    shown: Seeker,
    employer: Organization,
    five: Assessment,
    now: datetime,
) -> None:
    hired_by(shown, employer, now)
    sitting = under_way(person, hiring_manager, shown, employer, five, now, POSTING)
    answer_all(person, sitting, able(2))
    assert Evidence.objects.filter(seeker=shown).count() == 1
    [note] = confirmed_live(hiring_manager, employer, POSTING, [shown.pk])[shown.pk]
    assert note.outcome == "consistent"
    assert confirmed_live(hiring_manager, employer, POSTING + 1, [shown.pk]) == {}
    assert confirmed_live(rival, employer, POSTING, [shown.pk]) == {}


def test_answers_after_their_time_do_not_count_and_too_few_say_nothing(
    person: Actor, coach: Actor, coached: Seeker, onramp: Organization, five: Assessment, now: datetime
) -> None:
    five.seconds = 0
    five.save()
    sitting = under_way(person, coach, coached, onramp, five, now)
    before = Evidence.objects.count()
    for turn in range(6):
        moment = now + turn * timedelta(minutes=3)
        shown = open_question(person, sitting, now=moment)
        assert shown.current is not None
        answer_question(
            person,
            shown,
            place=turn,
            item_id=shown.current.pk,
            answer=right_answer(shown.current),
            now=moment + timedelta(seconds=20 if turn < 2 else 120),
        )
    sitting.refresh_from_db()
    assert sitting.responses.filter(scored=True).count() == 2 and sitting.state == "finished"
    assert LiveCheck.objects.get().outcome == "too_few" and Evidence.objects.count() == before


def test_more_time_holds_for_each_question_too(
    person: Actor, coach: Actor, coached: Seeker, onramp: Organization, five: Assessment, now: datetime
) -> None:
    from techhire.plays.assessments.actions.accommodations import set_accommodation

    set_accommodation(person, coached, extra_time="2", breaks="0", now=now)
    sitting = under_way(person, coach, coached, onramp, five, now)
    assert sitting.ends_at == now + 10 * MINUTE and sitting.item_seconds == 120


def test_there_is_no_break_in_five_minutes(
    person: Actor, coach: Actor, coached: Seeker, onramp: Organization, five: Assessment, now: datetime
) -> None:
    sitting = under_way(person, coach, coached, onramp, five, now)
    assert take_break(person, sitting, now=now).state == "under_way"


def test_nothing_happens_without_a_yes_and_only_the_person_says_it(
    everybody: dict[str, Actor],
    coach: Actor,
    coached: Seeker,
    onramp: Organization,
    five: Assessment,
    now: datetime,
) -> None:
    check = ask_for_confirm(coach, coached, onramp, five, now=now)
    assert ask_for_confirm(coach, coached, onramp, five, now=now) == check
    with pytest.raises(Refused, match="say yes first"):
        start_confirm(coach, check, now=now)
    for who, actor in everybody.items():
        if who != "person":
            for deed in (agree_to_confirm, decline_confirm, begin_confirm):
                with pytest.raises(Refused):
                    deed(actor, check, now=now)
    assert checks_asked_of(everybody["person"], coached) == [check]


def test_a_yes_can_be_taken_back_until_it_begins(
    person: Actor, coach: Actor, coached: Seeker, onramp: Organization, five: Assessment, now: datetime
) -> None:
    check = ask_for_confirm(coach, coached, onramp, five, now=now)
    agree_to_confirm(person, check, now=now)
    start_confirm(coach, check, now=now)
    assert decline_confirm(person, check, now=now).state == "declined"
    assert not Sitting.objects.filter(assessment=five).exists()
    again = ask_for_confirm(coach, coached, onramp, five, now=now)
    assert withdraw_confirm(coach, again, now=now).state == "withdrawn"
    sitting = under_way(person, coach, coached, onramp, five, now)
    check = LiveCheck.objects.get(sitting=sitting)
    with pytest.raises(Refused, match="too late"):
        decline_confirm(person, check, now=now)
    with pytest.raises(Refused, match="too late"):
        withdraw_confirm(coach, check, now=now)


def test_only_who_has_access_asks_and_only_where_something_can_be_confirmed(
    everybody: dict[str, Actor],
    dana: Seeker,
    onramp: Organization,
    employer: Organization,
    five: Assessment,
    now: datetime,
) -> None:
    for who, actor in everybody.items():
        with pytest.raises(Refused):
            ask_for_confirm(actor, dana, onramp, five, now=now)
        with pytest.raises(Refused):
            ask_for_confirm(actor, dana, employer, five, posting_id=POSTING, now=now), who
    access(dana, onramp, "coaching")
    piece(dana, five.bank.skill, "claim", 3)
    with pytest.raises(Refused, match="could be confirmed"):
        ask_for_confirm(everybody["onramp"], dana, onramp, five, now=now)
    with pytest.raises(Refused):
        ask_for_confirm(everybody["onramp reader"], dana, onramp, five, now=now)


def test_other_evidence_of_the_skill_can_be_confirmed_too(
    person: Actor, coach: Actor, dana: Seeker, onramp: Organization, five: Assessment, now: datetime
) -> None:
    access(dana, onramp, "coaching")
    proves(dana, five.bank.skill, 4.5)
    answer_all(person, under_way(person, coach, dana, onramp, five, now), able(-9))
    assert LiveCheck.objects.get().outcome == "lower"


def test_an_employer_asks_for_the_posting_the_name_was_opened_for(
    hiring_manager: Actor, shown: Seeker, employer: Organization, five: Assessment, now: datetime
) -> None:
    hired_by(shown, employer, now)
    for posting_id in (None, POSTING + 1):
        with pytest.raises(Refused):
            ask_for_confirm(hiring_manager, shown, employer, five, posting_id=posting_id, now=now)
    assert not ask_for_confirm(hiring_manager, shown, employer, five, posting_id=POSTING, now=now).counts


def test_an_ordinary_test_and_one_of_elsewhere_is_no_live_check(
    coach: Actor,
    coached: Seeker,
    onramp: Organization,
    private: Assessment,
    elsewhere: Community,
    now: datetime,
) -> None:
    with pytest.raises(Refused, match="no live check"):
        ask_for_confirm(coach, coached, onramp, private, now=now)
    assert live_tests(coach) == []


def test_it_waits_while_another_test_is_under_way_and_not_forever(
    person: Actor,
    coach: Actor,
    coached: Seeker,
    onramp: Organization,
    five: Assessment,
    practice: Assessment,
    now: datetime,
) -> None:
    check = ask_for_confirm(coach, coached, onramp, five, now=now)
    agree_to_confirm(person, check, now=now)
    other = begin_sitting(person, coached, practice, now=now)
    with pytest.raises(Refused, match="another test"):
        start_confirm(coach, check, now=now)
    answer_all(person, other)
    start_confirm(coach, check, now=now)
    with pytest.raises(Refused, match="too long ago"):
        begin_confirm(person, check, now=now + timedelta(hours=1))


def test_a_live_check_nobody_began_holds_no_other_test_back(
    person: Actor,
    coach: Actor,
    coached: Seeker,
    onramp: Organization,
    five: Assessment,
    practice: Assessment,
    now: datetime,
) -> None:
    check = ask_for_confirm(coach, coached, onramp, five, now=now)
    agree_to_confirm(person, check, now=now)
    start_confirm(coach, check, now=now)
    later = now + timedelta(hours=1)
    tick(later)
    drain(lambda: later)
    check.refresh_from_db()
    assert check.state == "withdrawn"
    assert begin_sitting(person, coached, practice, now=later).state == "under_way"


def test_an_organization_reads_only_what_it_asked(
    coach: Actor, rival: Actor, coached: Seeker, onramp: Organization, five: Assessment, now: datetime
) -> None:
    check = ask_for_confirm(coach, coached, onramp, five, now=now)
    assert checks_of(coach, onramp, coached) == [check]
    assert checks_of(rival, onramp, coached) == []
