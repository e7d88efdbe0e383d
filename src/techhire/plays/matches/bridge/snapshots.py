"""Snapshots of findable people on this machine's disk: read from the database, written whole, thrown away at will.

Each snapshot has a folder of its own, named by its row in the database, so that a process opens exactly the one the
database names and never a newer or older one that happens to lie beside it.
"""

import secrets
import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from techhire.engines.matching import People, Person, SnapshotError, open_snapshot
from techhire.plays.matches.bridge.rows import FILTER_FIELDS, filters_of
from techhire.plays.seekers.models import EmployerBlock, Estimate, Seeker
from techhire.plays.seekers.words import SeekerState

CHUNK = 20_000
IDS_AT_ONCE = 5_000
COLUMNS = "columns"
KEPT_SECONDS = 3600
"""Folders younger than this stay, because a process may be about to open them."""


def findable(community_id: int) -> QuerySet[Seeker]:
    """People of a community whom employers may find: found, of age, not gone."""
    return Seeker.objects.filter(
        community_id=community_id, found=True, is_adult=True, state=SeekerState.ACTIVE
    )


def hidden_from(organization_id: int) -> QuerySet[EmployerBlock, int]:
    """Ids of the people who hide from an employer, in rising order: for an engine to take, or inside a query."""
    blocks = EmployerBlock.objects.filter(organization_id=organization_id)
    return blocks.order_by("seeker_id").values_list("seeker_id", flat=True)


def build_people(community_id: int) -> People:
    """Everyone findable in a community, read from the database."""
    return People.build(_persons(findable(community_id)))


def people_with(community_id: int, seeker_ids: Sequence[int]) -> People:
    """Those of these people who are findable now, read from the database."""
    found = findable(community_id)
    parts = (seeker_ids[at : at + IDS_AT_ONCE] for at in range(0, len(seeker_ids), IDS_AT_ONCE))
    return People.build(person for part in parts for person in _persons(found.filter(pk__in=part)))


def _persons(seekers: QuerySet[Seeker]) -> Iterator[Person]:
    filters = {row.pk: filters_of(row) for row in seekers.only(*FILTER_FIELDS).iterator(CHUNK)}
    codes: dict[int, dict[int, int]] = {pk: {} for pk in filters}
    rows = Estimate.objects.filter(seeker__in=seekers).values_list("seeker_id", "skill_id", "code")
    for seeker_id, skill_id, code in rows.iterator(CHUNK):
        if seeker_id in codes:
            codes[seeker_id][skill_id] = code
    return (Person(pk, codes[pk], wish) for pk, wish in filters.items())


def folder(community_id: int) -> Path:
    """Where a community's snapshots lie on this machine."""
    return Path(settings.SNAPSHOT_DIR) / str(community_id)


def publish(people: People, community_id: int, name: str) -> None:
    """Write a snapshot beside its place and move it there whole; a broken one of that name gives way."""
    draft = folder(community_id) / f".{name}.{secrets.token_hex(4)}"
    people.save(draft, COLUMNS)
    place = folder(community_id) / name
    shutil.rmtree(place, ignore_errors=True)
    try:
        draft.rename(place)
    except OSError:  # another process put the same snapshot there first
        shutil.rmtree(draft, ignore_errors=True)
    drop_old(community_id, keep=name)


def open_named(community_id: int, name: str) -> People | None:
    """The snapshot of that name, mapped into memory; None where this machine has none that can be read."""
    try:
        return open_snapshot(folder(community_id) / name)
    except (SnapshotError, OSError):
        return None


def drop_old(community_id: int, *, keep: str) -> None:
    """Remove other folders of the community an hour after they were written; who mapped one keeps it."""
    ripe = time.time() - KEPT_SECONDS
    for path in folder(community_id).iterdir():
        try:
            if path.name != keep and path.stat().st_mtime < ripe:
                shutil.rmtree(path, ignore_errors=True)
        except FileNotFoundError:
            continue
