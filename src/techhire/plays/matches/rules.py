"""Who may see a shortlist, decide, and learn a name."""

from django.utils.translation import gettext_lazy as _

from techhire.commons.permits import Actor, Verdict, allowed, refused
from techhire.plays.marketplace.models import Posting
from techhire.plays.marketplace.words import PostingState, UnmaskStage
from techhire.plays.matches.models import Decision
from techhire.plays.matches.words import Answer, EarlyReason
from techhire.plays.seekers.models import Seeker

NOT_YOURS = _("Only the employer that owns this posting can see who fits it.")


def may_see_shortlist(actor: Actor, posting: Posting) -> Verdict:
    """Any member of the employer, readers included, once ranking is switched on in the community."""
    if posting.community_id != actor.community_id:
        return refused(NOT_YOURS)
    if not (actor.is_system or actor.sits_in(posting.organization_id)):
        return refused(NOT_YOURS)
    if not posting.community.ranking_on:
        return refused(
            _("This community has not switched ranking on yet. Applications reach you without an order.")
        )
    return allowed()


def may_decide(actor: Actor, posting: Posting, seeker: Seeker) -> Verdict:
    """A writing member of the employer, on an open posting, about somebody who can be found."""
    verdict = may_see_shortlist(actor, posting)
    if not verdict:
        return verdict
    if not (actor.is_system or actor.writes_for(posting.organization_id)):
        return refused(_("You can look, but only a member who may write can decide."))
    if posting.state not in {PostingState.PUBLISHED, PostingState.PAUSED}:
        return refused(_("Publish the posting before you decide about people."))
    if seeker.community_id != posting.community_id or not seeker.found:
        return refused(_("This person is no longer there to be found."))
    return allowed()


def stage_reached(posting: Posting, seeker: Seeker) -> bool:
    """Whether the posting's own stage for showing names is reached for this person."""
    said_yes = Decision.objects.filter(posting=posting, seeker=seeker, answer=Answer.YES).exists()
    return said_yes and posting.unmask_stage == UnmaskStage.AFTER_YES


def may_unmask(actor: Actor, posting: Posting, seeker: Seeker, early_reason: str) -> Verdict:
    """At the stage the posting sets; earlier only with a reason, which the person will read."""
    verdict = may_decide(actor, posting, seeker)
    if not verdict or stage_reached(posting, seeker):
        return verdict
    if early_reason not in EarlyReason.values:
        return refused(
            _("Names are shown later. To see this one now, choose a reason; the person will read it.")
        )
    return allowed()
