"""Seats: taking one, changing its role, leaving. An organization never loses its last owner by accident."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.communities.facts import MemberJoined, MemberLeft, MemberRoleChanged, OrganizationMoved
from techhire.commons.communities.models import ApiToken, Invitation, Membership, Organization
from techhire.commons.communities.rules import may_change_role, may_leave_organization
from techhire.commons.communities.words import MemberRole, OrganizationState
from techhire.commons.ledger.recording import record
from techhire.commons.people.actions import erase_account
from techhire.commons.people.models import Account
from techhire.commons.people.rules import may_erase_account
from techhire.commons.permits import Actor, Refused, require


def take_seat(
    actor: Actor, organization: Organization, account: Account, role: str, now: datetime
) -> Membership:
    """Seat an account. For the actions that already asked their own rule; a seat it holds keeps the higher role."""
    seat = Membership.objects.filter(
        account=account, organization=organization, ended_at__isnull=True
    ).first()
    if seat is None:
        seat = Membership.objects.create(account=account, organization=organization, role=role, since=now)
        fact = MemberJoined(organization.pk, account.pk, role)
        record(fact, actor=actor, now=now, community_id=organization.community_id)
    elif MemberRole.values.index(role) < MemberRole.values.index(seat.role):
        _set_role(actor, seat, role, now)
    return seat


@transaction.atomic
def change_role(actor: Actor, membership: Membership, /, *, role: str, now: datetime) -> Membership:
    """Make somebody owner, member or reader. The last owner stays one."""
    require(may_change_role(actor, membership))
    _lock(membership.organization_id)
    seat = _open_seat(membership)
    if role not in MemberRole.values:
        raise Refused(_("Choose a role."), field="role")
    if seat.role == MemberRole.OWNER and role != MemberRole.OWNER and not _other_seats(seat, owners=True):
        raise Refused(_("This is the last owner. Make somebody else an owner first."), field="role")
    if seat.role != role:
        _set_role(actor, seat, role, now)
    return seat


@transaction.atomic
def leave_organization(
    actor: Actor, membership: Membership, /, *, successor: Membership | None = None, now: datetime
) -> Membership:
    """End a seat. Where it is the last owner's, ``successor``, another member, becomes owner in the same moment."""
    require(may_leave_organization(actor, membership))
    _lock(membership.organization_id)
    seat = _open_seat(membership)
    heir = None
    if seat.role == MemberRole.OWNER and not _other_seats(seat, owners=True):
        heir = _heir(seat, successor)
        _set_role(actor, heir, MemberRole.OWNER, now)
    _end_seat(actor, seat, heir.account_id if heir else None, now)
    return seat


def _heir(seat: Membership, successor: Membership | None) -> Membership:
    others = {row.pk: row for row in _other_seats(seat)}
    if not others:
        raise Refused(
            _(
                "You are the only person here. Invite somebody to take over, or take the organization out first."
            )
        )
    if successor is None or successor.pk not in others:
        raise Refused(_("You are the last owner. Choose who takes over."), field="successor")
    return others[successor.pk]


@transaction.atomic
def erase_person(actor: Actor, account: Account, /, *, now: datetime) -> Account:
    """End every seat and token of an account, in all communities, and erase it.

    An organization where it is the only person leaves its community; where it is the last owner among others, a
    successor has to be chosen first, so that nobody is left locked out.
    """
    require(may_erase_account(actor, account))
    seats = Membership.objects.filter(account=account, ended_at__isnull=True).select_related("organization")
    for seat in seats.order_by("pk"):
        _lock(seat.organization_id)
        if seat.role == MemberRole.OWNER and not _other_seats(seat, owners=True):
            if _other_seats(seat):
                words = _("You are the last owner of %(name)s. Choose who takes over there first.")
                raise Refused(words % {"name": seat.organization.name})
            _abandon(actor, seat.organization, now)
        _end_seat(actor, seat, None, now)
    ApiToken.objects.filter(account=account, ended_at__isnull=True).update(ended_at=now)
    addresses = [text for text in (account.email, account.handle) if "@" in text]
    for address in addresses:
        Invitation.objects.filter(email__iexact=address).update(email="erased@invalid.example")
    return erase_account(actor, account, now=now)


def _abandon(actor: Actor, organization: Organization, now: datetime) -> None:
    before, organization.state = organization.state, OrganizationState.LEFT
    organization.save(update_fields=["state"])
    fact = OrganizationMoved(organization.pk, before, OrganizationState.LEFT.value)
    record(fact, actor=actor, now=now, community_id=organization.community_id)


def _lock(organization_id: int) -> None:
    """Two owners leaving at once take turns, so that one of them sees that the other has gone."""
    Organization.objects.select_for_update().get(pk=organization_id)


def _open_seat(membership: Membership) -> Membership:
    seat = Membership.objects.filter(pk=membership.pk, ended_at__isnull=True).first()
    if seat is None:
        raise Refused(_("This membership has ended already."))
    return seat


def _other_seats(seat: Membership, *, owners: bool = False) -> list[Membership]:
    rows = Membership.objects.filter(
        organization_id=seat.organization_id, ended_at__isnull=True, account__state="active"
    ).exclude(pk=seat.pk)
    return list(rows.filter(role=MemberRole.OWNER) if owners else rows)


def _set_role(actor: Actor, seat: Membership, role: str, now: datetime) -> None:
    before, seat.role = seat.role, role
    seat.save(update_fields=["role"])
    fact = MemberRoleChanged(seat.organization_id, seat.account_id, before, str(role))
    record(fact, actor=actor, now=now, community_id=seat.organization.community_id)


def _end_seat(actor: Actor, seat: Membership, heir_id: int | None, now: datetime) -> None:
    seat.ended_at = now
    seat.save(update_fields=["ended_at"])
    fact = MemberLeft(seat.organization_id, seat.account_id, heir_id)
    record(fact, actor=actor, now=now, community_id=seat.organization.community_id)
