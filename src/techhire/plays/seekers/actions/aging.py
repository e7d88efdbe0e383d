"""Moving a community's estimates on: to a new month, or to a source's new record, at most 500 people a step."""

from collections import defaultdict
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.communities.models import Community
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.skills.queries import succession
from techhire.plays.seekers.actions.estimates import mark_changed, restore_estimates
from techhire.plays.seekers.facts import CommunityAged
from techhire.plays.seekers.models import Evidence, Seeker
from techhire.plays.seekers.rules import may_age_community
from techhire.plays.seekers.words import OUT_OF_SIGHT, EvidenceKind, EvidenceState

PEOPLE_A_STEP = 500


@transaction.atomic
def age_community(actor: Actor, community: Community, /, *, as_of: date, now: datetime) -> Community:
    """Set the one date of all estimates to the first of a month; a reaction re-ages everyone in steps."""
    require(may_age_community(actor, community.pk))
    first = as_of.replace(day=1)
    if first > community.day_of(now):
        raise Refused(_("That month has not come yet."), field="as_of")
    held = Community.objects.select_for_update().get(pk=community.pk)
    if first <= held.as_of:
        return held
    held.as_of = first
    held.save(update_fields=["as_of"])
    record(CommunityAged(held.pk, first), actor=actor, now=now, community_id=held.pk)
    return held


@transaction.atomic
def reage_step(community_id: int, after: int, size: int = PEOPLE_A_STEP) -> tuple[int, int]:
    """Re-estimate the next people by id. Returns the last id and how many were done; 0 done means the end."""
    people = list(
        Seeker.objects.select_for_update(of=("self",), no_key=True)
        .select_related("community")
        .filter(community_id=community_id, pk__gt=after)
        .exclude(state__in=OUT_OF_SIGHT)
        .order_by("pk")[:size]
    )
    return _restore(people, None, after)


@transaction.atomic
def reestimate_vouched_step(
    community_id: int, organization_id: int, after: int, size: int = PEOPLE_A_STEP
) -> tuple[int, int]:
    """Re-estimate the next people this organization vouched for, on the skills it vouched for."""
    vouches = Evidence.objects.filter(organization_id=organization_id, kind=EvidenceKind.VOUCH).exclude(
        state=EvidenceState.WITHDRAWN
    )
    people = list(
        Seeker.objects.select_for_update(of=("self",), no_key=True)
        .select_related("community")
        .filter(community_id=community_id, pk__gt=after, pk__in=vouches.values("seeker_id"))
        .exclude(state__in=OUT_OF_SIGHT)
        .order_by("pk")[:size]
    )
    skills = set(vouches.filter(seeker__in=people).values_list("skill_id", flat=True))
    return _restore(people, skills, after)


@transaction.atomic
def restand_step(skill_id: int, changed: set[int], after: int, size: int = PEOPLE_A_STEP) -> tuple[int, int]:
    """Re-estimate the next people with evidence of a skill that counts as another now. ``changed`` are both."""
    pieces = Evidence.objects.filter(skill_id__in=succession().through(skill_id))
    pieces = pieces.exclude(state=EvidenceState.WITHDRAWN)
    people = list(
        Seeker.objects.select_for_update(of=("self",), no_key=True)
        .select_related("community")
        .filter(pk__gt=after, pk__in=pieces.values("seeker_id"))
        .exclude(state__in=OUT_OF_SIGHT)
        .order_by("pk")[:size]
    )
    by_community: dict[int, list[Seeker]] = defaultdict(list)
    for seeker in people:
        by_community[seeker.community_id].append(seeker)
    for some in by_community.values():
        _restore(some, changed, after)
    return (people[-1].pk if people else after), len(people)


def _restore(people: list[Seeker], skills: set[int] | None, after: int) -> tuple[int, int]:
    if not people:
        return after, 0
    restore_estimates(people, skills)
    mark_changed([seeker.pk for seeker in people], people[0].community_id)
    return people[-1].pk, len(people)
