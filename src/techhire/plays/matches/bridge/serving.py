"""Who can be found at this moment: the newest snapshot, and the people who changed since, from the database.

Orders that make this safe without locks. A build notes the ids of the changed rows first and reads people after: a
change it may have missed keeps its row, one it may have seen costs a second look at that person. A request reads the
changed rows first and the newest snapshot's name after: a build that ends in between takes away only rows whose
people the snapshot then named already holds. Both hold when every statement sees what was committed before it (READ
COMMITTED, the default of PostgreSQL) and when a whole transaction sees one moment (REPEATABLE READ, SQLite).
"""

from dataclasses import dataclass

import numpy as np
from django.db.models import Count, Max

from techhire.engines.matching import Overlay, People
from techhire.plays.matches.bridge.snapshots import build_people, open_named, people_with, publish
from techhire.plays.matches.models import Snapshot
from techhire.plays.seekers.models import Changed

Mark = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Served:
    """What a request ranks: the snapshot, and those who changed since."""

    people: People
    overlay: Overlay | None


@dataclass(frozen=True, eq=False)
class Base:
    """People as one snapshot holds them; ``included`` are changed rows known to be in it though they still stand."""

    name: str
    people: People
    included: frozenset[int]


@dataclass(frozen=True, eq=False)
class _Kept:
    base: Base
    mark: Mark
    overlay: Overlay | None


_kept: dict[int, _Kept] = {}


def people_now(community_id: int) -> Served:
    """Everyone findable at this moment (see the module's words for why nothing is missed)."""
    kept = _kept.get(community_id)
    mark = _mark(community_id)
    rows = _changed(community_id) if kept is None or kept.mark != mark else None
    name = newest_name(community_id)
    if kept is not None and kept.base.name != name:
        if rows is None:
            _kept.pop(community_id, None)
            return people_now(community_id)
        kept = None
    base = kept.base if kept else _base(community_id, name)
    overlay = _overlay(community_id, rows, base) if rows is not None else kept.overlay if kept else None
    _kept[community_id] = _Kept(base, mark, overlay)
    return Served(base.people, overlay)


def people_of_the_day(community_id: int) -> tuple[str, People]:
    """The newest snapshot as it was built, with its name: public counts move with it and not with single people."""
    name = newest_name(community_id)
    kept = _kept.get(community_id)
    if kept is None or kept.base.name != name:
        people_now(community_id)
        kept = _kept[community_id]
    return kept.base.name, kept.base.people


def forget_people() -> None:
    """Drop what this process keeps of people, as after a restore."""
    _kept.clear()


def newest_name(community_id: int) -> str:
    """The folder of the community's newest snapshot, empty before the first one."""
    rows = Snapshot.objects.filter(community_id=community_id).order_by("-pk")
    return rows.values_list("folder", flat=True).first() or ""


def noted_changes(community_id: int) -> list[int]:
    """Ids of the changed rows that stand now. A build notes them before it reads people, and removes exactly these."""
    return list(Changed.objects.filter(community_id=community_id).values_list("pk", flat=True))


def _mark(community_id: int) -> Mark:
    """What tells one state of the changed rows from another while one snapshot serves: rows are then only added."""
    found = Changed.objects.filter(community_id=community_id).aggregate(last=Max("pk"), many=Count("pk"))
    return found["last"] or 0, found["many"]


def _changed(community_id: int) -> list[tuple[int, int]]:
    return list(Changed.objects.filter(community_id=community_id).values_list("pk", "seeker_id"))


def _base(community_id: int, name: str) -> Base:
    """The snapshot of that name, or the database's own answer where this machine has none that can be read."""
    people = open_named(community_id, name) if name else None
    if people is not None:
        return Base(name, people, frozenset())
    included = frozenset(noted_changes(community_id))
    people = build_people(community_id)
    if name:
        publish(people, community_id, name)
    return Base(name, people, included)


def _overlay(community_id: int, rows: list[tuple[int, int]], base: Base) -> Overlay | None:
    ids = sorted({seeker_id for pk, seeker_id in rows if pk not in base.included})
    if not ids:
        return None
    changed = people_with(community_id, ids)
    return Overlay(changed, np.setdiff1d(np.array(ids, dtype=np.int64), changed.ids))
