"""Building the snapshot that matching serves from."""

import secrets
from datetime import datetime

from django.db import transaction

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor
from techhire.plays.matches.bridge import build_people, publish
from techhire.plays.matches.facts import SnapshotBuilt
from techhire.plays.matches.models import Snapshot
from techhire.plays.seekers.models import Changed


def build_snapshot(community_id: int, /, *, now: datetime) -> Snapshot:
    """Read everyone findable, write the columns to disk, then publish; the changed rows it included go, no others.

    The ids of the changed rows are noted before people are read. A crash before the last step leaves them in place,
    which costs a second look at those people and nothing else.
    """
    included = list(Changed.objects.filter(community_id=community_id).values_list("pk", flat=True))
    people = build_people(community_id)
    name = f"{now:%Y%m%d}-{secrets.token_hex(6)}"
    publish(people, community_id, name)
    with transaction.atomic():
        snapshot = Snapshot.objects.create(
            community_id=community_id, folder=name, people=len(people), built_at=now
        )
        for at in range(0, len(included), 500):
            Changed.objects.filter(pk__in=included[at : at + 500]).delete()
        Snapshot.objects.filter(community_id=community_id, pk__lt=snapshot.pk - 20).delete()
        record(SnapshotBuilt(snapshot.pk, len(people)), actor=Actor.system(community_id), now=now)
    return snapshot
