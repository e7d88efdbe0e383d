"""Reading people's records. What reveals a person takes the actor."""

from collections import defaultdict
from collections.abc import Iterable

from techhire.commons.permits import Actor
from techhire.plays.seekers.models import Estimate, Seeker
from techhire.plays.seekers.words import SeekerState


def seeker_of(actor: Actor) -> Seeker | None:
    """The actor's own record in this community, where there is one."""
    if not actor.is_signed_in:
        return None
    mine = Seeker.objects.filter(account_id=actor.account_id, community_id=actor.community_id)
    return mine.exclude(state=SeekerState.ERASED).select_related("community").first()


def codes_of(seeker_ids: Iterable[int]) -> dict[int, dict[int, int]]:
    """Stored codes by person and skill. One query."""
    codes: dict[int, dict[int, int]] = defaultdict(dict)
    rows = Estimate.objects.filter(seeker_id__in=list(seeker_ids))
    for seeker_id, skill_id, code in rows.values_list("seeker_id", "skill_id", "code"):
        codes[seeker_id][skill_id] = code
    return dict(codes)
