"""Partners of the community: who applied, who is here, and the decision about each."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, Q, QuerySet, Value, When
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.actions import create_organization, invite_member, move_organization
from techhire.commons.communities.actions.organizations import MOVES
from techhire.commons.communities.queries import members_of, open_invitations, organization_named
from techhire.commons.communities.rules import (
    may_create_organization,
    may_invite_member,
    may_move_organization,
    may_update_organization,
    visible_organizations,
)
from techhire.commons.communities.words import WAITING, Kind, MemberRole, OrganizationState, sector_of
from techhire.commons.permits import Refused
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.guards import sits_as
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.commons.communities.models import Organization

PAGE = 25


class PartnerForm(PlainForm):
    """A partner the civic lead adds by hand."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=160)
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("What it is"), choices=Kind.choices, widget=forms.CheckboxSelectMultiple
    )
    city = forms.CharField(label=gettext_lazy("City"), max_length=80, required=False)
    website = forms.CharField(label=gettext_lazy("Website"), max_length=200, required=False)


class OwnerForm(PlainForm):
    """The first person of a partner that has nobody yet."""

    email = forms.CharField(
        label=gettext_lazy("E-mail address of the first owner"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the letter"), choices=[("en", "English"), ("es", "Español")]
    )


def _asked(request: Request) -> tuple[QuerySet["Organization"], dict[str, str]]:
    """The partners asked for, those that wait first."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:80]
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    found = visible_organizations(request.actor).prefetch_related("kinds")
    if words:
        found = found.filter(Q(name__icontains=words) | Q(city__icontains=words))
    if kind in Kind.values:
        found = found.filter(kinds__kind=kind)
    if state in OrganizationState.values:
        found = found.filter(state=state)
    waiting = Case(When(state__in=WAITING, then=Value(0)), default=Value(1))
    return found.order_by(waiting, "name", "pk"), {"words": words, "kind": kind, "state": state}


@sits_as(Kind.CIVIC)
@require_http_methods(["GET", "POST"])
def organizations(request: Request) -> HttpResponse:
    """Everybody here, applications first; the form that adds one more."""
    form = PartnerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_organization(request.actor, request.community, now=request.now, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The partner is added. Now invite its first owner."))
            return redirect("convener:organization", made.pk)
    found, asked = _asked(request)
    shown = {
        "section": "convener:home",
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "kinds": Kind.choices,
        "states": OrganizationState.choices,
        "may_add": bool(may_create_organization(request.actor, request.community, ())) and _writes(request),
        "form": form,
        **asked,
    }
    return render(request, "convener/organizations.html", shown)


def _writes(request: Request) -> bool:
    return bool(request.actor.is_convener)


def _moves(state: str) -> list[tuple[str, str]]:
    """What the civic lead may decide from here, in words that say what happens."""
    words = {
        OrganizationState.IN_REVIEW: _("Look into it"),
        OrganizationState.ACTIVE: _("Let it in"),
        OrganizationState.PAUSED: _("Pause it"),
        OrganizationState.LEFT: _("Let it go"),
    }
    if state in (OrganizationState.PAUSED, OrganizationState.LEFT):
        words[OrganizationState.ACTIVE] = _("Take it back")
    allowed = MOVES[OrganizationState(state)]
    return [(target.value, text) for target, text in words.items() if target in allowed]


@sits_as(Kind.CIVIC)
@require_http_methods(["GET", "POST"])
def organization(request: Request, organization_id: int) -> HttpResponse:
    """One partner: its people, its state, and what can be decided."""
    found = organization_named(request.actor, organization_id)
    if found is None:
        raise Http404
    form = OwnerForm(request.POST if "invite" in request.POST else None, initial={"language": "en"})
    if request.method == "POST" and _decided(request, found, form):
        return redirect("convener:organization", found.pk)
    shown = {
        "section": "convener:home",
        "organization": found,
        "kinds": [row.get_kind_display() for row in found.kinds.all()],
        "sector": sector_of(found.naics),
        "members": members_of(request.actor, found),
        "invitations": open_invitations(request.actor, found, request.now),
        "moves": _moves(found.state) if may_move_organization(request.actor, found) else [],
        "may_invite": bool(may_invite_member(request.actor, found)),
        "may_update": bool(may_update_organization(request.actor, found)),
        "form": form,
    }
    return render(request, "convener/organization.html", shown)


def _decided(request: Request, found: "Organization", form: OwnerForm) -> bool:
    """Do what the form asks; whether it was done."""
    try:
        if "invite" in request.POST:
            if not form.is_valid():
                return False
            invite_member(request.actor, found, role=MemberRole.OWNER, now=request.now, **form.cleaned_data)
            messages.success(request, _("The invitation is on its way. It is open for two weeks."))
        else:
            move_organization(request.actor, found, state=request.POST.get("state", ""), now=request.now)
            messages.success(request, _("Done. Its people see the change at once."))
    except Refused as refusal:
        if "invite" in request.POST:
            form.refuse(refusal)
            return False
        messages.error(request, str(refusal))
    return True
