"""One role profile of the community's own: change it line by line, decide about it, read its history."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused
from techhire.commons.skills.actions.role_life import publish_role, retire_role, update_role
from techhire.commons.skills.queries import own_role, role_history, role_steps, search_skills
from techhire.commons.skills.rules import may_update_role
from techhire.commons.skills.words import ROLE_TEXTS, SkillState
from techhire.portals.convener import role_rows
from techhire.portals.convener.roles import RoleForm
from techhire.portals.layout.guards import sits_as
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.commons.skills.models import RoleProfile

DECISIONS = {"publish": publish_role, "retire": retire_role}
FOUND, STEPS = 12, 50


class EditForm(RoleForm):
    """As beginning one, with the version the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    about_lines = ""
    is_stale = False

    def refuse(self, refusal: Exception) -> None:
        """As any form; what is wrong with the lines is said beside them too."""
        super().refuse(refusal)
        self.about_lines = str(refusal) if getattr(refusal, "field", None) == "asks" else ""

    def fill(self) -> None:
        """Show what is saved, so that a refusal of a decision stands beside the field it speaks of."""
        self.data = {name: self.get_initial_for_field(field, name) for name, field in self.fields.items()}
        self.is_bound = True
        self.full_clean()

    def take_up(self, version: int, kept: Mapping[str, Any] | None = None) -> None:
        """As any form; the lines that are saved now are shown above it."""
        self.is_stale = self.cleaned_data.get("version", version) != version
        super().take_up(version, kept)


@sits_as(Kind.CIVIC)
@require_http_methods(["GET", "POST"])
def page(request: Request, role_id: int) -> HttpResponse:
    """Searching adds lines to the page; nothing counts until somebody saves it."""
    found = own_role(request.actor, role_id)
    if found is None:
        raise Http404
    is_sent = request.method == "POST" and "decide" not in request.POST
    form = _form(request, found, is_sent)
    rows = (
        role_rows.rows_posted(request.POST, found, request.community.pk)
        if is_sent
        else role_rows.rows_saved(found)
    )
    if "save" in request.POST and _saved(request, found, form, rows):
        return redirect("convener:role", found.pk)
    if "decide" in request.POST and _decided(request, found, form):
        return redirect("convener:role", found.pk)
    return render(request, "convener/role.html", _context(request, found, form, rows, is_sent))


def _form(request: Request, role: "RoleProfile", is_sent: bool) -> EditForm:
    """What is saved, or what was sent; only saving it says what is wrong with it."""
    start: dict[str, Any] = {name: getattr(role, name) for name in ROLE_TEXTS}
    start["version"] = role.version
    if is_sent and "save" not in request.POST:
        return EditForm(initial=start | request.POST.dict())
    return EditForm(request.POST if is_sent else None, initial=start)


def _saved(request: Request, role: "RoleProfile", form: EditForm, rows: list[role_rows.Row]) -> bool:
    """Save texts and lines at once. Refused, everything stays as it was typed."""
    if not form.is_valid():
        return False
    typed = dict(form.cleaned_data)
    version = typed.pop("version")
    said = {"lines": role_rows.lines_of(rows), "expected_version": version, "now": request.now}
    try:
        update_role(request.actor, role, **said, **typed)
    except Refused as refusal:
        form.refuse(refusal)
        form.take_up(role.version)
        return False
    messages.success(request, _("Saved."))
    return True


def _decided(request: Request, role: "RoleProfile", form: EditForm) -> bool:
    decide = DECISIONS.get(request.POST["decide"])
    try:
        if decide is None:
            raise Refused(_("Choose what to do."))
        decide(request.actor, role, note=request.POST.get("note", ""), now=request.now)
    except Refused as refusal:
        form.fill()
        form.refuse(refusal)
        return False
    messages.success(request, _("Saved."))
    return True


def _context(
    request: Request, role: "RoleProfile", form: EditForm, rows: list[role_rows.Row], is_sent: bool
) -> dict[str, Any]:
    wanted = request.POST.get("search", "").replace("\x00", "").strip()[:80]
    there = {row.skill.pk for row in rows}
    close = search_skills(wanted, FOUND, community=request.community) if wanted else []
    verdict = may_update_role(request.actor, role)
    is_saved_shown = form.is_stale or not verdict
    return {
        "section": "convener:home",
        "note": request.POST.get("note", "")[:400],
        "role": role,
        "verdict": verdict,
        "form": form,
        "rows": rows,
        "asks": role_rows.rows_saved(role) if is_sent and is_saved_shown else rows,
        "wanted": wanted,
        "found": [skill for skill in close if skill.pk not in there],
        "decisions": _decisions(role),
        "steps": role_steps(role_history(role)[:STEPS]),
    }


def _decisions(role: "RoleProfile") -> list[tuple[str, str]]:
    if role.state == SkillState.PROPOSED:
        return [("publish", _("Publish it")), ("retire", _("Turn it down"))]
    if role.state == SkillState.PUBLISHED:
        return [("retire", _("Take it out of use"))]
    return [("publish", _("Put it back into use"))]
