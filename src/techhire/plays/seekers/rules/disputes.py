"""Who may say that evidence is wrong, who answers, and who has it looked at anew."""

from django.utils.translation import gettext_lazy as _

from techhire.commons.permits import Actor, Verdict, allowed, refused
from techhire.plays.seekers.models import Dispute, Evidence
from techhire.plays.seekers.rules.records import ABOUT_YOURSELF, NOT_YOURS, is_self, may_act_for
from techhire.plays.seekers.words import DisputeAnswer, EvidenceKind


def may_dispute(actor: Actor, evidence: Evidence) -> Verdict:
    """Only the person, or their coach in their words, can dispute; what they told themselves they take back."""
    if evidence.kind == EvidenceKind.CLAIM:
        return refused(_("You told us this yourself, so you can take it back."))
    return may_act_for(actor, evidence.seeker)


def may_answer_dispute(actor: Actor, evidence: Evidence) -> Verdict:
    """The source may answer, and so may the civic lead; never the person's own side."""
    if evidence.seeker.community_id != actor.community_id:
        return refused(NOT_YOURS)
    if is_self(actor, evidence.seeker):
        return refused(ABOUT_YOURSELF)
    if actor.is_system or actor.is_convener:
        return allowed()
    if evidence.organization_id is not None and actor.writes_for(evidence.organization_id):
        return allowed()
    return refused(_("Only the organization that added this, or the civic lead, can answer."))


def answers_open(actor: Actor, dispute: Dispute) -> tuple[DisputeAnswer, ...]:
    """The answers the actor may give now: while somebody new looks at it a source can only take it away."""
    if not may_answer_dispute(actor, dispute.evidence) or dispute.answered_at is not None:
        return ()
    if dispute.looked_at_since is not None and not actor.is_system:
        return (DisputeAnswer.REMOVED,)
    return tuple(DisputeAnswer)


def may_begin_fresh_look(actor: Actor, dispute: Dispute) -> Verdict:
    """The product alone says that somebody new looks at it: no source delays its answer by saying so."""
    if not (actor.is_system and actor.community_id in (None, dispute.evidence.seeker.community_id)):
        return refused(_("Who looks at it again is decided by lot, by nobody's hand."))
    return allowed()


def may_end_fresh_look(actor: Actor, dispute: Dispute) -> Verdict:
    """As beginning it."""
    return may_begin_fresh_look(actor, dispute)
