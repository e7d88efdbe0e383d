"""Building the snapshot that matching serves from: read and written to disk first, then published in a moment."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from techhire.commons.communities.models import Community
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor
from techhire.plays.matches.bridge import build_people, newest_name, noted_changes, publish
from techhire.plays.matches.facts import SnapshotBuilt
from techhire.plays.matches.models import Snapshot
from techhire.plays.seekers.models import Changed

ROWS_KEPT = 5
IDS_AT_ONCE = 500


@dataclass(frozen=True)
class BuiltSnapshot:
    """Columns that lie on disk and serve nobody yet.

    ``before`` is what served when they were read, empty for none; ``included`` names rows of ``Changed`` they hold.
    """

    community_id: int
    name: str
    people: int
    before: str
    included: tuple[int, ...]


def draw_up_snapshot(community_id: int, /, *, now: datetime) -> BuiltSnapshot:
    """Read everyone findable and write the columns to disk, in minutes where they are many; the database is only read.

    The ids of the changed rows are noted before people are read, so that none is dropped whose change came after.
    """
    before = newest_name(community_id)
    included = noted_changes(community_id)
    people = build_people(community_id)
    name = f"{now:%Y%m%d}-{secrets.token_hex(6)}"
    publish(people, community_id, name)
    return BuiltSnapshot(community_id, name, len(people), before, tuple(included))


@transaction.atomic
def publish_snapshot(built: BuiltSnapshot, /, *, now: datetime) -> Snapshot:
    """Serve from it, and drop the changed rows it holds and no others. Short, however many people there are.

    A crash before this leaves the rows in place, which costs a second look at those people and nothing else. Of two
    builds at once the later to publish gives way: it may have read people before a change whose row the other removed.
    """
    Community.objects.select_for_update().get(pk=built.community_id)
    rows = Snapshot.objects.filter(community_id=built.community_id).order_by("-pk")
    newest = rows.first()
    if newest is not None and newest.folder != built.before:
        return newest
    snapshot = Snapshot.objects.create(
        community_id=built.community_id, folder=built.name, people=built.people, built_at=now
    )
    for at in range(0, len(built.included), IDS_AT_ONCE):
        Changed.objects.filter(pk__in=built.included[at : at + IDS_AT_ONCE]).delete()
    Snapshot.objects.filter(pk__in=list(rows.values_list("pk", flat=True)[ROWS_KEPT:])).delete()
    record(SnapshotBuilt(snapshot.pk, built.people), actor=Actor.system(built.community_id), now=now)
    return snapshot


def build_snapshot(community_id: int, /, *, now: datetime) -> Snapshot:
    """Both, one after the other."""
    return publish_snapshot(draw_up_snapshot(community_id, now=now), now=now)
