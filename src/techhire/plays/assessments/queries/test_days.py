"""Supervised test days: what is planned, who is on the list, who is under way; and the code of a borrowed computer."""

from typing import Any

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor
from techhire.plays.assessments.models import Assessment, CheckIn
from techhire.plays.assessments.rules.sittings import KIOSK, opens
from techhire.plays.assessments.words import TestDayState
from techhire.plays.seekers.models import Seeker


def actor_with_code(community: Community, kept: Any) -> Actor | None:
    """Whoever opened a check-in with its code, as a session keeps it: its id and the hash the code had then.

    None once the day is over or a newer code was given.
    """
    if not isinstance(kept, dict) or not isinstance(kept.get("check_in"), int) or not kept.get("hash"):
        return None
    rows = CheckIn.objects.filter(
        pk=kept["check_in"],
        code_hash=str(kept["hash"]),
        day__state=TestDayState.OPEN,
        day__organization__community=community,
    )
    if not rows.exists():
        return None
    return Actor(community_id=community.pk, channel=KIOSK, scopes=frozenset({opens(kept["check_in"])}))


def ready_check_in(actor: Actor, seeker: Seeker, assessment: Assessment) -> CheckIn | None:
    """The confirmed check-in, at a test day that is open now, under which a person can take this test."""
    rows = CheckIn.objects.filter(
        seeker=seeker,
        seeker__community_id=actor.community_id,
        assessments=assessment,
        day__state=TestDayState.OPEN,
        confirmed_at__isnull=False,
    )
    return rows.select_related("day__organization", "seeker").order_by("-day__starts_at").first()
