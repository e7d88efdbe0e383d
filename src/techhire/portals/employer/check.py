"""The posting check: what in the ad shuts capable people out, accepted or kept line by line."""

import uuid
from itertools import zip_longest
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused
from techhire.commons.skills.bridge import language_checked, read_text
from techhire.plays.marketplace.actions.checking import (
    accept_suggestion,
    keep_line,
    restore_ad,
    undo_suggestion,
)
from techhire.plays.marketplace.actions.drafting import LONGEST_AD, read_posting, update_posting
from techhire.plays.marketplace.queries import (
    FindingLine,
    Mark,
    findings_of,
    lines_in_question,
    marked,
    no_longer_named,
    taken_of,
)
from techhire.portals.employer.finding import own_posting
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.guards import prepares_as
from techhire.portals.layout.request import Request

WHERE_TO = {
    "missing": ("employer:details", gettext_lazy("Fill this in")),
    "inflation": ("employer:requirements", gettext_lazy("Look at the skills")),
}


class TextForm(PlainForm):
    """The ad, to be rewritten by hand."""

    text = forms.CharField(
        label=gettext_lazy("The job ad"), strip=False, widget=forms.Textarea(attrs={"rows": 18})
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


@require_http_methods(["GET", "POST"])
@prepares_as(Kind.EMPLOYER)
def page(request: Request, identifier: uuid.UUID) -> HttpResponse:
    """Show each finding with its two buttons, and the ad with the words marked."""
    posting = own_posting(request, identifier)
    form = TextForm(initial={"text": posting.text, "version": posting.version})
    if request.method == "POST":
        try:
            if "rewrite" in request.POST:
                form = TextForm(request.POST, initial=form.initial)
                if form.is_valid():
                    _rewrite(request, posting, form)
                    return redirect("employer:check", identifier=identifier)
            else:
                _answer(request, posting)
                return redirect("employer:check", identifier=identifier)
        except Refused as refusal:
            if form.is_bound:
                form.refuse(refusal)
                form.take_up(posting.version)
                form.shorten("text", LONGEST_AD)
            else:
                messages.error(request, str(refusal))
    return render(request, "employer/check.html", {"form": form, **_context(request, posting)})


def _context(request: Request, posting: Any) -> dict[str, Any]:
    findings = findings_of(posting)
    missing = [finding for finding in findings if finding.rule == "missing" and not finding.text]
    lines = sorted((one for one in findings if one.text), key=lambda one: one.can_keep)
    whole = [one for one in findings if not one.text]
    after = [f"finding-{one.key}" for one in lines[1:]]
    reading = read_text(f"{posting.title}\n{posting.text}", posting.community_id) if posting.text else None
    spans = [Mark(f.start, f.end, f.severity, f.title, f.key) for f in findings]
    return {
        "section": "employer:home",
        "step": "check",
        "posting": posting,
        "findings": findings,
        "lines": list(zip_longest(lines, after, fillvalue="go-on")),
        "whole": [(finding, *_where_to(finding)) for finding in whole],
        "must_count": sum(not finding.can_keep for finding in findings),
        "shutting_count": lines_in_question(posting, lines),
        "missing_count": len(missing),
        "language_checked": language_checked(posting.text) if posting.text else "en",
        "reading": reading,
        "gone": no_longer_named(posting, reading),
        "pieces": marked(posting.text, spans),
        "taken": taken_of(posting),
        "can_restore": bool(posting.as_pasted) and posting.as_pasted != posting.text,
        "may_write": request.actor.prepares_for(posting.organization_id),
    }


def _where_to(finding: FindingLine) -> tuple[str, Any]:
    """The page where something about the whole posting is put right, and the words of the way there."""
    return ("", "") if finding.text else WHERE_TO.get(finding.rule, ("", ""))


def _rewrite(request: Request, posting: Any, form: TextForm) -> None:
    data = form.cleaned_data
    changed = update_posting(
        request.actor, posting, text=data["text"], expected_version=data["version"], now=request.now
    )
    read_posting(request.actor, changed, now=request.now)
    messages.success(request, _("Saved, and read again."))


def _answer(request: Request, posting: Any) -> None:
    if "accept" in request.POST:
        accept_suggestion(request.actor, posting, finding_key=request.POST["accept"][:80], now=request.now)
        messages.success(request, _("Changed. You can undo it below."))
    elif "undo" in request.POST:
        number = request.POST["undo"]
        asked = int(number) if number.isdecimal() and len(number) < 6 else -1
        undo_suggestion(request.actor, posting, number=asked, now=request.now)
        messages.success(request, _("Undone."))
    elif "restore" in request.POST:
        restored = restore_ad(request.actor, posting, now=request.now)
        read_posting(request.actor, restored, now=request.now)
        messages.success(request, _("The ad is as you pasted it again."))
    else:
        keep_line(request.actor, posting, finding_key=request.POST.get("keep", "")[:80], now=request.now)
        messages.success(request, _("Kept as it is."))
