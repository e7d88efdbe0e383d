"""Inviting by letter. Opening the letter's link changes nothing; a button, pressed signed in, does."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.communities.actions.members import take_seat
from techhire.commons.communities.facts import InvitationAnswered, MemberInvited
from techhire.commons.communities.models import Invitation, Membership, Organization
from techhire.commons.communities.queries import invitation_behind, token_of
from techhire.commons.communities.rules import (
    may_accept_invitation,
    may_invite_member,
    may_withdraw_invitation,
)
from techhire.commons.communities.words import MemberRole
from techhire.commons.ledger.recording import record
from techhire.commons.people.queries import account_of, proven_addresses
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.permits.inputs import email_address
from techhire.commons.vault import fingerprint

OPEN_FOR = timedelta(days=14)
OPEN_AT_ONCE = 50


@transaction.atomic
def invite_member(
    actor: Actor, organization: Organization, /, *, email: str, role: str, language: str = "en", now: datetime
) -> Invitation:
    """Open a door for an address; the letter follows from the fact. Inviting again replaces the earlier door."""
    require(may_invite_member(actor, organization))
    address = email_address(email)
    if role not in MemberRole.values:
        raise Refused(_("Choose a role."), field="role")
    if language not in dict(settings.LANGUAGES):
        raise Refused(_("We do not speak this language yet."), field="language")
    if role != MemberRole.OWNER and not (actor.is_system or actor.owns(organization.pk)):
        raise Refused(_("The first person of an organization has to be an owner."), field="role")
    _refuse_seated(organization, address)
    still_open = Invitation.objects.filter(organization=organization, answered_at__isnull=True)
    still_open.filter(email=address).update(answered_at=now, accepted=False)
    if still_open.filter(expires_at__gt=now).count() >= OPEN_AT_ONCE:
        raise Refused(_("Too many invitations are open. Wait until some are answered, or take some back."))
    invitation = Invitation(
        organization=organization,
        email=address,
        role=role,
        language=language,
        invited_by_id=actor.account_id,
        made_at=now,
        expires_at=now + OPEN_FOR,
    )
    invitation.fingerprint = fingerprint(token_of(invitation), purpose="invitation")
    invitation.save()
    fact = MemberInvited(invitation.pk, organization.pk, str(role))
    record(fact, actor=actor, now=now, community_id=organization.community_id)
    return invitation


def _refuse_seated(organization: Organization, address: str) -> None:
    seated = Membership.objects.filter(organization=organization, ended_at__isnull=True)
    if seated.filter(account__email__iexact=address).exists():
        raise Refused(_("This person is a member already."), field="email")


def _open_door(token: str, now: datetime) -> Invitation:
    invitation = invitation_behind(token, now)
    if invitation is None:
        raise Refused(_("This invitation is no longer open. Ask for a new one."))
    return (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("organization")
        .get(pk=invitation.pk)
    )


@transaction.atomic
def accept_invitation(actor: Actor, token: str, /, *, now: datetime) -> Membership:
    """Take the seat that was offered. A second press changes nothing more."""
    invitation = _open_door(token, now)
    account = account_of(actor)
    if account is None:
        raise Refused(_("Sign in first."))
    require(may_accept_invitation(actor, invitation, proven_addresses(account)))
    _answer(actor, invitation, "accepted", now)
    return take_seat(actor, invitation.organization, account, invitation.role, now)


@transaction.atomic
def decline_invitation(actor: Actor, token: str, /, *, now: datetime) -> Invitation:
    """Say no. Whoever holds the letter may, without an account."""
    invitation = _open_door(token, now)
    return _answer(actor, invitation, "declined", now)


@transaction.atomic
def withdraw_invitation(actor: Actor, invitation: Invitation, /, *, now: datetime) -> Invitation:
    """Take an open invitation back."""
    require(may_withdraw_invitation(actor, invitation))
    if invitation.answered_at is not None:
        raise Refused(_("This invitation was answered already."))
    return _answer(actor, invitation, "withdrawn", now)


def _answer(actor: Actor, invitation: Invitation, answer: str, now: datetime) -> Invitation:
    invitation.answered_at, invitation.accepted = now, answer == "accepted"
    invitation.save(update_fields=["answered_at", "accepted"])
    fact = InvitationAnswered(invitation.pk, invitation.organization_id, answer)
    record(fact, actor=actor, now=now, community_id=invitation.organization.community_id)
    return invitation
