"""Vouches are settled by later tests, estimates age with the month, and both reach everybody in steps."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.models import Fact, Reaction
from techhire.commons.ledger.registry import Done, More, Step
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.engines import evidence as engine
from techhire.plays.seekers.actions.aging import age_community, reage_step
from techhire.plays.seekers.actions.evidence import withdraw_evidence
from techhire.plays.seekers.models import Changed, Estimate, Seeker, TrackRecord, Vouch
from techhire.plays.seekers.queries import codes_of
from techhire.plays.seekers.reactions import age_communities, reage_people, reestimate_vouched
from tests.cases import in_one_world
from tests.factories.seekers import NOW, piece, seeker_in

pytestmark = pytest.mark.django_db
VOUCHED = date(2025, 6, 1)


def run(handler: object, fact: Fact, steps: int = 20) -> int:
    """Run a reaction to its end as the worker would; how many steps it took."""
    cursor: dict[str, object] = {}
    for taken in range(1, steps):
        step = Step(fact.pk, fact.community_id, fact.name, fact.data, None, None, NOW, cursor)
        result = handler(step)  # type: ignore[operator]  # it is a function
        if not isinstance(result, More):
            assert isinstance(result, Done)
            return taken
        cursor = result.cursor
    raise AssertionError("it never ends")


@pytest.mark.parametrize(("came_to", "turned_out"), [(2.5, True), (3.4, True), (2.49, False)])
def test_the_next_test_within_a_year_settles_a_vouch(
    dana: Seeker, python: Skill, onramp: Organization, came_to: float, turned_out: bool
) -> None:
    piece(dana, python, "vouch", 3, organization=onramp, at=VOUCHED)
    test = piece(dana, python, "proctored_test", came_to, at=date(2025, 12, 1))
    vouch = Vouch.objects.get()
    assert (vouch.turned_out, vouch.settled_by) == (turned_out, test)
    assert TrackRecord.objects.values_list("total", "turned_out").get() == (1, int(turned_out))
    fact = Fact.objects.get(name="VouchSettled")
    assert fact.data["turned_out"] is turned_out
    assert Reaction.objects.filter(fact=fact, handler__endswith="reestimate_vouched").exists()


def test_only_the_first_test_settles_it(dana: Seeker, python: Skill, onramp: Organization) -> None:
    piece(dana, python, "vouch", 3, organization=onramp, at=VOUCHED)
    piece(dana, python, "judged_work", 1, at=date(2025, 8, 1))
    piece(dana, python, "proctored_test", 4, at=date(2025, 9, 1))
    assert Vouch.objects.get().turned_out is False
    assert TrackRecord.objects.get().total == 1


@pytest.mark.parametrize(
    ("kind", "at"),
    [
        ("proctored_test", date(2025, 5, 31)),
        ("proctored_test", date(2026, 6, 2)),
        ("unproctored_test", date(2025, 8, 1)),
        ("completion", date(2025, 8, 1)),
    ],
)
def test_nothing_else_settles_a_vouch(
    dana: Seeker, python: Skill, onramp: Organization, provider: Organization, kind: str, at: date
) -> None:
    piece(dana, python, "vouch", 3, organization=onramp, at=VOUCHED)
    piece(dana, python, kind, 3, at=at, organization=provider, now=datetime(2026, 7, 1, tzinfo=UTC))
    assert Vouch.objects.get().turned_out is None
    assert not TrackRecord.objects.exists()


def test_a_test_on_another_skill_or_person_settles_nothing(
    community: Community, dana: Seeker, python: Skill, sql: Skill, onramp: Organization
) -> None:
    piece(dana, python, "vouch", 3, organization=onramp, at=VOUCHED)
    piece(dana, sql, "proctored_test", 3, at=date(2025, 8, 1))
    piece(seeker_in(community), python, "proctored_test", 3, at=date(2025, 8, 1))
    assert Vouch.objects.get().turned_out is None


def test_taking_the_test_back_opens_the_vouch_again(
    dana: Seeker, system: Actor, python: Skill, onramp: Organization
) -> None:
    piece(dana, python, "vouch", 3, organization=onramp, at=VOUCHED)
    withdraw_evidence(system, piece(dana, python, "proctored_test", 3, at=date(2025, 8, 1)), now=NOW)
    assert Vouch.objects.get().turned_out is None
    assert TrackRecord.objects.values_list("total", "turned_out").get() == (0, 0)


def test_a_bad_record_makes_other_vouches_of_the_source_weigh_less(
    community: Community, dana: Seeker, python: Skill, onramp: Organization, provider: Organization
) -> None:
    piece(dana, python, "vouch", 3, organization=onramp, at=VOUCHED)
    for source, came_to in [(onramp, 1), (provider, 3)]:
        for _unused in range(8):
            other = seeker_in(community)
            piece(other, python, "vouch", 3, organization=source, at=VOUCHED)
            piece(other, python, "proctored_test", came_to, at=date(2025, 8, 1))
    before = engine.decode(codes_of([dana.pk])[dana.pk][python.pk])
    Changed.objects.all().delete()
    run(reestimate_vouched, Fact.objects.filter(name="VouchSettled").first())
    after = engine.decode(codes_of([dana.pk])[dana.pk][python.pk])
    assert after.sd > before.sd
    assert Changed.objects.filter(seeker=dana).exists()


def people_with_a_course(community: Community, skill: Skill, provider: Organization) -> Iterable[Seeker]:
    for _unused in range(5):
        seeker = seeker_in(community)
        piece(seeker, skill, "completion", 3, organization=provider, at=date(2026, 2, 1))
        yield seeker


def test_a_new_month_ages_everybody_and_a_second_run_changes_nothing(
    community: Community, system: Actor, python: Skill, provider: Organization
) -> None:
    people = list(people_with_a_course(community, python, provider))
    before = codes_of([people[0].pk])
    year_later = datetime(2032, 3, 5, tzinfo=UTC)
    age_community(system, community, as_of=year_later.date(), now=year_later)
    assert Community.objects.get(pk=community.pk).as_of == date(2032, 3, 1)
    fact = Fact.objects.get(name="CommunityAged")
    run(reage_people, fact)
    after = codes_of([seeker.pk for seeker in people])
    sds = {engine.decode(codes[python.pk]).sd for codes in after.values()}
    assert len(sds) == 1
    assert sds.pop() > engine.decode(before[people[0].pk][python.pk]).sd
    assert set(Estimate.objects.values_list("as_of", flat=True)) == {date(2032, 3, 1)}
    run(reage_people, fact)
    assert codes_of([seeker.pk for seeker in people]) == after


def test_steps_are_bounded_and_reach_everybody(
    community: Community, system: Actor, python: Skill, provider: Organization
) -> None:
    people = list(people_with_a_course(community, python, provider))
    Changed.objects.all().delete()
    last, done = reage_step(community.pk, 0, size=2)
    assert (last, done) == (people[1].pk, 2)
    assert reage_step(community.pk, last, size=9) == (people[4].pk, 3)
    assert reage_step(community.pk, people[4].pk) == (people[4].pk, 0)
    assert Changed.objects.count() == 5


def test_the_calendar_moves_every_community_once_a_month_at_its_own_midnight(
    community: Community, elsewhere: Community
) -> None:
    Community.objects.filter(pk=elsewhere.pk).update(time_zone="America/Los_Angeles")

    def looks(hour: int) -> set[date]:
        moment = datetime(2026, 4, 1, hour, 30, tzinfo=UTC)
        for _unused in range(2):
            age_communities(Step(1, None, "ClockTicked", {}, None, None, moment))
        return set(Community.objects.values_list("as_of", flat=True))

    assert looks(4) == {date(2026, 3, 1)}
    assert looks(5) == {date(2026, 3, 1), date(2026, 4, 1)}
    assert looks(7) == {date(2026, 4, 1)}
    assert Fact.objects.filter(name="CommunityAged").count() == 2


@in_one_world("who", ["convener", "person", "visitor", "stranger"])
def test_nobody_moves_the_calendar_by_hand(
    request: pytest.FixtureRequest, community: Community, who: str
) -> None:
    with pytest.raises(Refused):
        age_community(request.getfixturevalue(who), community, as_of=date(2026, 3, 1), now=NOW)


def test_estimates_never_move_into_the_future_or_back(community: Community, system: Actor) -> None:
    with pytest.raises(Refused):
        age_community(system, community, as_of=date(2026, 4, 1), now=NOW)
    age_community(system, community, as_of=date(2025, 1, 1), now=NOW)
    assert Community.objects.get(pk=community.pk).as_of == community.as_of
