"""What follows for reports: who reported is forgotten in time, or with their account."""

from techhire.commons.communities.models import Community
from techhire.commons.ledger.registry import Done, More, Step, reacts_to
from techhire.commons.ledger.schedule import every
from techhire.commons.people.facts import AccountErased
from techhire.plays.concerns.actions.forgetting import erase_old_contacts, forget_reporter


@every("erase_report_contacts", "day")
def erase_contacts(step: Step) -> Done | More:
    """Erase what is due, one community and at most 500 reports a step."""
    last = int(step.cursor.get("last", 0))
    pk = Community.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True).first()
    if pk is None:
        return Done()
    return More({"last": last if erase_old_contacts(pk, now=step.now) else pk})


@reacts_to(AccountErased)
def forget_erased(step: Step) -> Done:
    """Whoever erases their account is named in no report any more."""
    forget_reporter(step.data["account_id"])
    return Done()
