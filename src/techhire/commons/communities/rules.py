"""Who may do what with communities, organizations, seats, invitations and tokens. Deny by default."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.models import (
    ApiToken,
    Community,
    Invitation,
    Membership,
    Organization,
)
from techhire.commons.communities.words import WAITING, Kind, MemberRole, OrganizationState
from techhire.commons.permits import Actor, Verdict, allowed, refused

ELSEWHERE = _("This belongs to another community.")
SIGN_IN = _("Sign in first.")


def may_create_community(actor: Actor) -> Verdict:
    """The operator of the site makes communities."""
    if actor.is_system or actor.is_operator:
        return allowed()
    return refused(_("Only the operator of this site can make a community."))


def may_update_community(actor: Actor, community: Community) -> Verdict:
    """The civic lead keeps the community's own page and settings."""
    if actor.is_system:
        return allowed()
    if actor.community_id != community.pk:
        return refused(ELSEWHERE)
    if not actor.is_convener:
        return refused(_("Only the civic lead of the community can change this."))
    return allowed()


def may_see_settings(actor: Actor, community: Community) -> Verdict:
    """The civic lead, readers included."""
    if actor.is_system or (actor.community_id == community.pk and actor.organizations(Kind.CIVIC)):
        return allowed()
    return refused(_("Only the civic lead of the community can see this."))


def may_read_trail(actor: Actor, community: Community) -> Verdict:
    """The civic lead, readers included: who did what here, and on whose behalf."""
    return may_see_settings(actor, community)


def allows_ranking(community: Community) -> Verdict:
    """Whether people may be put in order here: the civic lead said so; audit and notice exist where the law asks."""
    if not community.ranking_on:
        return refused(_("This community has not switched ranking on."))
    if community.ranking_needs_audit and not (community.ranking_audit_url and community.ranking_notice_days):
        return refused(
            _(
                "The law here asks for a yearly audit and a notice before people are put in order. Both come first."
            )
        )
    return allowed()


def may_create_organization(actor: Actor, community: Community, kinds: tuple[str, ...] = ()) -> Verdict:
    """The civic lead adds partners; anybody signed in may apply, but not as civic lead."""
    if actor.is_system:
        return allowed()
    if actor.community_id != community.pk:
        return refused(ELSEWHERE)
    if actor.is_convener or actor.is_operator:
        return allowed()
    if not actor.is_signed_in or actor.scopes is not None:
        return refused(SIGN_IN)
    if Kind.CIVIC in kinds:
        return refused(_("Only the civic lead itself can add another civic lead."))
    return allowed()


def comes_in_at_once(community: Community, kinds: tuple[str, ...], addresses: frozenset[str]) -> bool:
    """An employer and nothing else, whose first owner proved an address at a domain the civic lead trusts."""
    domains = {address.rpartition("@")[2] for address in addresses}
    return kinds == (Kind.EMPLOYER.value,) and not domains.isdisjoint(community.trusted_domains)


def may_update_organization(actor: Actor, organization: Organization) -> Verdict:
    """Its owners keep its page, also while it waits to be let in; the civic lead may correct it."""
    if actor.is_system or actor.owns(organization.pk) or _applied_for(actor, organization):
        return allowed()
    if actor.is_convener and actor.community_id == organization.community_id:
        return allowed()
    return refused(_("Only an owner of the organization can change this."))


def _applied_for(actor: Actor, organization: Organization) -> bool:
    """Whether the actor is an owner of an organization here that was not let in yet, of whatever kind."""
    if actor.community_id != organization.community_id or organization.state not in WAITING:
        return False
    seats = Membership.objects.filter(organization=organization, role=MemberRole.OWNER, ended_at__isnull=True)
    return actor.account_id is not None and seats.filter(account_id=actor.account_id).exists()


