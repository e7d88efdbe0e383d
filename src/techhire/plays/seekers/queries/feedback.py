"""What employers said: for the person it is about, and for the employer that said it."""

from dataclasses import dataclass

from django.db.models import QuerySet

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor, require
from techhire.plays.seekers.models import EmployerFeedback, Seeker
from techhire.plays.seekers.rules import may_act_for, may_give_feedback
from techhire.plays.seekers.words import FeedbackState


@dataclass(frozen=True)
class FeedbackAbout:
    """What employers said about a person: what waits for their yes, and what they said yes to."""

    waiting: list[EmployerFeedback]
    used: list[EmployerFeedback]


def feedback_about(actor: Actor, seeker: Seeker) -> FeedbackAbout:
    """For the person and their coach. One query."""
    rows = list(_about(actor, seeker).select_related("skill", "organization"))
    return FeedbackAbout(
        [row for row in rows if row.state == FeedbackState.WAITING],
        [row for row in rows if row.state == FeedbackState.AGREED],
    )


def feedback_numbered(actor: Actor, seeker: Seeker, feedback_id: int) -> EmployerFeedback | None:
    """One of them."""
    found = _about(actor, seeker).select_related("seeker__community", "skill", "organization")
    return found.filter(pk=feedback_id).first()


def _about(actor: Actor, seeker: Seeker) -> QuerySet[EmployerFeedback]:
    require(may_act_for(actor, seeker))
    return EmployerFeedback.objects.filter(seeker=seeker).order_by("-given_at", "-pk")


def feedback_given(
    actor: Actor, seeker: Seeker, organization: Organization, posting_id: int
) -> list[EmployerFeedback]:
    """What an employer said about somebody for one posting; whether the person uses it is not told."""
    require(may_give_feedback(actor, seeker, organization, posting_id))
    rows = EmployerFeedback.objects.filter(seeker=seeker, organization=organization, posting_id=posting_id)
    return list(rows.select_related("skill").order_by("skill__name", "pk"))
