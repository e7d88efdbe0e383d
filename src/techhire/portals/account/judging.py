"""Work that waits for me as an assessor, without a name on it, and the page to judge one piece."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.assessments.actions.judgments import give_judgment, leave_judgment, save_judgment
from techhire.plays.assessments.queries.readings import (
    blind_file,
    blind_material,
    blind_work,
    given_by,
    is_handed_in,
    work_due,
)
from techhire.plays.assessments.words import OWN_REASONS
from techhire.portals.account.score_form import ScoreForm
from techhire.portals.layout.files import handed_out
from techhire.portals.layout.guards import signed_in
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.plays.assessments.models import Judgment


@require_GET
@signed_in
def queue(request: Request) -> HttpResponse:
    """What waits, longest first."""
    shown = {
        "section": "account:home",
        "rows": work_due(request.actor),
        "given": given_by(request.actor),
    }
    return render(request, "account/work_queue.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def page(request: Request, judgment_id: int) -> HttpResponse:
    """One piece of work beside its criteria; a POST saves, hands in, or leaves it to somebody else."""
    work = blind_work(request.actor, judgment_id)
    if work is None:
        return _not_due(request, judgment_id)
    if request.method == "POST" and request.POST.get("do") == "leave":
        return _leave(request, work.judgment)
    start = {"version": work.judgment.version}
    giving = request.POST.get("do") == "give"
    draft = request.method == "POST" and not giving
    form = ScoreForm(request.POST or None, criteria=work.criteria, draft=draft, initial=start)
    if request.method == "POST" and form.is_valid():
        deed = give_judgment if giving else save_judgment
        try:
            deed(
                request.actor,
                work.judgment,
                scores=form.scores(),
                version=form.cleaned_data["version"],
                now=request.now,
            )
        except Refused as refusal:
            form.refuse(refusal)
            form.take_up_scores(work.judgment.version)
        else:
            done = _("Handed in. Thank you.") if giving else _("Saved. You can go on later.")
            messages.success(request, done)
            return redirect("account:work") if giving else redirect("account:judge", judgment_id)
    shown = {
        "section": "account:home",
        "work": work,
        "edition": work.edition,
        "form": form,
        "reasons": [(reason.value, reason.label) for reason in OWN_REASONS],
    }
    return render(request, "account/judge.html", shown)


def _not_due(request: Request, judgment_id: int) -> HttpResponse:
    """A second window after handing in, or a link of a letter; whoever has no part in it finds nothing."""
    if not is_handed_in(request.actor, judgment_id):
        raise Http404
    messages.info(request, _("You handed this in already."))
    return redirect("account:work")


def _leave(request: Request, judgment: "Judgment") -> HttpResponse:
    try:
        leave_judgment(request.actor, judgment, reason=request.POST.get("reason", ""), now=request.now)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("account:judge", judgment.pk)
    messages.success(request, _("Left to somebody else."))
    return redirect("account:work")


@require_GET
@signed_in
def work_file(request: Request, judgment_id: int, place: int) -> HttpResponse:
    """A file handed in, to save under the pseudonym of the work."""
    found = blind_file(request.actor, judgment_id, place)
    if found is None:
        raise Http404
    pseudonym, file = found
    return handed_out(f"work-{pseudonym}-{file.place}", file.kind, file.data)


@require_GET
@signed_in
def material(request: Request, judgment_id: int, place: int) -> HttpResponse:
    """A file of the task, to save."""
    file = blind_material(request.actor, judgment_id, place)
    if file is None:
        raise Http404
    return handed_out(f"material-{file.place}", file.kind, file.data)
