"""Snapshots are built by the worker: after many changes and once a day, never while a page waits."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection

from techhire.commons.communities.models import Community
from techhire.commons.ledger.schedule import tick
from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.engines.matching import People
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches import reactions
from techhire.plays.matches.actions import snapshots
from techhire.plays.matches.actions.snapshots import draw_up_snapshot, publish_snapshot
from techhire.plays.matches.models import Draft, Snapshot
from techhire.plays.matches.queries import Shortlist
from techhire.plays.seekers.actions.evidence import NewEvidence, add_evidence_rows
from techhire.plays.seekers.models import Changed
from tests.factories.matches import NOW, TODAY, a_person, found_person


def work(at: timedelta = timedelta()) -> None:
    """Everything due at that time after now."""
    drain(lambda: NOW + at)


def test_a_day_builds_every_community_once_and_drops_old_drafts(
    community: Community, elsewhere: Community, tickets: Skill
) -> None:
    found_person(community, {tickets: 2})
    Draft.objects.create(community=community, fingerprint="a", expires_at=NOW - timedelta(days=1))
    Draft.objects.create(community=community, fingerprint="b", expires_at=NOW + timedelta(days=1))
    for _unused in range(2):
        tick(NOW)
        work()
    assert set(Snapshot.objects.values_list("community_id", "people")) == {
        (community.pk, 1),
        (elsewhere.pk, 0),
    }
    assert not Changed.objects.exists()
    assert [draft.fingerprint for draft in Draft.objects.all()] == ["b"]


def test_a_batch_is_built_when_it_is_quiet_and_large(
    community: Community, system: Actor, tickets: Skill, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reactions, "ENOUGH_CHANGES", 6)
    people = [a_person(community) for _unused in range(6)]
    rows = [NewEvidence(seeker.pk, tickets.pk, "claim", 2, TODAY) for seeker in people]
    add_evidence_rows(system, rows[:3], now=NOW)
    work()
    work(timedelta(minutes=1))
    assert not Snapshot.objects.exists()
    add_evidence_rows(system, rows[3:], now=NOW)
    work()
    assert not Snapshot.objects.exists()
    work(timedelta(minutes=2))
    assert Snapshot.objects.count() == 1 and not Changed.objects.exists()


def test_single_changes_that_add_up_are_built_within_the_hour(
    community: Community, tickets: Skill, monkeypatch: pytest.MonkeyPatch
) -> None:
    tick(NOW)
    work()
    before = Snapshot.objects.count()
    monkeypatch.setattr(reactions, "ENOUGH_CHANGES", 2)
    a_person(community, {tickets: 2})
    tick(NOW + timedelta(hours=1))
    work(timedelta(hours=1))
    assert Snapshot.objects.count() == before
    a_person(community, {tickets: 2})
    tick(NOW + timedelta(hours=2))
    work(timedelta(hours=2))
    assert Snapshot.objects.count() == before + 1


def test_looking_never_builds(posting: Posting, tickets: Skill, look: Callable[..., Shortlist]) -> None:
    found_person(posting.community, {tickets: 2})
    assert look().rows and not Snapshot.objects.exists()


def test_a_worker_that_dies_before_it_publishes_costs_a_second_build_and_nothing_else(
    community: Community, tickets: Skill
) -> None:
    found_person(community, {tickets: 2})
    changed = set(Changed.objects.values_list("pk", flat=True))
    drawn_up = draw_up_snapshot(community.pk, now=NOW)
    assert set(Changed.objects.values_list("pk", flat=True)) == changed
    assert not Snapshot.objects.exists()
    tick(NOW)
    work()
    assert Snapshot.objects.get(community=community).people == 1 and not Changed.objects.exists()
    newcomer = found_person(community, {tickets: 2})
    assert publish_snapshot(drawn_up, now=NOW).people == 1
    assert Changed.objects.filter(seeker=newcomer).exists(), (
        "what was drawn up too early takes no change away"
    )


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_a_lock_while_people_are_read(
    community: Community, tickets: Skill, monkeypatch: pytest.MonkeyPatch
) -> None:
    found_person(community, {tickets: 2})
    inside: list[bool] = []
    build = snapshots.build_people

    def look(community_id: int) -> People:
        inside.append(connection.in_atomic_block)
        return build(community_id)

    monkeypatch.setattr(snapshots, "build_people", look)
    tick(NOW)
    work()
    assert inside and not any(inside)
    assert Snapshot.objects.get().people == 1
