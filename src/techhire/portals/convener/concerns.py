"""What people reported: the list of things, those that wait first, and one thing with what can be done about it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused
from techhire.plays.concerns.actions.answering import tell_reporter
from techhire.plays.concerns.actions.deciding import (
    close_concern,
    hold_concern,
    read_concern,
    release_concern,
)
from techhire.plays.concerns.queries import concern_numbered, concerns_here, report_numbered, reports_of
from techhire.plays.concerns.rules import may_decide_concern, still_seen
from techhire.plays.concerns.words import LONGEST_WORDS, ConcernState, Outcome, settled_already
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.guards import sits_as
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.plays.concerns.models import Concern, Report

A_PAGE = 30
t = gettext_lazy


class HoldForm(PlainForm):
    """What the owner is told beside the kind of what is wrong."""

    to_owner = forms.CharField(
        label=t("What the owner reads from you"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=t(
            "They read what kind of thing is wrong in any case. Repeat nothing that says who reported."
        ),
    )


class CloseForm(HoldForm):
    """How it ended."""

    field_order = ("outcome", "to_owner")
    outcome = forms.ChoiceField(
        label=t("How did it end?"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": t("Choose how it ended.")},
    )


@require_GET
@sits_as(Kind.CIVIC)
def concerns(request: Request) -> HttpResponse:
    """Things that wait, most pressing first; ``?closed=1`` shows those that are settled."""
    closed = request.GET.get("closed") == "1"
    page = Paginator(concerns_here(request.actor, closed=closed), A_PAGE).get_page(request.GET.get("page"))
    shown = {"section": "convener:home", "page": page, "closed": closed}
    return render(request, "convener/concerns.html", shown)


@require_http_methods(["GET", "POST"])
@sits_as(Kind.CIVIC)
def concern(request: Request, concern_id: int) -> HttpResponse:
    """One thing: what people say of it, what its owner says, and each deed with its own button."""
    found = concern_numbered(request.actor, concern_id)
    if found is None:
        raise Http404
    hold = HoldForm(request.POST if "hold" in request.POST else None, prefix="hold")
    close = CloseForm(request.POST if "close" in request.POST else None, prefix="close")
    form = next((one for one in (hold, close) if one.is_bound), None)
    late = _late(found, form)
    unsent = _unsent(found, form) if form and late else ""
    if late:
        messages.error(request, late)
    if request.method == "POST" and not unsent and (late or _done(request, found, form)):
        return redirect("convener:concern", found.pk)
    reports = reports_of(request.actor, found)
    shown = {
        "section": "convener:home",
        "concern": found,
        "page": Paginator(reports, A_PAGE).get_page(request.GET.get("page")),
        "since": reports.last(),
        "may_write": bool(may_decide_concern(request.actor, found)),
        "seen": still_seen(found),
        "is_open": found.state != ConcernState.CLOSED,
        "hold": hold,
        "close": close,
        "unsent": unsent,
        "subject": quote(_("About your report")),
    }
    return render(request, "convener/concern.html", shown)


def _late(found: "Concern", form: HoldForm | None) -> str:
    """What is said on top where the page has no such form any more, because somebody was faster; empty where it has."""
    if form is None:
        return ""
    if found.state == ConcernState.CLOSED:
        return settled_already(found.outcome)
    again = found.is_held and not isinstance(form, CloseForm)
    return _("It is out of sight, and its owner knows why.") if again else ""


def _unsent(found: "Concern", form: HoldForm) -> str:
    """The words that reached nobody; none where the owner has these very words already."""
    words = str(form["to_owner"].data or "").strip()
    return "" if words.split() == found.to_owner.split() else words


def _done(request: Request, found: "Concern", form: HoldForm | None) -> bool:
    """Carry out what the pressed button says; False where a form shows what is wrong."""
    if form is not None and not form.is_valid():
        return False
    try:
        messages.success(request, _carry_out(request, found, form))
    except Refused as refusal:
        if form is None:
            messages.error(request, str(refusal))
            return True
        form.refuse(refusal)
        return False
    return True


def _carry_out(request: Request, found: "Concern", form: HoldForm | None) -> str:
    said: dict[str, Any] = {**(form.cleaned_data if form else {}), "now": request.now}
    for name, (deed, words) in DEEDS.items():
        if name in request.POST:
            deed(request.actor, found, **said)
            return words()
    tell_reporter(request.actor, _report(request, found), now=request.now)
    return _("The letter is on its way. It says how it ended and nothing else.")


DEEDS: dict[str, tuple[Callable[..., Any], Callable[[], str]]] = {
    "read": (read_concern, lambda: _("Noted. Whoever reported can read that somebody looks into it.")),
    "hold": (hold_concern, lambda: _("It is out of sight. Its owner is told why and can answer.")),
    "release": (release_concern, lambda: _("People can see it again.")),
    "close": (close_concern, lambda: _("Settled. Its owner is told, and the codes of the reports say so.")),
}


def _report(request: Request, found: "Concern") -> "Report":
    typed = request.POST.get("tell", "")
    number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else 0
    report = report_numbered(request.actor, found, number)
    if report is None:
        raise Refused(_("We do not know this report."))
    return report
