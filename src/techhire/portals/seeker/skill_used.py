"""Until when I used a skill: my own word, which keeps what I show from aging."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from techhire.plays.seekers.queries import skill_coded, uses_of
from techhire.portals.layout.request import Request
from techhire.portals.layout.use_form import use_answered, use_form
from techhire.portals.seeker.own import own_record

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Seeker


@require_http_methods(["GET", "POST"])
@own_record
def page(request: Request, seeker: "Seeker", code: str) -> HttpResponse:
    """The question, with what I said before; a POST answers it or takes it back."""
    skill = skill_coded(request.actor, code)
    if skill is None:
        raise Http404
    form = use_form(request)
    done = use_answered(request, form, seeker, skill)
    if done:
        messages.success(request, done)
        return redirect("seeker:skill", skill.code)
    shown = {
        "section": "seeker:home",
        "skill": skill,
        "form": form,
        "uses": uses_of(seeker.pk, [skill.pk]).get(skill.pk, []),
        "back": reverse("seeker:skill", args=[skill.code]),
    }
    return render(request, "seeker/skill_used.html", shown)
