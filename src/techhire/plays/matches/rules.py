"""Who may see a shortlist, decide, and learn a name."""

from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.words import OrganizationState
from techhire.commons.permits import Actor, Verdict, allowed, refused
from techhire.plays.marketplace.models import Posting
from techhire.plays.marketplace.words import PostingState, UnmaskStage
from techhire.plays.matches.models import Decision, Unmasking
from techhire.plays.matches.words import SHORTLIST, Answer, EarlyReason
from techhire.plays.seekers.models import AccessRecord, Consent, EmployerBlock, Grant, Seeker
from techhire.plays.seekers.words import Purpose, SeekerState

NOT_YOURS = _("Only the employer that owns this posting can see who fits it.")
GONE = _("This person is no longer there to be found.")
AFTER_YES = {"name": "name_after_yes", "contact": "contact_after_yes"}
"""What may be shown after a yes, and the word for it in the scope of the consent to be found."""


def may_see_shortlist(actor: Actor, posting: Posting) -> Verdict:
    """Any member of the employer, readers included, once ranking is switched on in the community."""
    if posting.community_id != actor.community_id:
        return refused(NOT_YOURS)
    if not (actor.is_system or actor.sits_in(posting.organization_id)):
        return refused(NOT_YOURS)
    if not actor.is_system and posting.organization.state != OrganizationState.ACTIVE:
        return refused(_("Your organization does not take part at the moment, so nobody is shown to it."))
    if posting.state in {PostingState.CLOSED, PostingState.FILLED}:
        return refused(_("This posting is closed, so nobody is shown for it any more."))
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
    if not can_be_found_by(seeker, posting):
        return refused(GONE)
    if not (actor.is_system or was_shown(posting, seeker)):
        return refused(_("Look at the people who fit first; you can decide about those."))
    return allowed()


def can_be_found_by(seeker: Seeker, posting: Posting) -> bool:
    """Whether the person chose to be found, here, and not to be hidden from this employer."""
    if seeker.community_id != posting.community_id or seeker.state != SeekerState.ACTIVE:
        return False
    if not (seeker.found and seeker.is_adult):
        return False
    return not EmployerBlock.objects.filter(seeker=seeker, organization_id=posting.organization_id).exists()


def was_shown(posting: Posting, seeker: Seeker) -> bool:
    """Whether this employer saw the person, without a name, on the list of this posting."""
    return AccessRecord.objects.filter(
        seeker=seeker, organization_id=posting.organization_id, posting_id=posting.pk, what=SHORTLIST
    ).exists()


def agreed_to_show(seeker: Seeker) -> tuple[str, ...]:
    """What the person agreed that an employer learns after a yes: name, contact, both or nothing."""
    consent = (
        Consent.objects.filter(seeker=seeker, purpose=Purpose.BEING_FOUND, withdrawn_at__isnull=True)
        .order_by("-given_at", "-pk")
        .first()
    )
    said = consent.scope if consent else []
    return tuple(code for code, word in AFTER_YES.items() if word in said)


def stage_reached(posting: Posting, seeker: Seeker) -> bool:
    """Whether the posting's own stage for showing names is reached for this person."""
    said_yes = Decision.objects.filter(posting=posting, seeker=seeker, answer=Answer.YES).exists()
    return said_yes and posting.unmask_stage == UnmaskStage.AFTER_YES


def may_unmask(actor: Actor, posting: Posting, seeker: Seeker, early_reason: str) -> Verdict:
    """At the stage the posting sets; earlier only with a reason, which the person will read."""
    verdict = may_decide(actor, posting, seeker)
    if verdict and "name" not in agreed_to_show(seeker):
        return refused(_("This person did not agree that employers here learn their name."))
    if not verdict or stage_reached(posting, seeker):
        return verdict
    if early_reason not in EarlyReason.values:
        return refused(
            _("Names are shown later. To see this one now, choose a reason; the person will read it.")
        )
    return allowed()


def may_save_draft(actor: Actor, community_id: int) -> Verdict:
    """Anybody who visits the community, signed in or not."""
    return (
        allowed() if actor.community_id == community_id else refused(_("This belongs to another community."))
    )


def may_see_unmasked(actor: Actor, posting: Posting, seeker: Seeker) -> Verdict:
    """Members of the employer, after the unmasking and while the person's access to it stands."""
    verdict = may_see_shortlist(actor, posting)
    if not verdict:
        return verdict
    grants = Grant.objects.filter(
        seeker=seeker,
        organization_id=posting.organization_id,
        purpose=Purpose.HIRING,
        posting_id=posting.pk,
        ended_at__isnull=True,
    )
    unmasked = Unmasking.objects.filter(posting=posting, seeker=seeker).exists()
    return allowed() if unmasked and grants.exists() else refused(_("The name is not shown yet."))
