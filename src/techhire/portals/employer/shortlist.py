"""Who fits a posting: five people to read in two minutes, the rest below, yes, no or later beside each."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused
from techhire.commons.skills.words import Importance
from techhire.plays.marketplace.words import PostingState
from techhire.plays.matches.actions.decisions import decide
from techhire.plays.matches.actions.showing import show_shortlist
from techhire.plays.matches.queries import (
    ImpactLine,
    Shortlist,
    along_essentials,
    in_words,
    requirement_impact,
    seeker_behind,
)
from techhire.plays.matches.words import Answer
from techhire.portals.employer.finding import own_posting
from techhire.portals.employer.pictures import along_picture, impact_picture
from techhire.portals.layout.guards import sits_as
from techhire.portals.layout.opening import ways_in_words
from techhire.portals.layout.request import Request

FIRST, NEXT = 5, 20
FEW = 5
"""With fewer people than this who show every essential skill, the page says what each requirement costs."""
MOST_LINES = 6


@require_http_methods(["GET", "POST"])
@sits_as(Kind.EMPLOYER)
def page(request: Request, identifier: uuid.UUID) -> HttpResponse:
    """Show the people in order; a POST answers for one of them."""
    posting = own_posting(request, identifier)
    if request.method == "POST":
        return _answer(request, posting)
    people = show_shortlist(request.actor, posting, now=request.now)
    near, further = people.near, people.further
    spare = max(0, FIRST - len(near))
    context = {
        "section": "employer:home",
        "posting": posting,
        "people": people,
        "first": near[:FIRST],
        "more": near[FIRST:NEXT],
        "more_count": len(near) - FIRST,
        "rest": near[NEXT:],
        "nearest": further[:spare],
        "further": further[spare:],
        "considered": in_words(people.considered),
        "filtered": in_words(people.filtered),
        "answers": Answer.choices,
        "can_answer": may_answer(request, posting),
        "along": along_picture(along_essentials(request.actor, posting)),
        **_costs(request, posting, people),
    }
    return render(request, "employer/shortlist.html", context)


def may_answer(request: Request, posting: Any) -> bool:
    """Whether to draw the buttons; the action decides."""
    is_open = posting.state in {PostingState.PUBLISHED, PostingState.PAUSED}
    return is_open and request.actor.writes_for(posting.organization_id)


def _costs(request: Request, posting: Any, people: Shortlist) -> dict[str, Any]:
    """Where few people fit: how many more would, if one line were softer."""
    if people.fully >= FEW:
        return {}
    impact = requirement_impact(request.actor, posting)
    together = impact.together
    costs = [_cost(line) for line in impact.lines if line.opens > 0][:MOST_LINES]
    shut = impact.shut
    return {
        "shut": shut and {"fit": in_words(shut.fit), "easier": in_words(shut.easier) if shut.easier else ""},
        "explains": not people.is_preview or impact.now.value is None,
        "picture": impact_picture(impact),
        "fit_now": in_words(impact.now),
        "ways": ways_in_words(impact.ways, impact.skills, others_help=bool(costs or together)),
        "costs": costs,
        "scarce": [_scarce(line) for line in sorted(impact.lines, key=_rarest) if _is_asked(line)],
        "together": together and {"skills": together.skills, "count": in_words(together.count)},
    }


def _cost(line: ImpactLine) -> dict[str, Any]:
    lowered = in_words(line.lowered) if line.lowered is not None and line.lowered.value is not None else ""
    learned = in_words(line.learned) if line.learned.value is not None else ""
    return {"line": line, "below": line.level - 1, "lowered": lowered, "learned": learned}


def _scarce(line: ImpactLine) -> dict[str, Any]:
    lower = in_words(line.shown_lower) if line.shown_lower else ""
    return {"line": line, "below": line.level - 1, "shown": in_words(line.shown), "lower": lower}


def _is_asked(line: ImpactLine) -> bool:
    return line.importance == Importance.ESSENTIAL


def _rarest(line: ImpactLine) -> tuple[int, str]:
    return line.shown.value or 0, line.skill.name


def _answer(request: Request, posting: Any) -> HttpResponse:
    pseudonym = request.POST.get("person", "")
    seeker = seeker_behind(request.actor, posting, pseudonym)
    here = reverse("employer:shortlist", args=[posting.identifier])
    if seeker is None:
        messages.warning(request, _("This person is no longer there to be found. Nothing was saved."))
        return redirect(here)
    try:
        decide(request.actor, posting, seeker, answer=request.POST.get("answer", ""), now=request.now)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(here)
    messages.success(request, _("Saved for person %(name)s.") % {"name": pseudonym.upper()})
    return redirect(f"{here}#{pseudonym}")