def may_move_organization(actor: Actor, organization: Organization) -> Verdict:
    """The civic lead lets partners in, pauses them and lets them go; never its own organization."""
    if actor.is_system:
        return allowed()
    if actor.community_id != organization.community_id:
        return refused(ELSEWHERE)
    if not actor.is_convener:
        return refused(_("Only the civic lead of the community can decide this."))
    if actor.sits_in(organization.pk):
        return refused(_("Nobody decides about their own organization."))
    return allowed()


def may_close_organization(actor: Actor, organization: Organization) -> Verdict:
    """An owner may take the organization out of the community."""
    if actor.is_system or actor.owns(organization.pk):
        return allowed()
    return refused(_("Only an owner of the organization can do this."))


def has_owner(organization: Organization) -> bool:
    """Whether anybody holds an owner's seat now."""
    return Membership.objects.filter(
        organization=organization, role=MemberRole.OWNER, ended_at__isnull=True
    ).exists()


def may_invite_member(actor: Actor, organization: Organization) -> Verdict:
    """Owners invite. The civic lead may invite the first owner, and nobody after that."""
    if actor.is_system or actor.owns(organization.pk):
        return allowed()
    same = actor.community_id == organization.community_id
    if actor.is_convener and same and not has_owner(organization):
        return allowed()
    return refused(_("Only an owner of the organization can invite people."))


def may_withdraw_invitation(actor: Actor, invitation: Invitation) -> Verdict:
    """Whoever may invite may take an invitation back."""
    return may_invite_member(actor, invitation.organization)


def may_accept_invitation(actor: Actor, invitation: Invitation, addresses: frozenset[str]) -> Verdict:
    """The person it was sent to, signed in with that address, which is among ``addresses`` they proved."""
    if not actor.is_signed_in or actor.scopes is not None:
        return refused(SIGN_IN)
    if actor.community_id != invitation.organization.community_id:
        return refused(ELSEWHERE)
    if invitation.email.lower() not in addresses:
        return refused(_("This invitation was sent to another e-mail address. Sign in with that one."))
    return allowed()


def may_change_role(actor: Actor, membership: Membership) -> Verdict:
    """Owners decide about roles, their own included as long as another owner stays."""
    if actor.is_system or actor.owns(membership.organization_id):
        return allowed()
    return refused(_("Only an owner of the organization can change roles."))


def may_leave_organization(actor: Actor, membership: Membership) -> Verdict:
    """Everybody may give up their own seat; an owner may end anybody's."""
    own = actor.account_id is not None and actor.account_id == membership.account_id and actor.scopes is None
    if actor.is_system or own or actor.owns(membership.organization_id):
        return allowed()
    return refused(_("Only the person or an owner of the organization can end a membership."))


def may_see_members(actor: Actor, organization: Organization) -> Verdict:
    """Members see each other; the civic lead sees who keeps a partner."""
    if actor.is_system or actor.sits_in(organization.pk):
        return allowed()
    if actor.is_convener and actor.community_id == organization.community_id:
        return allowed()
    return refused(_("Only members of the organization can see this."))


def may_create_token(actor: Actor) -> Verdict:
    """A signed-in person, in a browser; a token cannot make another token."""
    if actor.is_signed_in and actor.scopes is None and actor.community_id is not None:
        return allowed()
    return refused(SIGN_IN)


def may_end_token(actor: Actor, token: ApiToken) -> Verdict:
    """The person who made it; the operator in an emergency."""
    if actor.is_system or actor.is_operator or actor.account_id == token.account_id:
        return allowed()
    return refused(_("Only the person who made this token can end it."))


def visible_organizations(actor: Actor) -> QuerySet[Organization]:
    """Active partners of the actor's community; the civic lead sees all of it, members see their own."""
    if actor.community_id is None:
        return Organization.objects.none()
    mine = Organization.objects.filter(community_id=actor.community_id)
    if actor.is_system or actor.is_convener:
        return mine
    own = [seat.organization_id for seat in (*actor.seats, *actor.waiting)]
    return mine.filter(Q(state=OrganizationState.ACTIVE) | Q(pk__in=own))
