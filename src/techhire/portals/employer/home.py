"""The employer's first screen: what needs a decision now, and how the postings are going."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from techhire.commons.communities.words import WAITING, Kind
from techhire.plays.marketplace.queries import postings_of
from techhire.plays.marketplace.words import PostingState
from techhire.plays.matches.queries import found_here, in_words, reviews_first_due, reviews_waiting
from techhire.plays.matches.queries.replies import replies_to_go_on_with
from techhire.plays.matches.queries.waiting import waiting_for
from techhire.plays.matches.rules import may_search_people
from techhire.portals.employer.alike import told_apart
from techhire.portals.layout.guards import current_organization, prepares_as
from techhire.portals.layout.request import Request
from techhire.portals.layout.waiting import waiting_here

if TYPE_CHECKING:
    from techhire.plays.marketplace.models import Posting
    from techhire.plays.matches.queries.replies import Replied
    from techhire.plays.matches.queries.waiting import Waiting

OPEN = {PostingState.PUBLISHED, PostingState.PAUSED}
UNDER_WAY = {PostingState.DRAFT, PostingState.CHECKED}
FIRST = 5
"""Lines of a list shown at once; the rest is folded. Our judgment: what a phone shows beside what needs a decision."""


@dataclass(frozen=True)
class PostingRow:
    """One posting of the employer: who is to be looked at, who asked to be read and by when, what tells it apart."""

    posting: "Posting"
    waiting: "Waiting | None"
    asking: int
    due: date | None
    apart: str

    @property
    def undecided(self) -> int:
        """How many of its first people have no answer."""
        return self.waiting.undecided if self.waiting else 0


@dataclass(frozen=True)
class ReplyRow:
    """What somebody answered to a message for a posting, and what tells the posting apart."""

    posting: "Posting"
    apart: str
    replied: "Replied"


@require_GET
@prepares_as(Kind.EMPLOYER)
def page(request: Request) -> HttpResponse:
    """What needs a decision first, then the open postings, the ones under way, and the rest folded."""
    organization = current_organization(request, Kind.EMPLOYER)
    wanted = request.GET.get("title", "").replace("\x00", "").strip()[:80]
    rows = _rows(request, list(postings_of(request.actor, organization)[:200]))
    open_rows = [row for row in rows if row.posting.state in OPEN]
    drafts = [row for row in rows if row.posting.state in UNDER_WAY]
    now = _now(open_rows, _replies(request, open_rows), drafts)
    waits = organization.state in WAITING
    context = {
        "waits": waits,
        "people": in_words(found_here(request.community)) if waits else "",
        "section": "employer:home",
        "waits_here": waiting_here(request.actor),
        "organization": organization,
        "now": now[:FIRST],
        "now_more": now[FIRST:],
        "wanted": wanted,
        "many": len(rows) > FIRST,
        "first": FIRST,
        "open_rows": _named(open_rows, wanted),
        "drafts": _named(drafts, wanted),
        "past": _named([row for row in rows if row.posting.state not in OPEN | UNDER_WAY], wanted),
        "any_open": bool(open_rows),
        "any_draft": bool(drafts),
        "to_review": sum(row.undecided > 0 for row in open_rows),
        "late": sum(row.due is not None and row.due < request.today for row in open_rows),
        "asking": sum(row.asking for row in open_rows),
        "may_search": may_search_people(request.actor, organization),
        "may_write": request.actor.prepares_for(organization.pk),
    }
    return render(request, "employer/home.html", context)


def _rows(request: Request, postings: list["Posting"]) -> list[PostingRow]:
    waiting = waiting_for(request.actor, [p for p in postings if p.state == PostingState.PUBLISHED])
    open_ones = [p for p in postings if p.state in OPEN]
    asking = reviews_waiting(request.actor, open_ones)
    due = reviews_first_due(request.actor, open_ones)
    apart = told_apart(postings, request.community.day_of)
    return [
        PostingRow(p, waiting.get(p.pk), asking.get(p.pk, 0), due.get(p.pk), apart.get(p.pk, ""))
        for p in postings
    ]


def _replies(request: Request, open_rows: list[PostingRow]) -> list[ReplyRow]:
    """Answers to messages that wait for a step, newest first."""
    rows = {row.posting.pk: row for row in open_rows}
    replied = replies_to_go_on_with(request.actor, [row.posting for row in open_rows], request.now)
    return [ReplyRow(rows[one.posting_id].posting, rows[one.posting_id].apart, one) for one in replied]


def _now(
    open_rows: list[PostingRow], replies: list[ReplyRow], drafts: list[PostingRow]
) -> list[tuple[str, PostingRow | ReplyRow]]:
    """What waits for the employer: those who asked by the earliest day, who answered it, new people, drafts."""
    asked = sorted((row for row in open_rows if row.due), key=lambda row: row.due or date.max)
    new = sorted((row for row in open_rows if row.undecided), key=lambda row: -row.undecided)
    return [
        *(("asked", row) for row in asked),
        *(("replied", row) for row in replies),
        *(("people", row) for row in new),
        *(("draft", row) for row in drafts),
    ]


def _named(rows: list[PostingRow], words: str) -> list[PostingRow]:
    """Those whose title holds every word."""
    wanted = words.casefold().split()
    return [row for row in rows if all(word in row.posting.title.casefold() for word in wanted)]
