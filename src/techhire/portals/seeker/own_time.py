"""How much time I take for tests. Nobody asks why."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.assessments.actions.accommodations import set_accommodation
from techhire.plays.assessments.queries.sittings import accommodation_of
from techhire.plays.assessments.words import Breaks, ExtraTime
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.request import Request
from techhire.portals.seeker.own import own_record

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Seeker


class OwnTimeForm(PlainForm):
    """More time, and breaks."""

    extra_time = forms.ChoiceField(
        label=gettext_lazy("How much time do you want?"), choices=ExtraTime.choices, widget=forms.RadioSelect
    )
    breaks = forms.ChoiceField(
        label=gettext_lazy("Breaks at a test day that do not count as time"),
        choices=Breaks.choices,
        widget=forms.RadioSelect,
    )


@require_http_methods(["GET", "POST"])
@own_record
def page(request: Request, seeker: "Seeker") -> HttpResponse:
    """Two choices; they hold for every test that begins from now on."""
    own = accommodation_of(request.actor, seeker)
    form = OwnTimeForm(request.POST or None, initial={"extra_time": own.extra_time, "breaks": own.breaks})
    if request.method == "POST" and form.is_valid():
        try:
            set_accommodation(request.actor, seeker, **form.cleaned_data, now=request.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved. It holds for every test you begin from now on."))
            return redirect("seeker:tests")
    return render(request, "seeker/own_time.html", {"section": "seeker:home", "form": form})
