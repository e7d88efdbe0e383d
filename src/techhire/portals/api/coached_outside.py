"""Credentials from elsewhere of somebody who works through a coach: sent and taken back at their word."""

from typing import Annotated, Any

from ninja import Query, Router
from ninja.responses import Status

from techhire.plays.credentials.queries.outside import sent_by
from techhire.portals.api.coached_badges import holder
from techhire.portals.api.fields import Number, PersonCode, Slug, prose
from techhire.portals.api.outside import SendGiven, SentShown, send_for, sending, take_back_for
from techhire.portals.api.paging import Page, Paging, page_of
from techhire.portals.api.service import answers
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Credentials from elsewhere"])
PERSON = "onramps/{slug}/people/{code}/outside-credentials"


class SendHeard(SendGiven):
    """The same, with what the person said when they agreed, in their words."""

    words: Annotated[str, prose(2000, least=1)]


@router.get(PERSON, response=answers(Page[SentShown], found=True))
def coached_outside_credentials(request: Request, slug: Slug, code: PersonCode, asked: Query[Paging]) -> Any:
    """Credentials from elsewhere that somebody I coach sent, newest first."""
    seeker = holder(request, slug, code)
    rows = sent_by(request.actor, seeker)
    return page_of(rows, asked, by=("-sent_at", "-pk"), name=f"outside-credentials:{seeker.pk}")


@router.post(
    PERSON,
    response=answers(SentShown, status=201, found=True, written=True),
    auth=writer,
    throttle=[sending],
)
def send_coached_from_elsewhere(request: Request, slug: Slug, code: PersonCode, body: SendHeard) -> Any:
    """Have an organization here look at a credential of theirs, at their word."""
    return Status(201, send_for(request, holder(request, slug, code), body, body.words))


@router.delete(
    PERSON + "/{number}", response=answers(None, status=204, found=True, written=True), auth=writer
)
def take_back_coached_from_elsewhere(request: Request, slug: Slug, code: PersonCode, number: Number) -> Any:
    """Take one back at their word, while somebody could still accept it."""
    take_back_for(request, holder(request, slug, code), number)
    return Status(204, None)
