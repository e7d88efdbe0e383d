"""Records a law keeps: say so by the person's code, and say when it is over. No name is shown."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused
from techhire.plays.seekers.actions.holds import lift_hold, place_hold
from techhire.plays.seekers.queries import hold_numbered, holds_in, seeker_to_hold
from techhire.plays.seekers.words import HoldReason
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.guards import sits_as
from techhire.portals.layout.request import Request

t = gettext_lazy
A_PAGE = 40


class HoldForm(PlainForm):
    """Whose record, why, by which law, until when."""

    code = forms.CharField(
        label=t("Code of the person"),
        max_length=12,
        help_text=t("The person, or an organization that works with them, reads it on their page."),
    )
    reason = forms.ChoiceField(label=t("Why"), choices=HoldReason.choices, widget=forms.RadioSelect)
    law = forms.CharField(
        label=t("Law or case"), max_length=120, help_text=t("Like 29 CFR 1602.14. The person reads it.")
    )
    until = forms.DateField(
        label=t("Keep it through"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


@require_http_methods(["GET", "POST"])
@sits_as(Kind.CIVIC)
def page(request: Request) -> HttpResponse:
    """Every hold that lasts, and the form for one more; a POST with ``lift`` ends one."""
    today, community = request.today, request.community
    form = HoldForm(request.POST if request.method == "POST" and "lift" not in request.POST else None)
    if "lift" in request.POST:
        return _lift(request)
    if form.is_bound and form.is_valid() and _placed(request, form):
        messages.success(
            request, _("Noted. The person reads the reason and the day when they erase their record.")
        )
        return redirect("convener:holds")
    holds = holds_in(request.actor, community.pk, today)
    shown = {
        "section": "convener:home",
        "form": form,
        "may_write": request.actor.is_convener,
        "page": Paginator(holds, A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "convener/holds.html", shown)


def _placed(request: Request, form: HoldForm) -> bool:
    data = form.cleaned_data
    seeker = seeker_to_hold(request.actor, request.community.pk, data["code"])
    if seeker is None:
        form.add_error("code", _("Nobody here has this code."))
        return False
    given = {name: data[name] for name in ("reason", "law", "until")}
    try:
        place_hold(request.actor, seeker, **given, now=request.now)
    except Refused as refusal:
        form.refuse(refusal)
        return False
    return True


def _lift(request: Request) -> HttpResponse:
    typed = request.POST["lift"]
    number = int(typed) if typed.isdecimal() and len(typed) < 19 else 0
    hold = hold_numbered(request.actor, request.community.pk, number, request.today)
    if hold is None:
        raise Http404
    lift_hold(request.actor, hold, now=request.now)
    messages.success(request, _("It does not keep the record any more."))
    return redirect("convener:holds")
