"""The people of an organization: who has a seat, inviting, roles, leaving."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from techhire.commons.communities.actions import (
    change_role,
    close_organization,
    invite_member,
    leave_organization,
    withdraw_invitation,
)
from techhire.commons.communities.queries import (
    members_of,
    needs_second_owner,
    open_invitations,
    organization_named,
    seat_of,
)
from techhire.commons.communities.rules import may_invite_member, may_see_members
from techhire.commons.communities.words import MemberRole
from techhire.commons.permits import Refused, require
from techhire.portals.layout.forms import PlainForm, offer
from techhire.portals.layout.guards import signed_in
from techhire.portals.layout.request import Request
from techhire.portals.layout.staying import lead_to

if TYPE_CHECKING:
    from techhire.commons.communities.models import Membership, Organization


class InviteForm(PlainForm):
    """Whom to invite, as what."""

    email = forms.CharField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=MemberRole.choices,
        initial=MemberRole.MEMBER,
        help_text=gettext_lazy("Owners decide who belongs here. Members do the work. Readers only look."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the letter"), choices=[("en", "English"), ("es", "Español")]
    )


class LeaveForm(PlainForm):
    """Who takes over, where somebody has to."""

    successor = forms.ChoiceField(label=gettext_lazy("Who takes over as owner?"), required=False)

    def __init__(self, *args: object, others: "list[Membership]", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Nobody chosen"))] + [(str(row.pk), str(row.account)) for row in others]
        offer(self, "successor", choices)


def _organization(request: Request) -> "Organization":
    """The organization named in the address, else the first one the person has a seat in."""
    mine = request.actor.organizations()
    name = request.GET.get("organization", "") or (str(mine[0]) if mine else "")
    found = organization_named(request.actor, name[:80]) if name else None
    if found is None:
        raise Http404
    require(may_see_members(request.actor, found))
    return found


def _back(organization_id: int) -> HttpResponse:
    return lead_to(organization_id, "account:members")


@signed_in
@require_http_methods(["GET", "POST"])
def members(request: Request) -> HttpResponse:
    """Everybody with a seat, and the form that invites one more."""
    organization = _organization(request)
    form = InviteForm(request.POST or None, initial={"language": "en"})
    if request.method == "POST" and form.is_valid():
        try:
            invite_member(request.actor, organization, **form.cleaned_data, now=request.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The invitation is on its way. It is open for two weeks."))
            return _back(organization.pk)
    shown = {
        "organization": organization,
        "members": members_of(request.actor, organization),
        "invitations": open_invitations(request.actor, organization, request.now),
        "one_owner": needs_second_owner(organization),
        "owns": request.actor.owns(organization.pk),
        "may_invite": bool(may_invite_member(request.actor, organization)),
        "roles": MemberRole.choices,
        "form": form,
    }
    return render(request, "account/members.html", shown)


def _seat(request: Request, membership_id: int) -> "Membership":
    seat = seat_of(request.actor, membership_id)
    if seat is None or seat.organization.community_id != request.community.pk:
        raise Http404
    return seat


@signed_in
@require_POST
def member(request: Request, membership_id: int) -> HttpResponse:
    """Change somebody's role."""
    seat = _seat(request, membership_id)
    try:
        change_role(request.actor, seat, role=request.POST.get("role", ""), now=request.now)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The role is changed."))
    return _back(seat.organization_id)


@signed_in
@require_http_methods(["GET", "POST"])
def leave(request: Request, membership_id: int) -> HttpResponse:
    """End a seat, one's own or somebody else's, after saying what follows."""
    seat = _seat(request, membership_id)
    others = [row for row in members_of(request.actor, seat.organization) if row.pk != seat.pk]
    form = LeaveForm(request.POST or None, others=others)
    own = seat.account_id == request.actor.account_id
    if request.method == "POST" and form.is_valid():
        heir = next((row for row in others if str(row.pk) == form.cleaned_data["successor"]), None)
        try:
            if "close" in request.POST:
                close_organization(request.actor, seat.organization, now=request.now)
            else:
                leave_organization(request.actor, seat, successor=heir, now=request.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The membership has ended."))
            return redirect("account:home") if own else _back(seat.organization_id)
    last_owner = seat.role == MemberRole.OWNER and not any(row.role == MemberRole.OWNER for row in others)
    shown = {"seat": seat, "own": own, "others": others, "last_owner": last_owner, "form": form}
    return render(request, "account/leave.html", shown)


@signed_in
@require_POST
def withdraw(request: Request, invitation_id: int) -> HttpResponse:
    """Take an open invitation back."""
    organization = _organization(request)
    found = open_invitations(request.actor, organization, request.now).filter(pk=invitation_id).first()
    if found is None:
        raise Http404
    withdraw_invitation(request.actor, found, now=request.now)
    messages.success(request, _("The invitation is taken back."))
    return _back(organization.pk)
