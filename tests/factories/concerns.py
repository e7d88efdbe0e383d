"""Things people reported."""

from typing import Any

from techhire.commons.permits import Actor
from techhire.plays.concerns.actions.reporting import report_thing
from techhire.plays.concerns.models import Concern, Report
from techhire.plays.concerns.rules import Reported, owner_of
from tests.factories.matches import NOW


def a_report(thing: Reported, wrong: str = "money", **said: Any) -> Report:
    """Somebody without an account reported it."""
    actor = Actor(community_id=owner_of(thing).community_id)
    report_thing(actor, thing, wrong=wrong, **({"now": NOW} | said))
    return Report.objects.select_related("concern").latest("pk")


def a_concern(thing: Reported, wrong: str = "money", **said: Any) -> Concern:
    """The open concern about it, with one report more."""
    return a_report(thing, wrong, **said).concern
