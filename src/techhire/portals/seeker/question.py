"""The question in front of a person; one address, so that every tab and the back button lead to the same one."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from techhire.commons.permits import Refused
from techhire.plays.assessments.actions.on_time import close_on_time
from techhire.plays.assessments.actions.sittings import (
    Taken,
    answer_question,
    end_sitting,
    note_happening,
    open_question,
    resume_sitting,
    take_break,
)
from techhire.plays.assessments.queries.sittings import asked_now
from techhire.plays.assessments.words import SittingState
from techhire.portals.layout.request import Request
from techhire.portals.seeker.answer_form import LISTED, AnswerForm, sent_number
from techhire.portals.seeker.taker import AGAIN, at_a_test, is_script, onward

if TYPE_CHECKING:
    from techhire.commons.permits import Actor
    from techhire.plays.assessments.models import Sitting
    from techhire.plays.assessments.queries.sittings import Asked

SAYS: dict[Taken, Promise] = {
    Taken.REPEATED: _(
        "You had answered that question already. Your first answer counts. This is the next one."
    ),
    Taken.REPLACED: _("That question is not asked any more, so it does not count. This is the next one."),
    Taken.LATE: _("The time for that question was over, so it does not count. This is the next one."),
    Taken.OVER: _("The test was over before that answer came, so that answer does not count."),
}
OVER = "over"
"""What the script adds as it sends what stands on the page because the time is over."""
LAST = 120
"""So many seconds at the end are told one by one."""
DONE = frozenset({SittingState.FINISHED, SittingState.VOIDED})


@require_http_methods(["GET", "POST"])
@at_a_test
def page(request: Request, actor: "Actor", sitting: "Sitting") -> HttpResponse:
    """Show the question, or take the answer and go on; the first sight of an ended sitting is its result.

    The script of the page sends the same form. It is told where to go on, or that the browser has to send the form.
    """
    held = open_question(actor, sitting, now=request.now) if request.method == "GET" else sitting
    if held.state in DONE:
        return redirect("seeker:result", held.pk)
    if held.started_at is None:
        return redirect("seeker:live_check", held.live_check.pk)
    asked = asked_now(actor, held, get_language() or "en")
    if request.method == "POST":
        return _answer(request, actor, asked)
    if asked.on_break or asked.question is None:
        return render(request, "seeker/break.html", {"section": "seeker:home", "asked": asked})
    form = AnswerForm(asked.question, initial={"place": asked.place, "item": asked.question.item_id})
    return _shown(request, asked, form)


def _answer(request: Request, actor: "Actor", asked: "Asked") -> HttpResponse:
    """The question may have changed since the page was made; then what was sent does not belong to it."""
    form = AnswerForm(asked.question, request.POST) if asked.question else None
    answer = None if "unknown" in request.POST or form is None else form.given()
    sent = {
        "place": sent_number(request.POST.get("place")),
        "item_id": sent_number(request.POST.get("item")),
    }
    if OVER in request.POST:
        stood = "" if answer is None else answer
        return _go_on(request, close_on_time(actor, asked.sitting, **sent, answer=stood, now=request.now))
    try:
        step = answer_question(actor, asked.sitting, **sent, answer=answer, now=request.now)
    except Refused as refusal:
        if form is None or refusal.field != "answer":
            raise
        if is_script(request):
            return JsonResponse({}, status=422)
        form.refuse(refusal)
        return _shown(request, asked, form)
    if step.taken in SAYS and not (step.taken is Taken.REPEATED and AGAIN in request.POST):
        messages.warning(request, str(SAYS[step.taken]))
    return _go_on(request, step.sitting)


def _go_on(request: Request, sitting: "Sitting") -> HttpResponse:
    """To the next question, or to what it came to."""
    if sitting.state in DONE:
        return onward(request, "seeker:result", sitting.pk)
    return onward(request, "seeker:question")


def _shown(request: Request, asked: "Asked", form: AnswerForm) -> HttpResponse:
    shown = {
        "section": "seeker:home",
        "asked": asked,
        "question": asked.question,
        "form": form,
        "listed": LISTED.get(asked.question.kind) if asked.question else None,
        "left": time_left(asked.ends_at, request.now),
        "own_left": time_left(asked.question_ends_at, request.now),
    }
    return render(request, "seeker/question.html", shown)


@dataclass(frozen=True)
class Left:
    """Time by the server's clock: whole seconds, and how many minutes they make as long as that is what is said."""

    seconds: int

    @property
    def minutes(self) -> int | None:
        """Begun minutes; None in the last two, of which the seconds are said."""
        return -(-self.seconds // 60) if self.seconds > LAST else None


def time_left(until: datetime | None, now: datetime) -> Left | None:
    """None without a limit."""
    return None if until is None else Left(max(0, int((until - now).total_seconds())))


@require_POST
@at_a_test
def rest(request: Request, actor: "Actor", sitting: "Sitting") -> HttpResponse:
    """Take a break."""
    take_break(actor, sitting, now=request.now)
    return onward(request, "seeker:question")


@require_POST
@at_a_test
def resume(request: Request, actor: "Actor", sitting: "Sitting") -> HttpResponse:
    """Go on after a break."""
    resume_sitting(actor, sitting, now=request.now)
    return redirect("seeker:question")


@require_http_methods(["GET", "POST"])
@at_a_test
def end(request: Request, actor: "Actor", sitting: "Sitting") -> HttpResponse:
    """Say what follows from ending it now, and end it on a press of the button."""
    if request.method == "POST":
        ended = end_sitting(actor, sitting, now=request.now)
        return redirect("seeker:result", ended.pk)
    asked = asked_now(actor, sitting, get_language() or "en")
    shown = {"section": "seeker:home", "asked": asked, "least": sitting.rules["min_items"]}
    return render(request, "seeker/end.html", shown)


@require_POST
@at_a_test
def note(request: Request, actor: "Actor", sitting: "Sitting") -> HttpResponse:
    """What the page noticed: somebody left it and came back, or the connection did. For a human to read, no verdict."""
    note_happening(actor, sitting, kind=request.POST.get("kind", "")[:15], now=request.now)
    return HttpResponse(status=204)
