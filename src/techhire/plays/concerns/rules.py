"""Who may report a thing, who reads reports of it and decides, and what its owner may say to them. Deny by default."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.models import Organization
from techhire.commons.communities.words import Kind, OrganizationState
from techhire.commons.permits import Actor, Verdict, allowed, refused
from techhire.plays.concerns.models import Concern, Report
from techhire.plays.concerns.words import ConcernState
from techhire.plays.marketplace.models import Posting
from techhire.plays.marketplace.rules import may_see_posting
from techhire.plays.providers.models import Program
from techhire.plays.providers.rules import visible_programs

GONE = _("This is not shown to people any more, so there is nothing to report.")
LEAD_ONLY = _("Only the civic lead of the community can do that.")
Reported = Posting | Program | Organization


def owner_of(thing: Reported) -> Organization:
    """The organization itself, or the one whose job or program it is."""
    return thing if isinstance(thing, Organization) else thing.organization


def may_report(actor: Actor, thing: Reported) -> Verdict:
    """Anybody, signed in or not, about what everybody here can see. Who asks makes no difference."""
    owner = owner_of(thing)
    if actor.community_id != owner.community_id or not _in_public(thing, owner):
        return refused(GONE)
    if owner.kinds.filter(kind=Kind.CIVIC).exists():
        return refused(
            _(
                "This organization leads the community, so nobody here can judge a report about it fairly. "
                "Your state's labor office or attorney general can."
            )
        )
    return allowed()


def _in_public(thing: Reported, owner: Organization) -> bool:
    visitor = Actor(community_id=owner.community_id)
    if isinstance(thing, Posting):
        return bool(may_see_posting(visitor, thing))
    if isinstance(thing, Program):
        return visible_programs(visitor).filter(pk=thing.pk).exists()
    return owner.state == OrganizationState.ACTIVE


def still_seen(concern: Concern) -> bool:
    """Whether people see what was reported at this moment: a job or program of an owner that is paused is not seen."""
    return _in_public(concern.posting or concern.program or concern.organization, concern.organization)


def visible_concerns(actor: Actor) -> QuerySet[Concern]:
    """Those of the community for its civic lead, readers included; none about an organization of one's own."""
    here = Concern.objects.filter(community_id=actor.community_id)
    if actor.is_system:
        return here
    return here.exclude(organization_id__in=_own(actor)) if actor.organizations(Kind.CIVIC) else here.none()


def _own(actor: Actor) -> list[int]:
    return [seat.organization_id for seat in (*actor.seats, *actor.waiting)]


def may_see_concern(actor: Actor, concern: Concern) -> Verdict:
    """The single form of ``visible_concerns``."""
    if concern.community_id != actor.community_id:
        return refused(LEAD_ONLY)
    if actor.is_system:
        return allowed()
    if actor.belongs_to(concern.organization_id):
        return refused(_("Nobody reads reports about their own organization."))
    return allowed() if actor.organizations(Kind.CIVIC) else refused(LEAD_ONLY)


def may_decide_concern(actor: Actor, concern: Concern) -> Verdict:
    """As to see it, for those of the civic lead who write."""
    verdict = may_see_concern(actor, concern)
    if verdict and not (actor.is_system or actor.is_convener):
        return refused(LEAD_ONLY)
    return verdict


may_read_concern = may_hold_concern = may_release_concern = may_close_concern = may_decide_concern


def may_tell_reporter(actor: Actor, report: Report) -> Verdict:
    """As to decide what was reported."""
    return may_decide_concern(actor, report.concern)


def owned_concerns(actor: Actor) -> QuerySet[Concern]:
    """What the owner was told of: held at some time, or settled. Never that something was reported before that."""
    mine = Concern.objects.filter(community_id=actor.community_id, organization_id__in=_own(actor))
    return mine.exclude(held_at__isnull=True, closed_at__isnull=True)


def may_answer_concern(actor: Actor, concern: Concern) -> Verdict:
    """A writing member of the owner, as long as it was told of it and the civic lead still looks."""
    owns = actor.prepares_for(concern.organization_id) or actor.is_system
    if concern.community_id != actor.community_id or not owns or concern.held_at is None:
        return refused(_("Only the organization this is about can answer."))
    if concern.state == ConcernState.CLOSED:
        return refused(_("This is settled already. Write to the civic lead if you see it otherwise."))
    return allowed()
