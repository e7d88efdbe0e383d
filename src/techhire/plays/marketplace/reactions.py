"""What the calendar asks of postings: those past their last day close by themselves."""

from techhire.commons.communities.models import Community
from techhire.commons.ledger.registry import Done, More, Step
from techhire.commons.ledger.schedule import every
from techhire.plays.marketplace.actions.publishing import expire_postings


@every("expire_postings", "hour")
def expire_hourly(step: Step) -> Done | More:
    """Expire what ran out, one community and at most 500 postings a step; days end at another hour in each."""
    last = int(step.cursor.get("last", 0))
    pk = Community.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True).first()
    if pk is None:
        return Done()
    return More({"last": last if expire_postings(pk, now=step.now) else pk})
