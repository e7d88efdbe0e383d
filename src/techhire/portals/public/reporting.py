"""Reporting a job, an employer or a program: a short form without an account."""

import uuid

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.queries import organization_named
from techhire.commons.permits import Refused, TooOften
from techhire.plays.concerns.actions.reporting import report_thing
from techhire.plays.concerns.rules import Reported, may_report, owner_of
from techhire.plays.concerns.words import LONGEST_WORDS, Wrong
from techhire.plays.marketplace.queries import employer_at, posting_by_identifier
from techhire.plays.providers.queries import program_at
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.reports import count_report
from techhire.portals.layout.request import Request

t = gettext_lazy


class ReportForm(PlainForm):
    """What is wrong, and how to be answered by whoever wants to be. One of the answers wants words, so they are not
    called optional.
    """

    wanted_by_a_button = frozenset({"words"})
    wrong = forms.ChoiceField(
        label=t("What is wrong?"),
        choices=Wrong.choices,
        widget=forms.RadioSelect,
        error_messages={"required": t("Choose what is wrong.")},
    )
    words = forms.CharField(
        label=t("What happened, in your words"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=t(
            "Needed if you choose “Something else”; with the others, as you like. Only the civic lead reads it. Leave "
            "out bank and card numbers."
        ),
    )
    email = forms.CharField(
        label=t("E-mail"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=t("Phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    in_portal = forms.BooleanField(
        label=t("Keep it with my account, so that I read the answer here"), required=False
    )


@never_cache
@require_http_methods(["GET", "POST"])
def job(request: Request, identifier: uuid.UUID) -> HttpResponse:
    """The form about one job."""
    return _report(request, posting_by_identifier(request.actor, identifier))


@never_cache
@require_http_methods(["GET", "POST"])
def organization(request: Request, organization: str) -> HttpResponse:
    """The form about an employer, a training provider or another partner."""
    return _report(request, organization_named(request.actor, organization))


@never_cache
@require_http_methods(["GET", "POST"])
def program(request: Request, organization: str, slug: str) -> HttpResponse:
    """The form about one training program."""
    return _report(request, program_at(request.actor, organization, slug))


def _report(request: Request, thing: Reported | None) -> HttpResponse:
    if thing is None:
        raise Http404
    verdict = may_report(request.actor, thing)
    form = ReportForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound and verdict and form.is_valid():
        code, status = _send(request, thing, form)
        if code:
            messages.success(request, _("Thank you. The civic lead reads your report."))
            return redirect("public:report_state", code=code)
    owner = owner_of(thing)
    shown = {
        "form": form,
        "thing": thing,
        "owner": owner,
        "has_page": owner is thing and employer_at(request.actor, owner.slug) is not None,
        "verdict": verdict,
        **_kind(thing),
    }
    return render(request, "public/report.html", shown, status=status)


def _kind(thing: Reported) -> dict[str, bool]:
    name = type(thing).__name__
    return {"is_job": name == "Posting", "is_program": name == "Program"}


def _send(request: Request, thing: Reported, form: ReportForm) -> tuple[str, int]:
    """The code of the report that was kept, or an error on the form and the status that goes with it."""
    try:
        count_report(request, thing, form.cleaned_data["wrong"])
        return report_thing(request.actor, thing, **form.cleaned_data, now=request.now), 200
    except TooOften as refusal:
        form.refuse(refusal)
        return "", 429
    except Refused as refusal:
        form.refuse(refusal)
        return "", 200
