"""Messages through the site: written by an employer that said yes, answered by the person, seen to wait by a coach."""

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404
from ninja import Router
from ninja.responses import Status

from techhire.plays.matches.actions.messages import answer_message, send_message, withdraw_message
from techhire.plays.matches.queries.messages import (
    Written,
    messages_about,
    messages_to,
    waiting_messages,
)
from techhire.plays.matches.words import MESSAGE_LENGTH, REPLY_LENGTH, MessageState, Reply
from techhire.plays.seekers.words import Purpose
from techhire.portals.api.fields import Given, Identifier, Number, PersonCode, Pseudonym, Shown, Slug, prose
from techhire.portals.api.jobs import JobBrief
from techhire.portals.api.live_checks import met_by_name
from techhire.portals.api.looks import note_record
from techhire.portals.api.onramp import own_case
from techhire.portals.api.own import own_record
from techhire.portals.api.service import answers
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Messages"])
ONE = "postings/{identifier}/people/{pseudonym}/messages"
COACHED = "onramps/{slug}/people/{code}/messages"


class MessageShown(Shown):
    """A message and where it stands: ``waiting``, ``yes``, ``other_time``, ``no``, ``taken_back`` or ``ended``."""

    id: int
    text: str
    state: str
    words: str
    sent_at: datetime
    answered_at: datetime | None


class MyMessage(MessageShown):
    """One written to me, with the job it is about."""

    job: JobBrief


class WaitingShown(Shown):
    """That a message waits for somebody I coach, and about which job; its words are theirs to read."""

    id: int
    job: JobBrief
    sent_at: datetime


class MessageGiven(Given):
    """Some days and times, or how to call."""

    text: Annotated[str, prose(MESSAGE_LENGTH, least=1)]


class ReplyGiven(Given):
    """Yes, no or another time; the employer reads the words as they are."""

    answer: Reply
    words: Annotated[str, prose(REPLY_LENGTH)] = ""


def _shown(one: Written) -> dict[str, Any]:
    names = ("text", "words", "sent_at", "answered_at")
    said = {name: getattr(one.message, name) for name in names}
    return said | {"id": one.message.pk, "state": one.state.value, "job": one.message.posting}


@router.get(ONE, response=answers(list[MessageShown], found=True))
def messages_sent(request: Request, identifier: Identifier, pseudonym: Pseudonym) -> Any:
    """What my employer wrote to a person for my posting and what they answered, newest first."""
    posting, seeker = met_by_name(request, identifier, pseudonym)
    return [_shown(one) for one in messages_about(request.actor, posting, seeker).messages]


@router.post(ONE, response=answers(MessageShown, status=201, found=True, written=True), auth=writer)
def write_message(request: Request, identifier: Identifier, pseudonym: Pseudonym, body: MessageGiven) -> Any:
    """Write to a person my employer said yes to. 409 while one waits, after a no, and after three."""
    posting, seeker = met_by_name(request, identifier, pseudonym)
    made = send_message(request.actor, posting, seeker, text=body.text, now=request.now)
    return Status(201, _shown(Written(made, MessageState.WAITING)))


@router.delete(ONE + "/{number}", response=answers(None, status=204, found=True, written=True), auth=writer)
def take_message_back(request: Request, identifier: Identifier, pseudonym: Pseudonym, number: Number) -> Any:
    """Take back a message nobody answered."""
    posting, seeker = met_by_name(request, identifier, pseudonym)
    rows = messages_about(request.actor, posting, seeker).messages
    withdraw_message(request.actor, _named(rows, number).message, now=request.now)
    return Status(204, None)


def _named(rows: list[Written], number: str) -> Written:
    found = next((one for one in rows if one.message.pk == int(number)), None)
    if found is None:
        raise Http404
    return found


@router.get("me/messages", response=answers(list[MyMessage], found=True))
def my_messages(request: Request) -> Any:
    """What employers wrote to me and what I answered, newest first."""
    return [_shown(one) for one in messages_to(request.actor, own_record(request))]


@router.post(
    "me/messages/{number}/answer", response=answers(MyMessage, found=True, written=True), auth=writer
)
def answer_to_message(request: Request, number: Number, body: ReplyGiven) -> Any:
    """Answer yes, no or another time; once."""
    one = _named(messages_to(request.actor, own_record(request)), number)
    said: dict[str, Any] = {"answer": body.answer.value, "words": body.words, "now": request.now}
    answer_message(request.actor, one.message, **said)
    return _shown(_named(messages_to(request.actor, own_record(request)), number))


@router.get(COACHED, response=answers(list[WaitingShown], found=True))
def messages_waiting(request: Request, slug: Slug, code: PersonCode) -> Any:
    """Messages that wait for somebody I coach."""
    case = own_case(request, slug, code)
    note_record(request, case.seeker_id, Purpose.COACHING, case.organization_id)
    rows = waiting_messages(request.actor, case.seeker)
    return [{"id": row.pk, "job": row.posting, "sent_at": row.sent_at} for row in rows]
