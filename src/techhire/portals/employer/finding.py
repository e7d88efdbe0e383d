"""Finding what a page is about: a posting of the employer's own, and a person on one of its two lists."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from techhire.plays.marketplace.queries import posting_by_identifier
from techhire.plays.matches.actions.reviews import show_person_asking
from techhire.plays.matches.actions.showing import show_person
from techhire.plays.matches.queries import PersonShown, person_met, seeker_asking, seeker_behind
from techhire.plays.matches.rules import may_see_shortlist
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.plays.marketplace.models import Posting
    from techhire.plays.seekers.models import Seeker

STEPS = ("post", "check", "requirements", "details", "posting")


@dataclass(frozen=True)
class Way:
    """How the employer came here: over the ordered list, or over the list of those who asked, which has no order."""

    find: Callable[..., Any]
    show: Callable[..., PersonShown | None]
    page: str
    back: str


RANKED = Way(seeker_behind, show_person, "employer:person", "employer:shortlist")
ASKED = Way(seeker_asking, show_person_asking, "employer:asked_person", "employer:asked")


@dataclass(frozen=True)
class Meeting:
    """A person on either list, the way there, and the address of the page about them."""

    seeker: "Seeker"
    way: Way
    address: str


def own_posting(request: Request, identifier: uuid.UUID) -> "Posting":
    """The posting, or "not found" where it belongs to somebody else."""
    found = posting_by_identifier(request.actor, identifier)
    if found is None or not request.actor.belongs_to(found.organization_id):
        raise Http404
    return found


def met_here(request: Request, posting: "Posting", pseudonym: str) -> Meeting | None:
    """The person behind a made-up name, which is the same on both lists of a posting."""
    met = person_met(request.actor, posting, pseudonym)
    if met is None:
        return None
    way = ASKED if met.asked else RANKED
    return Meeting(met.seeker, way, reverse(way.page, args=[posting.identifier, pseudonym]))


def gone(request: Request, posting: "Posting", *, unsent: str = "") -> HttpResponse:
    """Nobody is behind the name any more: the same page whatever the reason, so that none can be guessed.

    ``unsent`` is what was written to them; it is given back.
    """
    context = {
        "section": "employer:home",
        "posting": posting,
        "unsent": unsent,
        "ranking": may_see_shortlist(request.actor, posting),
    }
    return render(request, "employer/gone.html", context, status=404)
