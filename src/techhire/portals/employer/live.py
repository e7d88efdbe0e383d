"""Five-minute live checks with one person: asked for a skill of the job, agreed to, started together, answered."""

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused, refused
from techhire.plays.assessments.actions.live import start_confirm, withdraw_confirm
from techhire.plays.assessments.words import CheckEnd, LiveCheckState, LiveOutcome, Watched
from techhire.plays.matches.actions.live import ask_everybody_for_live_check, ask_for_live_check
from techhire.plays.matches.queries.live import live_offers, with_ends
from techhire.plays.matches.queries.meeting import job_asked_for
from techhire.plays.matches.rules import may_ask_for_live_check
from techhire.portals.employer.finding import gone, met_here, own_posting
from techhire.portals.layout.guards import sits_as
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.commons.permits import Verdict
    from techhire.plays.assessments.models import LiveCheck
    from techhire.plays.marketplace.models import Posting
    from techhire.plays.matches.queries import PersonShown
    from techhire.plays.matches.queries.live import LiveOffer
    from techhire.portals.employer.finding import Meeting

t = gettext_lazy
IN_SHORT = {
    LiveCheckState.ASKED: t("asked, waits for their answer"),
    LiveCheckState.AGREED: t("they said yes"),
    LiveCheckState.STARTED: t("under way"),
    LiveCheckState.DECLINED: t("ended, the person does not want it"),
    LiveCheckState.WITHDRAWN: t("ended before it began"),
}
CAME_TO = {
    LiveOutcome.CONSISTENT: t("confirmed live"),
    LiveOutcome.LOWER: t("not confirmed, lower than the earlier result"),
    LiveOutcome.TOO_FEW: t("too few answers in time to say"),
}


def in_short(check: "LiveCheck", ended: str) -> str:
    """Where a live check stands, as the employer reads it. Why somebody does not want it is not told."""
    if ended == CheckEnd.JOB_HELD:
        return _("ended, the job was out of sight")
    if check.state == LiveCheckState.DONE:
        return str(CAME_TO[LiveOutcome(check.outcome)])
    return str(IN_SHORT[LiveCheckState(check.state)])


@dataclass(frozen=True)
class Checks:
    """Skills with a live check that was asked of somebody, and where each stands; whether one is left to ask for."""

    asked: list[tuple[Any, str]]
    is_left: bool


def checks_in_short(request: Request, posting: "Posting", person: "PersonShown") -> Checks:
    """The live checks of somebody whose name is known; of others there are none."""
    met = met_here(request, posting, person.row.pseudonym) if person.known is not None else None
    offers = with_ends(live_offers(request.actor, posting, met.seeker)) if met else []
    asked = [(offer.skill, in_short(offer.check, offer.ended)) for offer in offers if offer.check is not None]
    has_account = met is not None and met.seeker.account_id is not None
    return Checks(asked, has_account and any(offer.may_ask for offer in offers))


@require_http_methods(["GET", "POST"])
@sits_as(Kind.EMPLOYER)
def page(request: Request, identifier: uuid.UUID, pseudonym: str) -> HttpResponse:
    """Open once the name is known; a POST asks one or everybody, starts a check, or takes it back."""
    posting = own_posting(request, identifier)
    met = met_here(request, posting, pseudonym)
    if met is None:
        return gone(request, posting)
    if request.method == "POST":
        try:
            messages.success(request, _do(request, posting, met))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("employer:live", identifier, pseudonym)
    person = met.way.show(request.actor, posting, pseudonym, now=request.now)
    if person is None or person.known is None:
        return redirect(met.address)
    offers = with_ends(live_offers(request.actor, posting, met.seeker))
    shown = {
        "section": "employer:home",
        "posting": posting,
        "name": person.known.name,
        "back": met.address,
        "offers": [offer for offer in offers if offer.check is not None or offer.may_ask],
        "nothing_yet": [offer.skill for offer in offers if offer.check is None and not offer.has_more],
        "may_ask": _may_ask(request, posting, met),
        "may_write": request.actor.writes_for(posting.organization_id),
        "ways": Watched.choices,
    }
    return render(request, "employer/live.html", shown)


def _may_ask(request: Request, posting: "Posting", met: "Meeting") -> "Verdict":
    """Whether to draw the buttons that ask, or the reason why not; the action decides."""
    verdict = may_ask_for_live_check(request.actor, posting, met.seeker)
    if verdict and met.seeker.account_id is None:
        return refused(_("This person has no account here, so nobody can say yes. A coach can open one."))
    return verdict


def _do(request: Request, posting: "Posting", met: "Meeting") -> str:
    """Carry out what the pressed button says; returns what to say."""
    offers = live_offers(request.actor, posting, met.seeker)
    if "start" in request.POST:
        check = _named(offers, request.POST["start"])
        start_confirm(request.actor, check, job=job_asked_for(request.actor, check), now=request.now)
        return _("Started. The person can press Begin on their own page now.")
    if "withdraw" in request.POST:
        withdraw_confirm(request.actor, _named(offers, request.POST["withdraw"]), now=request.now)
        return _("Taken back. Nothing is asked any more.")
    chosen = request.POST.get("everybody") or request.POST.get("ask", "")
    skill = next((offer.skill for offer in offers if str(offer.skill.pk) == chosen), None)
    if skill is None:
        raise Refused(_("Choose what the live check is about."))
    said: dict[str, Any] = {
        "skill_id": skill.pk,
        "watched": request.POST.get("watched", ""),
        "now": request.now,
    }
    if "everybody" in request.POST:
        n = ask_everybody_for_live_check(request.actor, posting, **said)
        return (
            ngettext("Asked %d person. They say yes or no.", "Asked %d people. Each says yes or no.", n) % n
        )
    ask_for_live_check(request.actor, posting, met.seeker, **said)
    return _("Asked. The person sees it on their own page and says yes or no.")


def _named(offers: "list[LiveOffer]", chosen: str) -> "LiveCheck":
    check = next((offer.check for offer in offers if offer.check and str(offer.check.pk) == chosen), None)
    if check is None:
        raise Refused(_("This live check is not there any more."))
    return check
