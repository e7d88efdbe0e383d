"""Building the snapshot that matching serves from."""

import secrets
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


def build_snapshot(community_id: int, /, *, now: datetime) -> Snapshot:
    """Read everyone findable, write the columns to disk, then publish; the changed rows it included go, no others.

    The ids of the changed rows are noted before people are read. A crash before the last step leaves them in place,
    which costs a second look at those people and nothing else. Of two builds at once the later to publish gives way:
    it may have read people before a change whose row the other one removed.
    """
    before = newest_name(community_id)
    included = noted_changes(community_id)
    people = build_people(community_id)
    name = f"{now:%Y%m%d}-{secrets.token_hex(6)}"
    publish(people, community_id, name)
    with transaction.atomic():
        Community.objects.select_for_update().get(pk=community_id)
        newest = Snapshot.objects.filter(community_id=community_id).order_by("-pk").first()
        if newest is not None and newest.folder != before:
            return newest
        snapshot = Snapshot.objects.create(
            community_id=community_id, folder=name, people=len(people), built_at=now
        )
        for at in range(0, len(included), IDS_AT_ONCE):
            Changed.objects.filter(pk__in=included[at : at + IDS_AT_ONCE]).delete()
        rows = Snapshot.objects.filter(community_id=community_id).order_by("-pk")
        Snapshot.objects.filter(pk__in=list(rows.values_list("pk", flat=True)[ROWS_KEPT:])).delete()
        record(SnapshotBuilt(snapshot.pk, len(people)), actor=Actor.system(community_id), now=now)
    return snapshot
