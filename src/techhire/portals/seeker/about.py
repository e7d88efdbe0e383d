"""About me, if I like: three voluntary questions by which tests are checked for fairness, changed or taken back."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.assessments.queries.asking import is_time_to_ask
from techhire.plays.seekers.actions.selfid import take_back_about_self, tell_about_self
from techhire.plays.seekers.queries import about_self
from techhire.plays.seekers.words import Age, Race, Sex
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.request import Request
from techhire.portals.seeker.own import own_record

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Seeker


class AboutForm(PlainForm):
    """Each question has an answer that says nothing, and starts with it."""

    sex = forms.ChoiceField(
        label=gettext_lazy("Do you call yourself a woman or a man?"),
        choices=Sex.choices,
        widget=forms.RadioSelect,
        initial=Sex.NOT_SAID,
    )
    race = forms.ChoiceField(
        label=gettext_lazy("Which of these do you call yourself?"),
        choices=Race.choices,
        widget=forms.RadioSelect,
        initial=Race.NOT_SAID,
    )
    age = forms.ChoiceField(
        label=gettext_lazy("Are you 40 or older?"),
        choices=Age.choices,
        widget=forms.RadioSelect,
        initial=Age.NOT_SAID,
    )


@never_cache
@require_http_methods(["GET", "POST"])
@own_record
def page(request: Request, seeker: "Seeker") -> HttpResponse:
    """Why it is asked and who never sees it, the questions, and the button that takes the answers back."""
    told = about_self(request.actor, seeker)
    is_open = told is not None or is_time_to_ask(request.actor, seeker)
    form = AboutForm(request.POST if "save" in request.POST else None, initial=vars(told) if told else {})
    if request.method == "POST" and is_open and _done(request, seeker, form):
        return redirect("seeker:about")
    shown = {"section": "seeker:home", "form": form, "told": told, "is_open": is_open}
    return render(request, "seeker/about.html", shown)


def _done(request: Request, seeker: "Seeker", form: AboutForm) -> bool:
    """Whether what the pressed button asks was done."""
    if "take_back" in request.POST:
        take_back_about_self(request.actor, seeker, now=request.now)
        messages.success(request, _("Your answers are deleted."))
        return True
    if not form.is_valid():
        return False
    try:
        tell_about_self(request.actor, seeker, now=request.now, **form.cleaned_data)
    except Refused as refusal:
        form.refuse(refusal)
        return False
    messages.success(request, _("Saved. Thank you."))
    return True
