"""Adding skills by tapping what I do at work and at home."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused
from techhire.commons.skills.queries import tasks_by_area
from techhire.plays.seekers.actions.claims import claim_tasks
from techhire.portals.layout.forms import PlainForm, offer
from techhire.portals.layout.request import Request
from techhire.portals.seeker.own import own_record

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Seeker


class TasksForm(PlainForm):
    """What was tapped."""

    tasks = forms.MultipleChoiceField(required=False)


@require_http_methods(["GET", "POST"])
@own_record
def page(request: Request, seeker: "Seeker") -> HttpResponse:
    """Tap what you do; each tap is told as a few skills."""
    areas = tasks_by_area()
    rows = [row for _area, _name, some in areas for row in some]
    form = TasksForm(request.POST if request.method == "POST" else None)
    offer(form, "tasks", [(str(row.pk), row.text) for row in rows])
    if request.method == "POST" and form.is_valid():
        try:
            told = claim_tasks(
                request.actor,
                seeker,
                task_ids=[int(pk) for pk in form.cleaned_data["tasks"]],
                now=request.now,
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            words = ngettext("We added %d skill.", "We added %d skills.", told) % told
            messages.success(request, words if told else _("You had told us all of this already."))
            return redirect("seeker:skills")
    before = set(request.GET.getlist("task"))
    tapped = set(request.POST.getlist("tasks")) or {str(row.pk) for row in rows if row.slug in before}
    shown = {"section": "seeker:home", "form": form, "areas": areas, "tapped": tapped}
    return render(request, "seeker/tasks.html", shown)
