"""Check a job ad without an account: who here fits, what a degree line costs, what to write instead."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused, refusals_of
from techhire.plays.marketplace.actions.drafting import LONGEST_AD, ad_text
from techhire.plays.matches.queries import AdCheck, Opening, check_ad, in_words
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.opening import ways_in_words
from techhire.portals.layout.request import Request
from techhire.portals.layout.throttle import is_too_often

TRIES, SECONDS = 20, 600


class AdForm(PlainForm):
    """The pasted ad."""

    text = forms.CharField(
        label=gettext_lazy("The job ad"),
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={"required": gettext_lazy("Paste the ad first.")},
    )


@require_http_methods(["GET", "POST"])
def page(request: Request) -> HttpResponse:
    """Show the form; a POST shows what was found below it. Nothing that is pasted is kept."""
    form = AdForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        form.shorten("text", LONGEST_AD)
        return render(request, "public/check_ad.html", {"form": form})
    if is_too_often(request, "check_ad", limit=TRIES, seconds=SECONDS):
        form.hear(refusals_of(lambda: ad_text(form.cleaned_data["text"])))
        form.shorten("text", LONGEST_AD)
        form.add_error(None, _("That was many ads in a short time. Please try again in ten minutes."))
        return render(request, "public/check_ad.html", {"form": form}, status=429)
    try:
        check = check_ad(request.community, form.cleaned_data["text"])
    except Refused as refusal:
        form.refuse(refusal)
        form.shorten("text", LONGEST_AD)
        return render(request, "public/check_ad.html", {"form": form})
    return render(request, "public/check_ad.html", {"form": form, **_result(request, check)})


def _ways(check: AdCheck) -> list[dict[str, Any]]:
    if check.counts is None:
        return []
    others = bool(check.openings or check.together)
    return ways_in_words(check.counts.ways, check.skills, others_help=others)


def _result(request: Request, check: AdCheck) -> dict[str, Any]:
    counts = check.counts
    fit = in_words(counts.fit) if counts else ""
    with_degree = in_words(counts.with_degree) if counts else ""
    card = _card(request, check, fit, with_degree)
    return {
        "check": check,
        "may_post": not request.actor.is_signed_in or bool(request.actor.prepares_as(Kind.EMPLOYER)),
        "fit": fit,
        "with_degree": with_degree,
        "more": counts.more if counts and check.names_degree else None,
        "openings": [_opening(one) for one in check.openings],
        "ways": _ways(check),
        "together": in_words(counts.together[1]) if counts and counts.together else "",
        "card": card,
        "mail": "mailto:?"
        + urlencode({"subject": _("Who fits our job ad"), "body": card}).replace("+", "%20"),
    }


def _opening(one: Opening) -> dict[str, Any]:
    return {
        "skill": one.skill,
        "below": one.below,
        "lowered": in_words(one.lowered) if one.lowered else "",
        "learned": in_words(one.learned) if one.learned else "",
    }


def _card(request: Request, check: AdCheck, fit: str, with_degree: str) -> str:
    """The result in a few lines of plain text, to forward to whoever wrote the ad."""
    lines = [_("Job ad checked with %(community)s") % {"community": request.community.name}, ""]
    if fit:
        lines.append(
            _("People here who fit by their skills and chose to be found: %(count)s.") % {"count": fit}
        )
    if fit and check.names_degree:
        lines.append(_("Of those, with a four-year degree: %(count)s.") % {"count": with_degree})
    if not fit:
        lines.append(_("We found no skill in this ad") + ".")
    elif check.few_it_skills:
        lines.append(_("We found few technology skills in this ad, so the figures may say little."))
    if check.findings:
        lines += ["", _("What to change:")]
        lines += [f"- {finding.title}. {finding.instead}" for finding in check.findings]
    lines += ["", request.build_absolute_uri(reverse("public:check_ad"))]
    return "\n".join(lines)
