"""Rating an interview by its guide: my own rating first, a colleague's only afterwards."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused, Verdict
from techhire.plays.assessments.actions.interviews import (
    answer_interview,
    finish_interview,
    give_rating,
    permit_interview,
    save_rating,
)
from techhire.plays.assessments.queries.interviews import (
    InterviewShown,
    interview_numbered,
    interview_shown,
    looked_at,
    nature_of,
)
from techhire.plays.assessments.rules.interviews import (
    may_answer_interview,
    may_permit_interview,
    may_rate_interview,
)
from techhire.plays.assessments.words import Agreement, InterviewState
from techhire.plays.marketplace.queries import posting_told
from techhire.plays.matches.queries import pseudonym_of
from techhire.plays.matches.queries.meeting import job_behind, job_told
from techhire.plays.seekers.actions.access import record_access
from techhire.portals.account.score_form import ScoreForm
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.guards import signed_in
from techhire.portals.layout.request import Request
from techhire.portals.layout.staying import address_at

if TYPE_CHECKING:
    from techhire.plays.assessments.models import Interview
    from techhire.plays.marketplace.models import Posting

ANSWERS = {"agree": True, "decline": False}
BEFORE = {"permit": True, "refuse": False}
"""What a coach hears about the result, and before anything is rated."""


class AnswerForm(PlainForm):
    """What somebody without an account said, to being rated or after they heard the result."""

    words = forms.CharField(
        label=gettext_lazy("What the person said, in their words"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@signed_in
@require_http_methods(["GET", "POST"])
def page(request: Request, interview_id: int) -> HttpResponse:
    """Questions with their sentences; a POST saves or hands in my rating, finishes it, or keeps the person's answer."""
    interview = interview_numbered(request.actor, interview_id)
    if interview is None or interview.seeker.account_id == request.actor.account_id:
        raise Http404
    shown = interview_shown(request.actor, interview)
    rating = request.POST.get("do") in ("save", "give")
    start = {"version": shown.version}
    draft = request.POST.get("do") == "save"
    form = ScoreForm(request.POST if rating else None, criteria=shown.criteria, draft=draft, initial=start)
    answering = request.POST.get("do") in ANSWERS | BEFORE
    answer = AnswerForm(request.POST if answering else None)
    sent = form if rating else answer if answering else None
    if request.method == "POST" and (sent is None or sent.is_valid()):
        try:
            _do(request, shown, form, answer)
        except Refused as refusal:
            if sent is None:
                messages.error(request, str(refusal))
                return redirect("account:interview", interview_id)
            sent.refuse(refusal)
            form.take_up_scores(shown.version)
        else:
            return redirect("account:interview", interview_id)
    looked = asdict(looked_at(request.actor, interview))
    record_access(request.actor, interview.seeker, what="name", now=request.now, **looked)
    may_permit = bool(may_permit_interview(request.actor, interview))
    may_rate = may_rate_interview(request.actor, interview, job_behind(request.actor, interview))
    posting = posting_told(request.actor, interview.posting_id)
    context = {
        "section": "account:home",
        "interview": interview,
        "edition": interview.edition,
        "posting": posting,
        "back": _back(request, interview, posting),
        "shown": shown,
        "form": form,
        "answer": answer,
        "may_permit": may_permit,
        "criteria": nature_of(request.actor, interview) if may_permit else [],
        "may_answer": bool(may_answer_interview(request.actor, interview)),
        "stopped": _stopped(request, interview, may_rate),
        "may_rate": bool(may_rate) and not shown.is_given,
        "may_finish": bool(may_rate) and shown.given > 0,
    }
    return render(request, "account/interview.html", context)


def _back(request: Request, interview: "Interview", posting: "Posting | None") -> str:
    """Where whoever interviews came from: the person's page of work samples and interviews; empty for others."""
    if interview.organization_id not in request.actor.organizations():
        return ""
    if posting is not None:
        pseudonym = pseudonym_of(posting.pk, interview.seeker_id)
        return reverse("employer:person_work", args=[posting.identifier, pseudonym])
    return address_at(interview.organization_id, "onramp:person_work", interview.seeker.code)


def _stopped(request: Request, interview: "Interview", verdict: Verdict) -> str | Promise:
    """Why whoever could rate cannot at the moment, where the person said yes and it is not finished."""
    waits = interview.state == InterviewState.OPEN and interview.permitted == Agreement.YES
    rates = request.actor.writes_for(interview.organization_id)
    return verdict.reason if waits and rates else ""


def _do(request: Request, shown: InterviewShown, form: ScoreForm, answer: AnswerForm) -> None:
    asked = request.POST.get("do", "")
    if asked in ANSWERS | BEFORE:
        said = {
            "agrees": (ANSWERS | BEFORE)[asked],
            "words": answer.cleaned_data["words"],
            "now": request.now,
        }
        if asked in ANSWERS:
            answer_interview(request.actor, shown.interview, **said)
        else:
            job = job_told(request.actor, shown.interview)
            permit_interview(request.actor, shown.interview, job=job, **said)
        messages.success(request, _("Written down."))
        return
    job = job_behind(request.actor, shown.interview)
    if asked == "finish":
        finish_interview(request.actor, shown.interview, job=job, now=request.now)
        messages.success(request, _("Finished. The person can read the result."))
        return
    giving = asked == "give"
    rate = give_rating if giving else save_rating
    rate(
        request.actor,
        shown.interview,
        scores=form.scores(),
        version=form.cleaned_data["version"],
        job=job,
        now=request.now,
    )
    messages.success(request, _("Handed in. Thank you.") if giving else _("Saved. You can go on later."))
