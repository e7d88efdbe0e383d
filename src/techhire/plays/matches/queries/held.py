"""What employers answered about a person, and when they learned the name, for the file of everything kept."""

from typing import Any

from techhire.commons.permits import Actor, require
from techhire.plays.matches.models import Decision, Unmasking
from techhire.plays.seekers.models import Seeker
from techhire.plays.seekers.rules import may_act_for

JOB = ("posting__organization__name", "posting__title")


def answers_held(actor: Actor, seeker: Seeker) -> dict[str, Any]:
    """The answer that stands for each job, and each time a name was shown, oldest first; never who on their staff."""
    require(may_act_for(actor, seeker))
    answers = Decision.objects.filter(seeker=seeker).order_by("pk")
    shown = Unmasking.objects.filter(seeker=seeker).order_by("pk")
    return {
        "answers_from_employers": list(answers.values(*JOB, "answer", "at")),
        "name_shown_to_employers": list(shown.values(*JOB, "early_reason", "at")),
    }
