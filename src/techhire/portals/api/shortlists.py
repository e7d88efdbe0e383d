"""Who fits a posting: people without names, the employer's answers, and names at the agreed stage."""

from typing import Any

from django.http import Http404
from ninja import Query, Router

from techhire.plays.matches.actions.decisions import decide, unmask
from techhire.plays.matches.actions.showing import show_person, show_shortlist
from techhire.plays.matches.queries import seeker_behind
from techhire.plays.matches.words import Answer, EarlyReason
from techhire.portals.api.counts import Count
from techhire.portals.api.employer import own_posting
from techhire.portals.api.fields import Given, Identifier, Pseudonym, Shown, Spoken
from techhire.portals.api.fits import LineShown
from techhire.portals.api.paging import Limit
from techhire.portals.api.service import answers
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Shortlist"])


class LiveLineShown(LineShown):
    """A requirement, with what a live check my employer watched for this job came to, if there was one.

    ``proven_by`` are the kinds of evidence behind a proven skill, in words; never who gave it.
    """

    live: str
    proven_by: list[Spoken]


class RowShown(Shown):
    """One person without a name. ``equal`` says that others stand at the same place; their order means nothing."""

    pseudonym: str
    place: int
    equal: bool
    fit: float
    words: Spoken
    shows: int
    of: int
    lines: list[LiveLineShown]
    answer: str
    unmasked: bool


class ShortlistShown(Shown):
    """The list, how many more stand level with its last, and how many people were looked at in all, rounded.

    ``is_preview`` is true before the posting is published for the first time: there are counts and no ``rows``. A
    posting that is paused or expired lists the people it has shown before and nobody new.
    """

    rows: list[RowShown]
    tied_beyond: int
    considered: Count
    filtered: Count
    is_preview: bool


class BackedLineShown(Shown):
    """A requirement and the kinds of evidence that count for it; until when they say they used it, in words."""

    line: LiveLineShown
    kinds: list[str]
    used: Spoken


class ContactShown(Shown):
    """A way to reach a person."""

    kind: str
    value: str


class KnownShown(Shown):
    """Who the person is, once the name is shown."""

    name: str
    contacts: list[ContactShown]


class PersonShown(Shown):
    """One person of the list in detail; ``known`` only after the unmasking, ``ended`` where that was ended."""

    pseudonym: str
    fit: float
    words: Spoken
    shows: int
    of: int
    lines: list[BackedLineShown]
    answer: str
    may_name: bool
    at_stage: bool
    ended: bool
    known: KnownShown | None


class Size(Shown):
    """How many people."""

    limit: Limit = 50


class DecisionGiven(Given):
    """What the employer says to a person."""

    answer: Answer


class DecisionShown(Shown):
    """The answer that stands."""

    answer: str


class UnmaskingGiven(Given):
    """Why a name is wanted before the posting's own stage; the person will read it."""

    early_reason: EarlyReason | None = None


@router.get("postings/{identifier}/shortlist", response=answers(ShortlistShown, found=True))
def people_who_fit(request: Request, identifier: Identifier, asked: Query[Size]) -> Any:
    """The people who fit, in order; each of them can read that this employer saw them without a name."""
    posting = own_posting(request, identifier)
    told = show_shortlist(request.actor, posting, now=request.now, size=asked.limit)
    return {
        "rows": told.rows,
        "tied_beyond": told.tied_beyond,
        "considered": Count.of(told.considered),
        "filtered": Count.of(told.filtered),
        "is_preview": told.is_preview,
    }


@router.get("postings/{identifier}/shortlist/{pseudonym}", response=answers(PersonShown, found=True))
def person(request: Request, identifier: Identifier, pseudonym: Pseudonym) -> Any:
    """One person of the list in detail."""
    return _person(request, identifier, pseudonym)


def _person(request: Request, identifier: str, pseudonym: str) -> dict[str, Any]:
    told = show_person(request.actor, own_posting(request, identifier), pseudonym, now=request.now)
    if told is None:
        raise Http404
    names = ("pseudonym", "fit", "words", "shows", "of", "lines", "answer")
    said = {name: getattr(told.row, name) for name in names}
    known = told.known and {
        "name": told.known.name,
        "contacts": [{"kind": kind, "value": value} for kind, value in told.known.contacts],
    }
    return said | {"may_name": told.may_name, "at_stage": told.at_stage, "ended": told.ended, "known": known}


@router.put(
    "postings/{identifier}/shortlist/{pseudonym}/decision",
    response=answers(DecisionShown, found=True, written=True),
    auth=writer,
)
def answer_person(request: Request, identifier: Identifier, pseudonym: Pseudonym, body: DecisionGiven) -> Any:
    """Say yes, no or later; the newest answer stands."""
    posting = own_posting(request, identifier)
    seeker = seeker_behind(request.actor, posting, pseudonym)
    if seeker is None:
        raise Http404
    return decide(request.actor, posting, seeker, answer=body.answer.value, now=request.now)


@router.post(
    "postings/{identifier}/shortlist/{pseudonym}/unmask",
    response=answers(PersonShown, found=True, written=True),
    auth=writer,
)
def learn_name(request: Request, identifier: Identifier, pseudonym: Pseudonym, body: UnmaskingGiven) -> Any:
    """Learn who somebody is, at the posting's stage or earlier for a reason."""
    posting = own_posting(request, identifier)
    seeker = seeker_behind(request.actor, posting, pseudonym)
    if seeker is None:
        raise Http404
    reason = body.early_reason.value if body.early_reason else ""
    unmask(request.actor, posting, seeker, early_reason=reason, now=request.now)
    return _person(request, identifier, pseudonym)
