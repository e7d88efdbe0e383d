"""What my organization is told about a report: that a thing is out of sight, why, and my side of it."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.concerns.actions.answering import answer_concern
from techhire.plays.concerns.queries import my_reports, notice_numbered, notices_of
from techhire.plays.concerns.rules import may_answer_concern
from techhire.plays.concerns.words import LONGEST_WORDS
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.guards import signed_in
from techhire.portals.layout.request import Request

MOST_SHOWN = 50


class AnswerForm(PlainForm):
    """The owner's side."""

    words = forms.CharField(
        label=gettext_lazy("Your answer to the civic lead"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Say what is true, and what you have changed."),
        error_messages={"required": gettext_lazy("Please fill this in.")},
    )


@signed_in
@require_GET
def notices(request: Request) -> HttpResponse:
    """Everything my organizations were told of, what is open first."""
    shown = {"notices": notices_of(request.actor), "section": "account:home"}
    return render(request, "account/notices.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def notice(request: Request, concern_id: int) -> HttpResponse:
    """One of them, with the form for an answer while it is open."""
    found = notice_numbered(request.actor, concern_id)
    if found is None:
        raise Http404
    form = AnswerForm(request.POST or None, initial={"words": found.concern.answer})
    if request.method == "POST" and form.is_valid():
        try:
            answer_concern(request.actor, found.concern, **form.cleaned_data, now=request.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Sent. The civic lead can read your answer now."))
            return redirect("account:notice", concern_id)
    shown = {
        "notice": found,
        "concern": found.concern,
        "form": form,
        "may_answer": bool(may_answer_concern(request.actor, found.concern)),
        "section": "account:home",
    }
    return render(request, "account/notice.html", shown)


@signed_in
@require_GET
def own_reports(request: Request) -> HttpResponse:
    """How far reports of my own are, those I asked to have answered here."""
    shown = {"reports": my_reports(request.actor)[:MOST_SHOWN], "section": "account:home"}
    return render(request, "account/own_reports.html", shown)
