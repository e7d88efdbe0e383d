"""How far a report is, for whoever holds its code."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from techhire.plays.concerns.queries import stand_behind
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.request import Request
from techhire.portals.layout.throttle import is_too_often

TRIES, SECONDS = 30, 600


class CodeForm(PlainForm):
    """The code of a report."""

    code = forms.CharField(
        label=gettext_lazy("Code of your report"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": gettext_lazy("Type the code first.")},
    )


@never_cache
@require_http_methods(["GET", "POST"])
def look_up(request: Request) -> HttpResponse:
    """Ask for a code; it is sent in the form's body and changes nothing."""
    form = CodeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "public/report_look_up.html", {"form": form})
    code = form.cleaned_data["code"].strip().upper()
    if _often(request):
        return _answered(request, form, _("Please try again in ten minutes."), 429)
    if stand_behind(request.community, code) is None:
        return _answered(request, form, _("We know no report with this code."), 200)
    return redirect("public:report_state", code=code.replace("/", ""))


@never_cache
@require_GET
def page(request: Request, code: str) -> HttpResponse:
    """The state, and the code to keep. What was reported stands nowhere on it."""
    form = CodeForm()
    if _often(request):
        return render(request, "public/report_look_up.html", {"form": form, "often": True}, status=429)
    stand = stand_behind(request.community, code)
    if stand is None:
        return render(request, "public/report_look_up.html", {"form": form, "unknown": True}, status=404)
    return render(request, "public/report_state.html", {"stand": stand, "code": code[:40]})


def _often(request: Request) -> bool:
    return is_too_often(request, "report_state", limit=TRIES, seconds=SECONDS)


def _answered(request: Request, form: CodeForm, words: str, status: int) -> HttpResponse:
    form.add_error("code", words)
    return render(request, "public/report_look_up.html", {"form": form}, status=status)
