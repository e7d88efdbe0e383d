"""One rubric: what it says, where it stands, who judges by it, and how far they agree."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.assessments.actions.assessors import end_assessor, name_assessor
from techhire.plays.assessments.actions.rubric_life import (
    change_rubric,
    open_rubric,
    retire_rubric,
    send_back,
    send_for_reading,
)
from techhire.plays.assessments.queries.agreement import agreement_of
from techhire.plays.assessments.queries.rubrics import (
    assessor_numbered,
    assessors_of,
    criteria_of,
    edition_to_show,
    rubric_numbered,
    task_file,
    what_is_missing,
    without_reader,
)
from techhire.plays.assessments.queries.works import material_of
from techhire.plays.assessments.rules.judging import may_change_rubric, may_open_rubric, may_send_back
from techhire.plays.assessments.words import RubricState
from techhire.portals.layout.files import handed_out
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.guards import signed_in
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.plays.assessments.models import Rubric, RubricEdition


class AssessorForm(PlainForm):
    """Who shall judge: somebody of any partner here, by the address they sign in with."""

    email = forms.CharField(
        label=gettext_lazy("E-mail of a member of a partner"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


def found_rubric(request: Request, rubric_id: int) -> "Rubric":
    """The rubric, or "not found" where it belongs to somebody else."""
    rubric = rubric_numbered(request.actor, rubric_id)
    if rubric is None:
        raise Http404
    return rubric


@signed_in
@require_http_methods(["GET", "POST"])
def page(request: Request, rubric_id: int) -> HttpResponse:
    """Show one edition, the newest unless ``?edition=`` names another; each button does one thing."""
    rubric = found_rubric(request, rubric_id)
    number = request.GET.get("edition", "")
    edition = edition_to_show(rubric, int(number) if number.isdecimal() and len(number) < 5 else None)
    if edition is None:
        raise Http404
    form = AssessorForm(request.POST if request.POST.get("do") == "name" else None)
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        try:
            _do(request, rubric, edition, form)
        except Refused as refusal:
            if not form.is_bound:
                messages.error(request, str(refusal))
                return redirect("account:rubric", rubric.pk)
            form.refuse(refusal)
        else:
            return redirect("account:rubric", rubric.pk)
    return render(request, "account/rubric.html", _shown(request, rubric, edition, form))


def _shown(
    request: Request, rubric: "Rubric", edition: "RubricEdition", form: AssessorForm
) -> dict[str, Any]:
    open_verdict = may_open_rubric(request.actor, edition)
    return {
        "section": "account:home",
        "rubric": rubric,
        "edition": edition,
        "editions": rubric.editions.order_by("-number"),
        "criteria": criteria_of(edition),
        "material": material_of(edition),
        "missing": what_is_missing(edition) if edition.state == RubricState.DRAFT else [],
        "may_write": bool(may_change_rubric(request.actor, rubric)),
        "may_open": bool(open_verdict),
        "why_not_open": "" if open_verdict else open_verdict.reason,
        "may_send_back": bool(may_send_back(request.actor, edition)),
        "assessors": assessors_of(request.actor, rubric),
        "without_reader": without_reader(request.actor, rubric),
        "form": form,
    }


def _do(request: Request, rubric: "Rubric", edition: "RubricEdition", form: AssessorForm) -> None:
    actor, now = request.actor, request.now
    moves: dict[str, tuple[Callable[[], object], str]] = {
        "send": (lambda: send_for_reading(actor, edition, now=now), _("It waits for a second reader now.")),
        "back": (lambda: send_back(actor, edition, now=now), _("It is a draft again.")),
        "open": (lambda: open_rubric(actor, edition, now=now), _("It is in use now.")),
        "change": (lambda: change_rubric(actor, rubric, now=now), _("A new wording is begun as a draft.")),
        "retire": (
            lambda: retire_rubric(actor, rubric, now=now),
            _("Nobody can begin it any more. What is under way is judged."),
        ),
        "name": (
            lambda: name_assessor(actor, rubric, email=form.cleaned_data["email"], now=now),
            _("They can judge from now on."),
        ),
        "end": (lambda: _end(request, rubric), _("They judge no new work. What waited goes to others.")),
    }
    move = moves.get(request.POST.get("do", ""))
    if move is None:
        raise Refused(_("Choose one of the answers."))
    move[0]()
    messages.success(request, move[1])


def _end(request: Request, rubric: "Rubric") -> None:
    chosen = request.POST.get("assessor", "")
    known = chosen.isdecimal() and len(chosen) < 19
    assessor = assessor_numbered(request.actor, rubric, int(chosen)) if known else None
    if assessor is None:
        raise Refused(_("They do not judge any more."))
    end_assessor(request.actor, assessor, now=request.now)


@require_GET
@signed_in
def material(request: Request, rubric_id: int, number: int, place: int) -> HttpResponse:
    """A file of the task, to save."""
    rubric = found_rubric(request, rubric_id)
    edition = edition_to_show(rubric, number)
    file = task_file(request.actor, rubric, edition, place) if edition is not None else None
    if file is None:
        raise Http404
    return handed_out(f"material-{file.place}", file.kind, file.data)


@require_GET
@signed_in
def agreement(request: Request, rubric_id: int) -> HttpResponse:
    """How far the assessors agree, and from how many pieces that is known."""
    rubric = found_rubric(request, rubric_id)
    shown = {
        "section": "account:home",
        "rubric": rubric,
        "edition": edition_to_show(rubric),
        "told": agreement_of(request.actor, rubric),
    }
    return render(request, "account/agreement.html", shown)
