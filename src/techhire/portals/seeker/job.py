"""How I fit one job, skill by skill; what keeps it away; how people are put in order, and being read without that."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused
from techhire.commons.skills.words import Importance, When
from techhire.plays.marketplace.queries import minutes_left, plans_for_person, posting_by_identifier
from techhire.plays.matches.actions.reviews import ask_for_review, withdraw_review
from techhire.plays.matches.queries import JobFit, fit_for, is_seen, my_review, ranking_notice, worth_of_tests
from techhire.plays.matches.rules import may_ask_for_review
from techhire.plays.matches.words import REVIEW_DAYS, ReviewState
from techhire.plays.seekers.queries import blocked_by, grants_of
from techhire.plays.seekers.words import Purpose, SkillWord
from techhire.portals.layout.request import Request
from techhire.portals.seeker.came_for import has_seen
from techhire.portals.seeker.found import OnForm
from techhire.portals.seeker.own import own_record

if TYPE_CHECKING:
    from techhire.plays.marketplace.models import Posting
    from techhire.plays.seekers.models import Seeker


@require_http_methods(["GET", "POST"])
@own_record
def page(request: Request, seeker: "Seeker", identifier: str) -> HttpResponse:
    """The fit of one open job, explained; a POST asks its employer to read me, or takes that back."""
    posting = posting_by_identifier(request.actor, identifier)
    if posting is None:
        raise Http404
    has_seen(request, posting)
    form = OnForm(
        request.POST if request.method == "POST" else None,
        initial={"name_after_yes": True, "contact_after_yes": True},
    )
    if request.method == "POST":
        try:
            _do(request, seeker, posting, form)
            return redirect("seeker:job", identifier=posting.identifier)
        except Refused as refusal:
            form.is_valid()
            form.refuse(refusal)
    fit = fit_for(request.actor, seeker, posting)
    blocked = blocked_by(request.actor, seeker).filter(organization=posting.organization).exists()
    in_order = _notice(request, posting)
    shown = {
        "section": "seeker:home",
        "seeker": seeker,
        "job": fit,
        "plans": _plans(request, seeker, posting),
        "posting": posting,
        "blocked": blocked,
        **in_order,
        "seen": _may_be_seen(seeker, fit, blocked, in_order) and is_seen(request.actor, seeker, posting),
        "tests": worth_of_tests(request.actor, seeker, posting, fit.lines),
        **_lines(fit),
        **_reading(request, seeker, posting, form),
    }
    return render(request, "seeker/job.html", shown)


def _plans(request: Request, seeker: "Seeker", posting: "Posting") -> list[tuple[Any, Any, int]]:
    """Each plan with its steps as I meet them, and the minutes that are left of it for me."""
    coaches = grants_of(request.actor, seeker, request.now).filter(purpose=Purpose.COACHING)
    onramps = coaches.values_list("organization_id", flat=True)
    plans = plans_for_person(request.actor, seeker, posting, onramps)
    return [(plan, lines, minutes_left(lines)) for plan, lines in plans]


def _notice(request: Request, posting: "Posting") -> dict[str, Any]:
    """How people are put in order for the job, and the day it begins where that is still ahead."""
    notice = ranking_notice(posting)
    ahead = notice.is_ahead(request.today)
    return {"notice": notice, "begins": notice.since if ahead else None}


def _may_be_seen(seeker: "Seeker", fit: JobFit, blocked: bool, in_order: dict[str, Any]) -> bool:
    """Whether nothing the person or the community chose keeps the employer from seeing them."""
    ordered = in_order["notice"].is_ranked and not in_order["begins"]
    return bool(seeker.found and fit.is_shown and not blocked and ordered)


def _lines(fit: JobFit) -> dict[str, Any]:
    """What the job asks for on day one by the word for it, and what is learned there."""
    day_one = [line for line in fit.lines if line.when == When.DAY_ONE]
    by_word = [(word, [line for line in day_one if line.word == word.value]) for word in SkillWord]
    return {
        "by_word": [(word, lines) for word, lines in by_word if lines],
        "learned": [line for line in fit.lines if line.when != When.DAY_ONE],
        "essential": Importance.ESSENTIAL,
    }


def _reading(request: Request, seeker: "Seeker", posting: "Posting", form: OnForm) -> dict[str, Any]:
    """Where my request to be read stands, or the form that makes one, or why I cannot make one."""
    mine = my_review(request.actor, seeker, posting)
    return {
        "review": None if mine and mine.state == ReviewState.TAKEN_BACK else mine,
        "may_ask": may_ask_for_review(request.actor, seeker, posting),
        "form": form,
        "days": REVIEW_DAYS,
    }


def _do(request: Request, seeker: "Seeker", posting: "Posting", form: OnForm) -> None:
    if request.POST.get("do") == "withdraw":
        mine = my_review(request.actor, seeker, posting)
        if mine is None:
            raise Http404
        withdraw_review(request.actor, mine.request, now=request.now)
        messages.success(request, _("Taken back. This employer does not read you any more."))
        return
    scope = [key for key in form.fields if form.is_valid() and form.cleaned_data[key]]
    ask_for_review(request.actor, seeker, posting, scope=scope, now=request.now)
    messages.success(request, _("Your request is with the employer now."))
