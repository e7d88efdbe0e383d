"""When a person may be asked about themself for the statistics of fairness: afterwards, never before."""

from techhire.commons.permits import Actor, require
from techhire.plays.assessments.models import Sitting
from techhire.plays.assessments.words import SittingState
from techhire.plays.providers.models import Enrollment
from techhire.plays.seekers.models import Seeker
from techhire.plays.seekers.queries import has_told_about_self
from techhire.plays.seekers.rules import may_read_about_self


def is_time_to_ask(actor: Actor, seeker: Seeker) -> bool:
    """Whether the person finished a test or began a course, so that no answer can be thought to weigh in it."""
    require(may_read_about_self(actor, seeker))
    if Sitting.objects.filter(seeker=seeker, state=SittingState.FINISHED).exists():
        return True
    return Enrollment.objects.filter(seeker=seeker).exists()


def asks_about_self(actor: Actor, seeker: Seeker) -> bool:
    """Whether to offer the questions now: it is time, and they were not answered yet. At most three queries."""
    return not has_told_about_self(actor, seeker) and is_time_to_ask(actor, seeker)
