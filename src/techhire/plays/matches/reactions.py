"""What matching does when something happened: keep the snapshot fresh."""

from datetime import timedelta

from techhire.commons.ledger.registry import Done, More, Step, reacts_to
from techhire.plays.matches.actions.snapshots import build_snapshot
from techhire.plays.seekers.facts import CommunityAged, EvidenceRowsAdded
from techhire.plays.seekers.models import Changed

ENOUGH_CHANGES = 500
QUIET = timedelta(seconds=20)


@reacts_to(EvidenceRowsAdded, CommunityAged)
def keep_snapshot_fresh(step: Step) -> Done | More:
    """After a batch, wait until it is quiet, then build if many people changed."""
    if step.community_id is None:
        return Done()
    if not step.cursor.get("waited"):
        return More({"waited": True}, not_before=step.now + QUIET)
    if Changed.objects.filter(community_id=step.community_id).count() >= ENOUGH_CHANGES:
        build_snapshot(step.community_id, now=step.now)
    return Done()
