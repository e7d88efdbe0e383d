"""One person in training: their places here, what the provider vouched for, and one more vouch."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused
from techhire.plays.providers.actions.vouching import vouch
from techhire.plays.providers.queries import (
    credentials_accepted,
    person_coded,
    piece_entered,
    places_of,
    vouches_given,
)
from techhire.plays.providers.rules import may_vouch
from techhire.plays.seekers.actions.access import record_access
from techhire.plays.seekers.actions.evidence import withdraw_evidence
from techhire.plays.seekers.words import Purpose
from techhire.portals.layout.guards import current_organization, sits_as
from techhire.portals.layout.level_form import LevelForm, skill_choice
from techhire.portals.layout.request import Request
from techhire.portals.layout.staying import lead_to

if TYPE_CHECKING:
    from techhire.commons.communities.models import Organization
    from techhire.commons.skills.models import Skill
    from techhire.plays.seekers.models import Seeker


@require_http_methods(["GET", "POST"])
@sits_as(Kind.PROVIDER)
def page(request: Request, code: str) -> HttpResponse:
    """Nothing else of the person's is shown: a provider sees what it gave, not the whole record."""
    organization = current_organization(request, Kind.PROVIDER)
    seeker = person_coded(request.actor, organization, code)
    if seeker is None:
        raise Http404
    choice = skill_choice(request)
    is_vouch = request.method == "POST" and "withdraw" not in request.POST
    form = LevelForm(request.POST if is_vouch else None, skill=choice.skill) if choice.skill else None
    if request.method == "POST" and _done(request, organization, seeker, choice.skill, form):
        return lead_to(organization.pk, "provider:person", code)
    record_access(
        request.actor,
        seeker,
        purpose=Purpose.TRAINING,
        what="name",
        organization_id=organization.pk,
        now=request.now,
    )
    verdict = may_vouch(request.actor, seeker, organization)
    context = {
        "section": "provider:home",
        "organization": organization,
        "seeker": seeker,
        "choice": choice,
        "form": form,
        "places": places_of(request.actor, organization, seeker),
        "vouches": vouches_given(request.actor, organization, seeker),
        "credentials": credentials_accepted(request.actor, organization, seeker),
        "no_vouch": "" if verdict else verdict.reason,
        "may_write": request.actor.writes_for(organization.pk),
    }
    return render(request, "provider/person.html", context)


def _done(
    request: Request,
    organization: "Organization",
    seeker: "Seeker",
    skill: "Skill | None",
    form: LevelForm | None,
) -> bool:
    try:
        if "withdraw" in request.POST:
            typed = request.POST["withdraw"]
            number = int(typed) if typed.isdecimal() and len(typed) < 19 else 0
            row = piece_entered(request.actor, organization, seeker, number)
            if row is None:
                raise Http404
            withdraw_evidence(request.actor, row, now=request.now)
            messages.success(request, _("Taken back. It does not count any more."))
            return True
        if form is None or skill is None or not form.is_valid():
            return False
        data = form.cleaned_data
        vouch(
            request.actor,
            seeker,
            organization,
            skill_id=skill.pk,
            level=data["level"],
            at=data["on"],
            now=request.now,
        )
    except Refused as refusal:
        if form is None:
            messages.error(request, str(refusal))
        else:
            form.refuse(refusal)
        return False
    messages.success(request, _("Thank you. The person reads it now; it counts once they say yes."))
    return True
