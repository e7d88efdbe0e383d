"""One posting: where it stands, what is left to do, and its next moves."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.words import WAITING, Kind
from techhire.commons.permits import Refused
from techhire.commons.skills.words import When
from techhire.plays.concerns.queries import notice_about
from techhire.plays.marketplace.actions.publishing import (
    CHECK,
    DETAILS,
    SKILLS,
    close_posting,
    pause_posting,
    publish_posting,
    resume_posting,
    what_is_left,
)
from techhire.plays.marketplace.queries import findings_of, requirements_of
from techhire.plays.marketplace.words import CloseReason
from techhire.plays.matches.queries import Wanted, in_words, public_counts, reviews_waiting
from techhire.plays.matches.rules import may_rank
from techhire.portals.employer.finding import own_posting
from techhire.portals.layout.guards import prepares_as
from techhire.portals.layout.request import Request

STEPS = {
    CHECK: ("employer:check", gettext_lazy("Check the words")),
    SKILLS: ("employer:requirements", gettext_lazy("Confirm the skills")),
    DETAILS: ("employer:details", gettext_lazy("Place, pay and hours")),
}
"""Where each thing that is left is done, in the order of the steps on top."""
MOVES = {"publish": publish_posting, "pause": pause_posting, "resume": resume_posting}


@require_http_methods(["GET", "POST"])
@prepares_as(Kind.EMPLOYER)
def page(request: Request, identifier: uuid.UUID) -> HttpResponse:
    """Show the posting; a POST moves it one state on."""
    posting = own_posting(request, identifier)
    if request.method == "POST":
        return _move(request, posting)
    context = {
        "section": "employer:home",
        "step": "posting",
        "posting": posting,
        "lines": requirements_of(posting),
        "left": _left(posting),
        "notice": notice_about(request.actor, posting),
        "findings": findings_of(posting),
        "waits": posting.organization.state in WAITING,
        **_counts(request, posting),
        "ranking": may_rank(posting),
        "asking": reviews_waiting(request.actor, [posting]).get(posting.pk, 0),
        "close_reasons": CloseReason.of_employers(),
        "may_write": request.actor.prepares_for(posting.organization_id),
    }
    return render(request, "employer/posting.html", context)


def _left(posting: Any) -> list[tuple[str, str, Any]]:
    """What is left, each with the page where it is done and the words of the way there."""
    order = list(STEPS)
    left = sorted(what_is_left(posting), key=lambda one: order.index(one.where))
    return [(one.words, *STEPS[one.where]) for one in left]


def _counts(request: Request, posting: Any) -> dict[str, Any]:
    """About how many people fit, as anybody may know, where the employer cannot see people yet."""
    if posting.organization.state not in WAITING:
        return {}
    asked = [row for row in posting.requirements.all() if row.when == When.DAY_ONE]
    wanted = [Wanted(row.skill_id, row.level, row.importance) for row in asked]
    counts = public_counts(request.community, wanted)
    return {"fit": in_words(counts.fit) if counts else ""}


def _move(request: Request, posting: Any) -> HttpResponse:
    move = request.POST.get("move", "")
    try:
        if move == "close":
            close_posting(request.actor, posting, reason=request.POST.get("reason", ""), now=request.now)
            messages.success(request, _("The posting is closed."))
        elif move in MOVES:
            MOVES[move](request.actor, posting, now=request.now)
            messages.success(request, _("Done. People can see it now.") if move != "pause" else _("Paused."))
        else:
            messages.error(request, _("We do not know this step."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("employer:posting", identifier=posting.identifier)
