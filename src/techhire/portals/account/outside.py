"""Credentials from elsewhere that people sent to an organization of mine: looked at, then accepted or not."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused
from techhire.commons.skills.words import LEVEL_CHOICES
from techhire.plays.credentials.actions.outside import (
    OPEN,
    accept_outside_credential,
    refuse_outside_credential,
)
from techhire.plays.credentials.queries.outside import (
    Waiting,
    lines_of,
    look_at,
    outside_ended,
    outside_numbered,
    outside_waiting,
)
from techhire.plays.credentials.words import NotAcceptedReason
from techhire.plays.seekers.actions.access import record_access
from techhire.plays.seekers.words import Purpose
from techhire.portals.layout.forms import PlainForm, offer
from techhire.portals.layout.guards import signed_in
from techhire.portals.layout.level_form import skill_choice
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.commons.skills.models import Skill
    from techhire.plays.credentials.models import AcceptedCredential

PAGE = 25


class AcceptForm(PlainForm):
    """The skill it shows and the level."""

    skill = forms.TypedChoiceField(label=gettext_lazy("Skill it shows"), coerce=int, widget=forms.RadioSelect)
    level = forms.TypedChoiceField(
        label=gettext_lazy("Level it shows"), coerce=int, choices=LEVEL_CHOICES, widget=forms.RadioSelect
    )
    saw_person = forms.BooleanField(
        label=gettext_lazy("I saw the person's ID, and this credential is about them"), required=False
    )

    def __init__(self, *args: Any, skills: "list[Skill]", tells_whose: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "skill", [(skill.pk, str(skill)) for skill in skills])
        if tells_whose:
            del self.fields["saw_person"]


class NotAcceptForm(PlainForm):
    """Why it is not accepted; the person reads exactly this."""

    reason = forms.ChoiceField(
        label=gettext_lazy("The person will read"),
        choices=NotAcceptedReason.choices,
        widget=forms.RadioSelect,
    )


@require_GET
@signed_in
def page(request: Request) -> HttpResponse:
    """What waits for an organization of mine, oldest first, and the last that count no more."""
    rows = Paginator(outside_waiting(request.actor), PAGE).get_page(request.GET.get("page"))
    shown = {"page": rows, "ended": outside_ended(request.actor)[:PAGE], "section": "account:home"}
    return render(request, "account/outside.html", shown)


@require_http_methods(["GET", "POST"])
@signed_in
def decide(request: Request, outside_id: int) -> HttpResponse:
    """One credential, checked again now; a POST accepts it for a skill and a level, or says why not.

    One that counts no more opens in the same way, so that it can be accepted anew.
    """
    row = outside_numbered(request.actor, outside_id)
    if row is None:
        raise Http404
    if row.state not in OPEN:
        shown = {"row": row, "lines": lines_of(row), "section": "account:home"}
        return render(request, "account/outside_decided.html", shown)
    looked = look_at(request.actor, row, request.now)
    record_access(
        request.actor,
        row.seeker,
        purpose=Purpose.VOUCHING,
        what="credential",
        organization_id=row.organization_id,
        now=request.now,
    )
    accept, refuse = _forms(request, looked)
    if request.method == "POST" and _decided(request, row, accept, refuse):
        return redirect("account:outside")
    shown = {
        "section": "account:home",
        "row": row,
        "checked": looked.checked,
        "accept": accept,
        "refuse": refuse,
        "choice": skill_choice(request),
        "is_civic": row.organization_id in request.actor.organizations(Kind.CIVIC),
    }
    return render(request, "account/outside_decide.html", shown)


def _forms(request: Request, looked: Waiting) -> tuple[AcceptForm, NotAcceptForm]:
    """The two answers; a skill that was searched for stands first among those suggested."""
    chosen = skill_choice(request).skill
    skills = [*([chosen] if chosen else []), *(one for one in looked.suggested if one != chosen)]
    first = {"skill": skills[0].pk} if skills else {}
    accept = AcceptForm(
        request.POST if "accept" in request.POST else None,
        skills=skills,
        tells_whose=looked.checked.about == "yes",
        initial=first,
    )
    return accept, NotAcceptForm(request.POST if "refuse" in request.POST else None, auto_id="no_%s")


def _decided(request: Request, row: "AcceptedCredential", accept: AcceptForm, refuse: NotAcceptForm) -> bool:
    """Carry out the answer that was given; whether it was."""
    form: PlainForm = accept if accept.is_bound else refuse
    if not form.is_valid():
        return False
    try:
        if accept.is_bound:
            given = accept.cleaned_data
            accept_outside_credential(
                request.actor,
                row,
                skill_id=given["skill"],
                level=given["level"],
                saw_person=given.get("saw_person", False),
                now=request.now,
            )
            messages.success(request, _("Accepted. It counts on the person's record from now on."))
        else:
            refuse_outside_credential(request.actor, row, now=request.now, **refuse.cleaned_data)
            messages.success(request, _("Answered. The person can read it."))
    except Refused as refusal:
        form.refuse(refusal)
        return False
    return True
