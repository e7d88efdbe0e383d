"""Badges of somebody who works through a coach: asked for at their word, printed, shown and ended at their word."""

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_GET, require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.credentials.actions.issuing import get_badge
from techhire.plays.credentials.actions.sharing import share_badge, show_employers
from techhire.plays.credentials.actions.standing import give_up_badge
from techhire.plays.credentials.bridge.proving import holds_until
from techhire.plays.credentials.queries.badges import REASONS, badge_of, badges_of, link_of
from techhire.plays.credentials.queries.offers import offer_of, offers_of
from techhire.plays.credentials.words import LEVEL_WORDS, CredentialState, Holder
from techhire.plays.seekers.queries import skill_coded
from techhire.plays.seekers.words import BADGE_SCOPE
from techhire.portals.layout.badge_certificate import certificate_of
from techhire.portals.layout.badge_files import badge_file
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.request import Request
from techhire.portals.layout.staying import lead_to
from techhire.portals.onramp.own import around, own_person
from techhire.portals.onramp.spoken import THEIR_WORDS

if TYPE_CHECKING:
    from techhire.plays.credentials.models import Credential
    from techhire.plays.onramps.models import Caseload


class YesForm(PlainForm):
    """The person's yes to one thing, in their words."""

    words = THEIR_WORDS


class GetForm(YesForm):
    """Their yes to having the badge signed, and whether employers may know of it."""

    for_employers = forms.BooleanField(
        label=gettext_lazy(
            "They also said yes to this: employers here who can find them see that a badge exists"
        ),
        required=False,
    )
    field_order = ("for_employers", "words")


def own_badges(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only for coaches who may write: badges are the person's own, so readers do not see them."""

    @own_person
    def opened(request: Request, caseload: "Caseload", *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.actor.writes_for(caseload.organization_id):
            raise Http404
        return view(request, caseload, *args, **kwargs)

    return opened


@require_GET
@own_badges
def page(request: Request, caseload: "Caseload") -> HttpResponse:
    """What they could have, then what they have."""
    badges = list(badges_of(request.actor, caseload.seeker))
    shown = {
        "offers": [
            (offer, LEVEL_WORDS[offer.level])
            for offer in offers_of(request.actor, caseload.seeker, request.now)
        ],
        "badges": [(badge, REASONS.get(badge.reason, "")) for badge in badges if not badge.superseded_by_id],
        "now": request.now,
    }
    return render(request, "onramp/badges.html", around(request, caseload) | shown)


@require_http_methods(["GET", "POST"])
@own_badges
def get(request: Request, caseload: "Caseload", skill: str) -> HttpResponse:
    """Read out what the badge says and who sees it; a POST keeps their yes and has it signed."""
    seeker = caseload.seeker
    found = skill_coded(request.actor, skill)
    offer = offer_of(request.actor, seeker, found.pk, request.now) if found else None
    if found is None or offer is None:
        raise Http404
    form = GetForm(request.POST if request.method == "POST" else None)
    if seeker.account_id is not None:
        del form.fields["for_employers"]
    if form.is_bound and form.is_valid():
        asked = {"skill_id": found.pk, "holder": Holder.NOBODY.value, **form.cleaned_data}
        try:
            badge = get_badge(request.actor, seeker, now=request.now, **asked)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(
                request, _("The badge is signed. Print it for them, or make a link they can give away.")
            )
            return lead_to(caseload.organization_id, "onramp:person_badge", seeker.code, badge.identifier)
    shown = {
        "offer": offer,
        "level_word": LEVEL_WORDS[offer.level],
        "until": holds_until(request.now, float(found.half_life_years)),
        "form": form,
    }
    return render(request, "onramp/badge_get.html", around(request, caseload) | shown)


def _own(request: Request, caseload: "Caseload", identifier: uuid.UUID) -> "Credential":
    found = badge_of(request.actor, caseload.seeker, identifier)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@own_badges
def one(request: Request, caseload: "Caseload", identifier: uuid.UUID) -> HttpResponse:
    """Everything about one badge; a POST does one thing with it."""
    badge = _own(request, caseload, identifier)
    asked = request.POST.get("do", "")
    form = YesForm(request.POST if asked in ("share", "show") else None, auto_id=f"id_{asked or 'share'}_%s")
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        words = form.cleaned_data["words"] if form.is_bound else ""
        try:
            messages.success(request, _do(request, badge, asked, words))
            return lead_to(
                caseload.organization_id, "onramp:person_badge", caseload.seeker.code, badge.identifier
            )
        except Refused as refusal:
            form.refuse(refusal) if form.is_bound else messages.error(request, str(refusal))
    link = link_of(request.actor, badge)
    shown = {
        "badge": badge,
        "achievement": badge.achievement,
        "reason": REASONS.get(badge.reason, ""),
        "ended": badge.valid_until <= request.now,
        "is_revoked": badge.state == CredentialState.REVOKED,
        "link": link,
        "token": link.rstrip("/").rpartition("/")[2],
        "scope": BADGE_SCOPE,
        "forms": {
            name: form if asked == name else YesForm(auto_id=f"id_{name}_%s") for name in ("share", "show")
        },
        "form": form,
    }
    return render(request, "onramp/badge.html", around(request, caseload) | shown)


def _do(request: Request, badge: "Credential", asked: str, words: str) -> str:
    """Do the one thing the pressed button asks; returns what was done."""
    if asked in ("share", "unshare"):
        share_badge(request.actor, badge, on=asked == "share", words=words, now=request.now)
        return _("The link is made.") if words else _("The link is dead. Nobody can open it any more.")
    if asked in ("show", "hide"):
        show_employers(request.actor, badge, on=asked == "show", words=words, now=request.now)
        return _("Employers may know of it now.") if words else _("Employers do not see this badge any more.")
    if asked != "give_up":
        raise Http404
    give_up_badge(request.actor, badge, now=request.now)
    return _("The badge is given up. Whoever checks it sees that it does not hold any more.")


@require_GET
@own_badges
def certificate(request: Request, caseload: "Caseload", identifier: uuid.UUID) -> HttpResponse:
    """A page to print and hand over, in the language of the person."""
    badge = _own(request, caseload, identifier)
    with override(caseload.seeker.language):
        return certificate_of(request, badge)


@require_GET
@own_badges
def download(request: Request, caseload: "Caseload", identifier: uuid.UUID, form: str) -> HttpResponse:
    """The badge as a file, for a wallet app or a memory stick of theirs."""
    return badge_file(_own(request, caseload, identifier), form)
