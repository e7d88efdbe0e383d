"""What I am looking for: every answer on one page, and one question a page to change it."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.seekers.actions.contacts import set_contacts
from techhire.plays.seekers.actions.profile import update_profile
from techhire.plays.seekers.queries import contacts_of, seeker_of
from techhire.plays.seekers.words import SCHEDULE_BITS, SCHEDULE_WORDS, Said
from techhire.portals.layout.request import Request
from techhire.portals.seeker.own import own_record
from techhire.portals.seeker.profile_forms import STEPS, ContactForm, StepForm

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Seeker

BY_SLUG = {form.slug: form for form in STEPS}


@require_GET
@own_record
def page(request: Request, seeker: "Seeker") -> HttpResponse:
    """All answers, each with a link to change it."""
    answers = _answers(request, seeker)
    rows = [{"form": form, "answer": answers[form.slug]} for form in STEPS]
    open_rows = [row for row in rows if not row["answer"]]
    shown = {
        "section": "seeker:home",
        "seeker": seeker,
        "rows": rows,
        "done": len(rows) - len(open_rows),
        "next": open_rows[0]["form"] if open_rows else None,
    }
    return render(request, "seeker/profile.html", shown)


@require_http_methods(["GET", "POST"])
@own_record
def step(request: Request, seeker: "Seeker", step: str) -> HttpResponse:
    """One question: answer it and go on, or answer it and come back another day."""
    if step not in BY_SLUG:
        raise Http404
    kind = BY_SLUG[step]
    form = kind(initial=_initial(request, seeker, kind))
    if request.method == "POST":
        form = kind(request.POST, initial=form.initial)
        if form.is_valid() and _saved(request, seeker, form):
            messages.success(request, _("Saved."))
            return _onward(request, kind)
    at = STEPS.index(kind)
    shown = {
        "section": "seeker:home",
        "form": form,
        "number": at + 1,
        "total": len(STEPS),
        "before": STEPS[at - 1] if at else None,
        "now_held": _answers(request, seeker_of(request.actor) or seeker)[step],
    }
    return render(request, "seeker/profile_step.html", shown)


def _initial(request: Request, seeker: "Seeker", kind: type[StepForm]) -> dict[str, Any]:
    if kind is not ContactForm:
        return {**kind.initial_of(seeker), "version": seeker.version}
    ways = list(contacts_of(request.actor, seeker))
    return {
        **{row.kind: row.value for row in ways},
        "is_shared": any(row.is_shared for row in ways),
        "for_employers": not ways or all(row.for_employers for row in ways),
    }


def _saved(request: Request, seeker: "Seeker", form: StepForm) -> bool:
    """Whether it was saved; a refusal stands on the form, what was typed stays typed."""
    typed = form.cleaned_data
    try:
        if isinstance(form, ContactForm):
            set_contacts(
                request.actor,
                seeker,
                ways={"email": typed["email"], "phone": typed["phone"]},
                is_shared=typed["is_shared"],
                for_employers=typed["for_employers"],
                now=request.now,
            )
        else:
            update_profile(
                request.actor,
                seeker,
                expected_version=typed["version"],
                now=request.now,
                **form.changes(),
            )
    except Refused as refusal:
        form.refuse(refusal)
        if not isinstance(form, ContactForm):
            form.take_up(seeker.version)
        return False
    return True


def _onward(request: Request, kind: type[StepForm]) -> HttpResponse:
    at = STEPS.index(kind)
    if "later" in request.POST or at + 1 == len(STEPS):
        return redirect("seeker:profile")
    return redirect("seeker:profile_step", STEPS[at + 1].slug)


def _answers(request: Request, seeker: "Seeker") -> dict[str, str]:
    """Every answer in a few words, empty where there is none yet."""
    hours = [str(SCHEDULE_WORDS[name]) for name, bit in SCHEDULE_BITS.items() if seeker.schedule & bit]
    start = seeker.available_from
    return {
        "name": seeker.name,
        "age": {True: _("18 or older"), False: _("under 18")}.get(seeker.is_adult, ""),  # type: ignore[arg-type]  # None too
        "place": _place(seeker),
        "travel": _("%(mode)s, about %(minutes)d minutes")
        % {"mode": seeker.get_travel_mode_display(), "minutes": seeker.travel_minutes},
        "schedule": ", ".join(hours),
        "pay": _("at least $%.2f an hour") % (seeker.pay_floor_cents / 100) if seeker.pay_floor_cents else "",
        "start": date_format(start) if start else "",
        "authorization": _authorization(seeker),
        "degree": "" if seeker.has_degree == Said.NOT_SAID else str(seeker.get_has_degree_display()),
        "contact": ", ".join(row.value for row in contacts_of(request.actor, seeker)),
    }


def _place(seeker: "Seeker") -> str:
    named = f"{seeker.place} {seeker.zip_code}".strip()
    if not seeker.remote_ok:
        return named
    return _("%(place)s, or from home") % {"place": named} if named else ""


def _authorization(seeker: "Seeker") -> str:
    if seeker.authorized == Said.NOT_SAID and seeker.needs_sponsorship == Said.NOT_SAID:
        return ""
    return _("allowed to work: %(allowed)s; needs a sponsor: %(sponsor)s") % {
        "allowed": seeker.get_authorized_display(),
        "sponsor": seeker.get_needs_sponsorship_display(),
    }
