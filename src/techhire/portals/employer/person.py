"""One person, from the shortlist or because they asked: each requirement in words, the answer, the name in its time."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused
from techhire.plays.credentials.queries.badges import badges_behind
from techhire.plays.matches.actions.decisions import decide, unmask
from techhire.plays.matches.queries import PersonShown, beside
from techhire.plays.matches.queries.messages import WrittenAbout, messages_with
from techhire.plays.matches.words import Answer, EarlyReason
from techhire.portals.employer.finding import ASKED, RANKED, Way, gone, own_posting
from techhire.portals.employer.live import checks_in_short
from techhire.portals.employer.shortlist import may_answer
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.guards import sits_as
from techhire.portals.layout.request import Request


class EarlyForm(PlainForm):
    """Asking for a name before its time, with the reason the person will read."""

    early_reason = forms.ChoiceField(
        label=gettext_lazy("Why do you need the name now?"), choices=EarlyReason.choices, required=False
    )


@require_http_methods(["GET", "POST"])
@sits_as(Kind.EMPLOYER)
def page(request: Request, identifier: uuid.UUID, pseudonym: str) -> HttpResponse:
    """Show one person of the shortlist."""
    return _page(request, identifier, pseudonym, RANKED)


@require_http_methods(["GET", "POST"])
@sits_as(Kind.EMPLOYER)
def asked(request: Request, identifier: uuid.UUID, pseudonym: str) -> HttpResponse:
    """Show one person who asked to be read, without the fit that would put them in an order."""
    return _page(request, identifier, pseudonym, ASKED)


def _page(request: Request, identifier: uuid.UUID, pseudonym: str, way: Way) -> HttpResponse:
    """Show one person; a POST answers (``do=decide``) or asks for the name (``do=unmask``)."""
    posting = own_posting(request, identifier)
    form = EarlyForm(request.POST if request.POST.get("do") == "unmask" else None)
    if request.method == "POST":
        done = _act(request, posting, pseudonym, form, way)
        if done is not None:
            return done
    person = way.show(request.actor, posting, pseudonym, now=request.now)
    if person is None:
        return gone(request, posting)
    context = {
        "section": "employer:home",
        "posting": posting,
        "person": person,
        "row": person.row,
        "lines": _with_badges(request, person),
        "live": checks_in_short(request, posting, person),
        "written": _written(request, posting, person),
        "form": form,
        "answers": Answer.choices,
        "can_answer": may_answer(request, posting),
        "asked": way is ASKED,
        "beside": beside(request.actor, posting, pseudonym) if way is RANKED else None,
        "here": reverse(way.page, args=[posting.identifier, pseudonym]),
        "back": reverse(way.back, args=[posting.identifier]),
    }
    return render(request, "employer/person.html", context)


def _written(request: Request, posting: Any, person: PersonShown) -> WrittenAbout | None:
    """What we wrote to somebody we said yes to; None before a yes."""
    if person.row.answer != Answer.YES:
        return None
    return messages_with(request.actor, posting, person.row.seeker_id)


def _with_badges(request: Request, person: PersonShown) -> list[tuple[Any, int]]:
    """Each line with the level of the signed badge behind it that the person lets employers here know of, else 0."""
    skills = [backed.line.skill.pk for backed in person.row.lines]
    levels = badges_behind(request.community.pk, person.row.seeker_id, skills, request.now)
    return [(backed, levels.get(backed.line.skill.pk, 0)) for backed in person.row.lines]


def _act(request: Request, posting: Any, pseudonym: str, form: EarlyForm, way: Way) -> HttpResponse | None:
    """Carry out what was asked; None where the page shows what is wrong with it."""
    seeker = way.find(request.actor, posting, pseudonym)
    if seeker is None:
        messages.warning(request, _("This person is no longer there to be found. Nothing was saved."))
        return redirect(way.back, identifier=posting.identifier)
    try:
        if request.POST.get("do") == "unmask":
            reason = request.POST.get("early_reason", "")
            unmask(request.actor, posting, seeker, early_reason=reason, now=request.now)
            messages.success(request, _("You can see the name now. The person can read that you did."))
        else:
            decide(request.actor, posting, seeker, answer=request.POST.get("answer", ""), now=request.now)
            if way is RANKED:
                return _on_to_the_next(request, posting, pseudonym)
            messages.success(request, _("Saved."))
    except Refused as refusal:
        if form.is_bound:
            form.is_valid()
            form.refuse(refusal)
            return None
        messages.error(request, str(refusal))
    return redirect(way.page, identifier=posting.identifier, pseudonym=pseudonym)


def _on_to_the_next(request: Request, posting: Any, pseudonym: str) -> HttpResponse:
    """Say what was saved, with the way back, and go on to the next person without an answer, or else to the list."""
    around = beside(request.actor, posting, pseudonym)
    answer = Answer(request.POST["answer"]).label
    saved = _("Saved for person %(name)s: %(answer)s.") % {"name": pseudonym.upper(), "answer": answer}
    here = reverse("employer:person", args=[posting.identifier, pseudonym])
    back = _("Back to person %(name)s") % {"name": pseudonym.upper()}
    left = ngettext("%(n)d person has no answer yet.", "%(n)d people have no answer yet.", around.left)
    more = left % {"n": around.left} if around.left else _("Everybody on this list has an answer.")
    messages.success(request, format_html('{} {} <a href="{}">{}</a>', saved, more, here, back))
    if around.undecided:
        there = reverse("employer:person", args=[posting.identifier, around.undecided])
        return redirect(f"{there}#main")
    return redirect(f"{reverse('employer:shortlist', args=[posting.identifier])}#{pseudonym}")
