"""What waits for somebody besides their organization's own matters: work to judge, what has to be answered."""

from typing import Any

from techhire.commons.permits import Actor
from techhire.plays.assessments.queries.readings import work_due
from techhire.plays.assessments.queries.rubrics import lacking_readers
from techhire.plays.concerns.queries import held_and_unanswered
from techhire.plays.seekers.queries import open_disputes


def waiting_here(actor: Actor) -> dict[str, Any]:
    """For ``layout/components/waits_here.html``, on the first screen of every kind of partner."""
    return {
        "to_judge": len(work_due(actor)),
        "to_correct": open_disputes(actor).count(),
        "held": held_and_unanswered(actor),
        "lacking": lacking_readers(actor),
    }
