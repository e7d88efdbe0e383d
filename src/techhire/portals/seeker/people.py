"""Organizations that work with me: who may see my record, letting one in, and ending it."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from techhire.commons.communities.queries import organization_named, organizations_in
from techhire.commons.permits import Refused
from techhire.plays.seekers.actions.access import end_grant, grant_access, let_vouch
from techhire.plays.seekers.queries import grant_of, grants_of
from techhire.plays.seekers.words import VOUCH_SCOPE, Purpose
from techhire.portals.layout.forms import PlainForm, offer
from techhire.portals.layout.request import Request
from techhire.portals.seeker.own import own_record

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Seeker

CAN_VOUCH = (Purpose.COACHING, Purpose.TRAINING)
OFFERED = (("onramp", Purpose.COACHING), ("provider", Purpose.TRAINING))


class LetInForm(PlainForm):
    """Which organization, for what, and whether it may vouch as well."""

    whom = forms.ChoiceField(label=gettext_lazy("Organization"))
    vouch = forms.BooleanField(
        label=gettext_lazy("They may also vouch for what they see me do"), required=False
    )


def _choices(request: Request) -> list[tuple[str, str]]:
    choices = [("", _("Choose one"))]
    for kind, purpose in OFFERED:
        for row in organizations_in(request.community, kind):
            choices.append((f"{purpose.value}:{row.pk}", f"{row.name}: {purpose.label}"))
    return choices


@require_http_methods(["GET", "POST"])
@own_record
def page(request: Request, seeker: "Seeker") -> HttpResponse:
    """Who may see me by name now, who may vouch for me, and the form that lets one more in."""
    form = LetInForm(request.POST if request.method == "POST" else None)
    offer(form, "whom", _choices(request))
    if request.method == "POST" and form.is_valid():
        purpose, _colon, pk = form.cleaned_data["whom"].partition(":")
        organization = organization_named(request.actor, int(pk))
        if organization is None:
            raise Http404
        try:
            grant_access(request.actor, seeker, organization, purpose=purpose, now=request.now)
            if form.cleaned_data["vouch"]:
                let_vouch(request.actor, seeker, organization, now=request.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("%(name)s can see your record now.") % {"name": organization.name})
            return redirect("seeker:people")
    grants = list(grants_of(request.actor, seeker, request.now))
    vouching = [grant for grant in grants if grant.purpose == Purpose.VOUCHING]
    may_vouch = {grant.organization_id for grant in vouching}
    seeing = [grant for grant in grants if grant.purpose != Purpose.VOUCHING]
    shown = {
        "section": "seeker:home",
        "grants": seeing,
        "organizations": len({grant.organization_id for grant in seeing}),
        "vouching": vouching,
        "askable": {g.pk for g in seeing if g.purpose in CAN_VOUCH and g.organization_id not in may_vouch},
        "vouch_scope": list(VOUCH_SCOPE.values()),
        "form": form,
        "training": Purpose.TRAINING,
        "coaching": Purpose.COACHING,
    }
    return render(request, "seeker/people.html", shown)


@require_POST
@own_record
def vouch(request: Request, seeker: "Seeker", grant_id: int) -> HttpResponse:
    """Let an organization that works with me vouch for me as well."""
    grant = grant_of(request.actor, seeker, grant_id)
    if grant is None or grant.purpose not in CAN_VOUCH:
        raise Http404
    let_vouch(request.actor, seeker, grant.organization, now=request.now)
    messages.success(request, _("%(name)s may vouch for you now.") % {"name": grant.organization.name})
    return redirect("seeker:people")


@require_POST
@own_record
def end(request: Request, seeker: "Seeker", grant_id: int) -> HttpResponse:
    """End one organization's access."""
    grant = grant_of(request.actor, seeker, grant_id)
    if grant is None:
        raise Http404
    end_grant(request.actor, grant, now=request.now)
    ended = (
        _("%(name)s cannot vouch for you any more.")
        if grant.purpose == Purpose.VOUCHING
        else _("%(name)s cannot see you any more.")
    )
    messages.success(request, ended % {"name": grant.organization.name})
    return redirect("seeker:people")
