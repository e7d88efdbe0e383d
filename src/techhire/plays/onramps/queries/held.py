"""Who coached a person, from when to when, for the file of everything kept about them."""

from typing import Any

from techhire.commons.permits import Actor, require
from techhire.plays.onramps.models import Caseload
from techhire.plays.seekers.models import Seeker
from techhire.plays.seekers.rules import may_act_for

COACHED = ("organization__name", "coach__name", "since", "ended_at")


def coaching_held(actor: Actor, seeker: Seeker) -> list[dict[str, Any]]:
    """Every onramp the person worked with, and the coach who led, oldest first."""
    require(may_act_for(actor, seeker))
    return list(Caseload.objects.filter(seeker=seeker).order_by("pk").values(*COACHED))
