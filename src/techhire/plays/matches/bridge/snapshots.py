"""Serving from a snapshot plus the people who changed since; the database stays the truth.

Two orders make this safe without locks. A build notes the ids of the changed rows first and reads people after, so
that a change it may have missed keeps its row. A request reads the changed people first and the newest snapshot
after, so that a build that ends in between costs nothing but a second look at people it already holds.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from django.conf import settings
from django.db.models import Count, Max, QuerySet

from techhire.engines.matching import Overlay, People, Person, SnapshotError, open_snapshot
from techhire.plays.matches.bridge.rows import FILTER_FIELDS, filters_of
from techhire.plays.matches.models import Snapshot
from techhire.plays.seekers.models import Changed, Estimate, Seeker
from techhire.plays.seekers.words import SeekerState

CHUNK = 20_000


@dataclass(frozen=True, eq=False)
class Served:
    """What a request ranks: the snapshot, and those who changed since."""

    people: People
    overlay: Overlay | None


@dataclass(frozen=True, eq=False)
class _Kept:
    name: str
    people: People
    changes: tuple[int, int]
    overlay: Overlay | None


_kept: dict[int, _Kept] = {}


def findable(community_id: int) -> QuerySet[Seeker]:
    """People of a community whom employers may find: found, of age, not gone."""
    return Seeker.objects.filter(
        community_id=community_id, found=True, is_adult=True, state=SeekerState.ACTIVE
    )


def _people(seekers: QuerySet[Seeker]) -> People:
    filters = {row.pk: filters_of(row) for row in seekers.only(*FILTER_FIELDS).iterator(CHUNK)}
    codes: dict[int, dict[int, int]] = {pk: {} for pk in filters}
    rows = Estimate.objects.filter(seeker__in=seekers).values_list("seeker_id", "skill_id", "code")
    for seeker_id, skill_id, code in rows.iterator(CHUNK):
        if seeker_id in codes:
            codes[seeker_id][skill_id] = code
    return People.build(Person(pk, codes[pk], wish) for pk, wish in filters.items())


def build_people(community_id: int) -> People:
    """Everyone findable in a community, read from the database."""
    return _people(findable(community_id))


def folder(community_id: int) -> Path:
    """Where a community's snapshots lie on this machine."""
    return Path(settings.SNAPSHOT_DIR) / str(community_id)


def publish(people: People, community_id: int, name: str) -> None:
    """Write a snapshot to this machine's disk and make it the one that opens."""
    try:
        people.save(folder(community_id), name)
    except SnapshotError:
        shutil.rmtree(folder(community_id) / name, ignore_errors=True)
        people.save(folder(community_id), name)


def people_now(community_id: int) -> Served:
    """Everyone findable at this moment: changed people first, then the newest snapshot (see the module's words)."""
    changes = Changed.objects.filter(community_id=community_id).aggregate(last=Max("pk"), many=Count("pk"))
    mark = (changes["last"] or 0, changes["many"])
    ids = list(
        Changed.objects.filter(community_id=community_id).values_list("seeker_id", flat=True).distinct()
    )
    newest = (
        Snapshot.objects.filter(community_id=community_id).order_by("-pk").values_list("folder", flat=True)
    )
    name = newest.first() or ""
    kept = _kept.get(community_id)
    if kept is None or kept.name != name:
        kept = _Kept(name, _open(community_id, name), (-1, -1), None)
    if kept.changes != mark:
        kept = _Kept(name, kept.people, mark, _overlay(ids))
    _kept[community_id] = kept
    return Served(kept.people, kept.overlay)


def _overlay(ids: list[int]) -> Overlay | None:
    if not ids:
        return None
    changed = _people(Seeker.objects.filter(pk__in=ids, found=True, is_adult=True, state=SeekerState.ACTIVE))
    gone = np.setdiff1d(np.array(ids, dtype=np.int64), changed.ids)
    return Overlay(changed, gone)


def _open(community_id: int, name: str) -> People:
    """The snapshot of that name, or one built from the database where this machine has none that can be read."""
    if name and (folder(community_id) / name).is_dir():
        try:
            return open_snapshot(folder(community_id))
        except SnapshotError:
            shutil.rmtree(folder(community_id) / name, ignore_errors=True)
    people = build_people(community_id)
    if name:
        publish(people, community_id, name)
    return people


def forget_served() -> None:
    """Drop what this process keeps in memory, as after a restore."""
    _kept.clear()
