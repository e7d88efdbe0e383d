"""Who may see and change a posting."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.models import Organization
from techhire.commons.communities.rules import may_move_organization
from techhire.commons.communities.words import WAITING, Kind, OrganizationState
from techhire.commons.permits import Actor, Verdict, allowed, refused
from techhire.plays.marketplace.models import Posting
from techhire.plays.marketplace.words import CloseReason, PostingState

NOT_YOURS = _("Only the employer that owns this posting can do that.")


def in_public(community_id: int | None) -> QuerySet[Posting]:
    """Published ones of employers that take part now: one that is paused or has left shows nothing."""
    return Posting.objects.filter(
        community_id=community_id,
        state=PostingState.PUBLISHED,
        organization__state=OrganizationState.ACTIVE,
    )


def in_sight(posting: Posting) -> bool:
    """The single form of ``in_public``, for a posting of the community one is in."""
    active = posting.organization.state == OrganizationState.ACTIVE
    return posting.state == PostingState.PUBLISHED and active


def visible_employers(actor: Actor) -> QuerySet[Organization]:
    """Those of the community that take part and have or had a job everybody could read. The same for whoever asks."""
    opened = Posting.objects.filter(community_id=actor.community_id, published_at__isnull=False)
    return Organization.objects.filter(
        community_id=actor.community_id,
        state=OrganizationState.ACTIVE,
        pk__in=opened.values("organization_id"),
    )


def visible_postings(actor: Actor) -> QuerySet[Posting]:
    """Those in public for everybody in the community; all of them for the employer that owns them, let in or not."""
    here = Posting.objects.filter(community_id=actor.community_id)
    if actor.is_system:
        return here
    shown = Q(pk__in=in_public(actor.community_id).values("pk"))
    return here.filter(shown | Q(organization_id__in=actor.prepares_as(Kind.EMPLOYER)))


def may_see_posting(actor: Actor, posting: Posting) -> Verdict:
    """The single form of ``visible_postings``."""
    if posting.community_id != actor.community_id:
        return refused(NOT_YOURS)
    mine = actor.is_system or actor.belongs_to(posting.organization_id)
    return allowed() if mine or in_sight(posting) else refused(NOT_YOURS)


def may_be_rated_for(actor: Actor, posting: Posting) -> Verdict:
    """Whether a yes to being rated for it is taken now: by whoever answers, while the civic lead let it stand."""
    if posting.community_id != actor.community_id:
        return refused(NOT_YOURS)
    if posting.state == PostingState.HELD:
        return refused(_("This job is out of sight until it is looked at. You can say yes once it is back."))
    if posting.state == PostingState.CLOSED and posting.close_reason == CloseReason.TAKEN_DOWN:
        return refused(_("This job was taken down, so nobody is interviewed for it any more."))
    if posting.organization.state != OrganizationState.ACTIVE:
        return refused(_("This employer does not take part at the moment, so it interviews nobody."))
    return allowed()


def may_create_posting(actor: Actor, organization: Organization) -> Verdict:
    """A writing member of an employer that takes part, or waits to: a draft is seen by nobody else."""
    if actor.community_id != organization.community_id:
        return refused(NOT_YOURS)
    if organization.state not in (OrganizationState.ACTIVE, *WAITING):
        return refused(_("Your organization does not take part at the moment, so it cannot post."))
    if actor.is_system or (
        actor.prepares_for(organization.pk) and organization.pk in actor.prepares_as(Kind.EMPLOYER)
    ):
        return allowed()
    return refused(_("Only members of an employer can post a job."))


def may_change_posting(actor: Actor, posting: Posting) -> Verdict:
    """A writing member of the employer that owns it, in its own community."""
    if posting.community_id != actor.community_id:
        return refused(NOT_YOURS)
    if actor.is_system or actor.prepares_for(posting.organization_id):
        return allowed()
    return refused(NOT_YOURS)


may_read_posting = may_update_posting = may_set_requirements = may_change_posting
may_accept_suggestion = may_undo_suggestion = may_keep_line = may_restore_ad = may_change_posting
may_pause_posting = may_resume_posting = may_close_posting = may_change_posting


def may_hold_posting(actor: Actor, posting: Posting) -> Verdict:
    """The civic lead, after somebody reported it; never for an organization of one's own."""
    if actor.is_system and actor.community_id == posting.community_id:
        return allowed()
    return may_move_organization(actor, posting.organization)


may_release_posting = may_take_down_posting = may_hold_posting


def may_set_plan(actor: Actor, posting: Posting, organization: Organization) -> Verdict:
    """The employer for its own posting; an onramp, for the people it works with, for any it can see."""
    here = actor.community_id == posting.community_id == organization.community_id
    if not here or not (actor.is_system or actor.writes_for(organization.pk)):
        return refused(_("Only members of the organization whose plan this is can change it."))
    if organization.pk == posting.organization_id:
        return may_change_posting(actor, posting)
    if organization.pk in actor.organizations(Kind.ONRAMP) and may_see_posting(actor, posting):
        return allowed()
    return refused(_("Plans are made by the employer, and by onramps for the people they work with."))


def may_publish_posting(actor: Actor, posting: Posting) -> Verdict:
    """As to change it, and the employer must be active."""
    verdict = may_change_posting(actor, posting)
    if verdict and posting.organization.state != OrganizationState.ACTIVE:
        return refused(
            _("Your organization is still being looked at. You can publish as soon as it is let in.")
            if posting.organization.state in WAITING
            else _("Your organization does not take part at the moment, so it cannot publish.")
        )
    return verdict
