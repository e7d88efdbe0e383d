"""Role profiles as the civic lead keeps them: the community's own, the shared ones to copy, a form that begins one."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused
from techhire.commons.skills.actions.role_life import propose_role
from techhire.commons.skills.queries import own_roles, shared_roles
from techhire.commons.skills.rules import may_propose_role
from techhire.commons.skills.words import SkillState
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.guards import sits_as
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.commons.skills.models import RoleProfile

PAGE = 30


class RoleForm(PlainForm):
    """What a role profile says of itself."""

    name = forms.CharField(
        label=gettext_lazy("Title"), max_length=160, help_text=gettext_lazy("As a job is called here.")
    )
    about = forms.CharField(
        label=gettext_lazy("What the job is"),
        max_length=1000,
        help_text=gettext_lazy("One or two plain sentences that people read before they look at the skills."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    soc_code = forms.CharField(
        label=gettext_lazy("Occupation code (SOC 2018)"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Like 15-1232. Tasks, licenses and fields of study are found by it."),
    )
    name_es = forms.CharField(
        label=gettext_lazy("Title in Spanish"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Needed before it is published."),
    )
    about_es = forms.CharField(
        label=gettext_lazy("What the job is, in Spanish"),
        max_length=1000,
        required=False,
        help_text=gettext_lazy("Needed before it is published."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    note = forms.CharField(label=gettext_lazy("Why"), max_length=400, required=False)


@sits_as(Kind.CIVIC)
@require_http_methods(["GET", "POST"])
def page(request: Request) -> HttpResponse:
    """The list, and two ways to begin: a copy of a shared one, or nothing."""
    form = RoleForm(request.POST if "propose" in request.POST else None)
    if request.method == "POST":
        made = _begun(request, form)
        if made is not None:
            messages.success(request, _("It is proposed. Nobody sees it until you publish it."))
            return redirect("convener:role", made.pk)
    every = list(own_roles(request.actor))
    own = Paginator(every, PAGE).get_page(request.GET.get("page"))
    shown = {
        "section": "convener:home",
        "page": own,
        "rows": list(own.object_list),
        "shared": _shared(every),
        "may_propose": bool(may_propose_role(request.actor)),
        "form": form,
    }
    return render(request, "convener/roles.html", shown)


def _begun(request: Request, form: RoleForm) -> Any:
    """The profile that was begun; None where it was refused, which the page then says."""
    copied = request.POST.get("copy", "")
    try:
        if "copy" in request.POST:
            origin = next((role for role in shared_roles() if str(role.pk) == copied), None)
            if origin is None:
                raise Refused(_("Choose one of the shared role profiles to copy."))
            return propose_role(request.actor, copied_from=origin, now=request.now)
        return propose_role(request.actor, now=request.now, **form.cleaned_data) if form.is_valid() else None
    except Refused as refusal:
        if "copy" in request.POST:
            messages.error(request, str(refusal))
        else:
            form.refuse(refusal)
        return None


def _shared(own: "list[RoleProfile]") -> list[tuple[Any, Any]]:
    """Each shared one, with the copy the community has of it, if any; the one in use before others."""
    copies: dict[int | None, Any] = {}
    for role in own:
        if role.state == SkillState.PUBLISHED or role.copied_from_id not in copies:
            copies[role.copied_from_id] = role
    return [(role, copies.get(role.pk)) for role in shared_roles()]
