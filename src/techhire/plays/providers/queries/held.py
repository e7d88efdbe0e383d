"""A person's places in courses, for the file of everything kept about them."""

from typing import Any

from techhire.commons.permits import Actor, require
from techhire.plays.providers.models import Enrollment
from techhire.plays.seekers.models import Seeker
from techhire.plays.seekers.rules import may_act_for

PLACE = (
    "cohort__program__organization__name",
    "cohort__program__name",
    "cohort__starts_on",
    "state",
    "since",
    "completed_on",
)


def places_held(actor: Actor, seeker: Seeker) -> list[dict[str, Any]]:
    """Every place the person had in a course, oldest first."""
    require(may_act_for(actor, seeker))
    return list(Enrollment.objects.filter(seeker=seeker).order_by("pk").values(*PLACE))
