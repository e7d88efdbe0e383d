"""What follows for postings: those past their last day close by themselves, and replaced skills are followed."""

from techhire.commons.communities.models import Community
from techhire.commons.ledger.registry import Done, More, Step, reacts_to
from techhire.commons.ledger.schedule import every
from techhire.commons.skills.facts import SkillStandsElsewhere
from techhire.plays.marketplace.actions.following import follow_step
from techhire.plays.marketplace.actions.publishing import expire_postings


@every("expire_postings", "hour")
def expire_hourly(step: Step) -> Done | More:
    """Expire what ran out, one community and at most 500 postings a step; days end at another hour in each."""
    last = int(step.cursor.get("last", 0))
    pk = Community.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True).first()
    if pk is None:
        return Done()
    return More({"last": last if expire_postings(pk, now=step.now) else pk})


@reacts_to(SkillStandsElsewhere)
def carry_requirements(step: Step) -> Done | More:
    """Postings ask for the skill that counts now, at most 200 lines a step."""
    last = follow_step(step.data["skill_id"], int(step.cursor.get("after", 0)), step.now)
    return More({"after": last}) if last else Done()
