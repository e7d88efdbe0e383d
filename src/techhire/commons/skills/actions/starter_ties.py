"""Tying the starter framework to O*NET and ESCO where they are here, in whatever order the three came."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor
from techhire.commons.skills import starter
from techhire.commons.skills.facts import StarterTied
from techhire.commons.skills.models import Alignment, Framework, Skill
from techhire.commons.skills.queries.crosswalk import Pair, ended_by_people, places_of, planned_ties
from techhire.commons.skills.words import STARTER


@dataclass
class Ties:
    """What is to be done with the ties of one load."""

    now: datetime
    fresh: list[Alignment] = field(default_factory=list)
    changed: list[Alignment] = field(default_factory=list)

    def put(self, old: Alignment | None, pair: tuple[Skill, Skill], relation: str) -> None:
        """Make a tie, or bring a shipped one to what the release says; people's ties stand."""
        origin, target = pair
        if old is not None and (not old.shipped or old.relation == relation):
            return
        tie = old or Alignment(origin=origin, target=target, shipped=True)
        tie.relation, tie.at = relation, self.now
        tie.origin_version, tie.target_version = origin.version, target.version
        (self.changed if old else self.fresh).append(tie)


@transaction.atomic
def tie_starter(*, now: datetime) -> None:
    """Make the ties a release brings, as far as both sides are here. Constant number of queries.

    What people tied or took apart themselves is left as it is, and a tie no release brings any more ends.
    """
    framework = Framework.objects.filter(slug=STARTER).first()
    here = places_of({tie.framework for tie in starter.ties()})
    if framework is None or not here:
        return
    old = {
        (tie.origin_id, tie.target_id): tie
        for tie in Alignment.objects.filter(origin__framework=framework, target__framework__slug__in=here)
    }
    apart = ended_by_people()
    work, kept = Ties(now), set[Pair]()
    for plan in planned_ties(here):
        if plan.origin is None or plan.target is None:
            continue
        pair = (plan.origin.pk, plan.target.pk)
        kept.add(pair)
        if pair in old or pair not in apart:
            work.put(old.get(pair), (plan.origin, plan.target), plan.row.relation)
    gone = [tie.pk for pair, tie in old.items() if tie.shipped and pair not in kept]
    Alignment.objects.bulk_create(work.fresh)
    Alignment.objects.bulk_update(
        work.changed, ["relation", "origin_version", "target_version", "at"], batch_size=200
    )
    Alignment.objects.filter(pk__in=gone).delete()
    if work.fresh or work.changed or gone:
        body = StarterTied(framework.pk, len(work.fresh), len(work.changed), len(gone))
        record(body, actor=Actor.system(), now=now)
