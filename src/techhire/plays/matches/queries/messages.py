"""What employers wrote to people through the site: for the person, the employer, and the coach who sees it waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from techhire.commons.permits import Actor, require
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.models import Message, ReviewRequest
from techhire.plays.matches.rules import (
    may_read_messages,
    may_see_messages,
    may_send_message,
    standing_messages,
)
from techhire.plays.matches.words import MessageState
from techhire.plays.seekers.models import Seeker
from techhire.plays.seekers.rules import live_grants, may_act_for
from techhire.plays.seekers.words import Purpose


@dataclass(frozen=True)
class Written:
    """One message and where it stands."""

    message: Message
    state: MessageState

    @property
    def is_waiting(self) -> bool:
        """Whether the person can answer it now."""
        return self.state == MessageState.WAITING


@dataclass(frozen=True)
class WrittenAbout:
    """What an employer wrote to one person for one posting, newest first; whether it may write now, else why not."""

    messages: list[Written]
    may_write: bool
    why_not: str


def messages_to(actor: Actor, seeker: Seeker) -> list[Written]:
    """Everything employers wrote to a person, newest first; for whoever may read it. Two queries."""
    require(may_read_messages(actor, seeker))
    return _written(Message.objects.filter(seeker=seeker))


def messages_about(actor: Actor, posting: Posting, seeker: Seeker) -> WrittenAbout:
    """What this employer wrote to a person for a posting."""
    require(may_see_messages(actor, posting, seeker))
    verdict = may_send_message(actor, posting, seeker)
    rows = _written(Message.objects.filter(posting=posting, seeker=seeker))
    return WrittenAbout(rows, bool(verdict), "" if verdict else str(verdict.reason))


def messages_with(actor: Actor, posting: Posting, seeker_id: int) -> WrittenAbout | None:
    """The same by the person's number, for a page that shows them already; None once they cannot be seen any more."""
    seeker = Seeker.objects.select_related("community").filter(pk=seeker_id).first()
    if seeker is None or not may_see_messages(actor, posting, seeker):
        return None
    return messages_about(actor, posting, seeker)


def waiting_messages(actor: Actor, seeker: Seeker) -> list[Message]:
    """Those that wait for an answer, without asking who may read their words: a coach sees that they wait."""
    require(may_act_for(actor, seeker))
    return list(_with_job(standing_messages().filter(seeker=seeker)))


def ending_unfound(waiting: list[Message]) -> list[Message]:
    """Those of one person's waiting messages that end with being found; others rest on a request to be read.

    One query, and none where nothing waits.
    """
    if not waiting:
        return []
    requests = ReviewRequest.objects.filter(
        seeker_id=waiting[0].seeker_id, consent__withdrawn_at__isnull=True
    )
    asked = set(requests.values_list("posting_id", flat=True))
    return [message for message in waiting if message.posting_id not in asked]


def people_written_to(actor: Actor, seeker_ids: Iterable[int]) -> set[int]:
    """Ids of those of these people for whom a message waits, among those the actor coaches. One query."""
    coached = live_grants(actor, Purpose.COACHING).filter(seeker_id__in=list(seeker_ids))
    return set(
        standing_messages()
        .filter(seeker_id__in=coached.values("seeker_id"))
        .values_list("seeker_id", flat=True)
    )


def message_waiting(message_id: int) -> Message | None:
    """A message that still waits, for the letter about it."""
    return standing_messages().filter(pk=message_id).select_related("seeker").first()


def message_answered(message_id: int) -> Message | None:
    """An answered message whose job is still there to go on with, for the letter to the employer."""
    rows = Message.objects.filter(pk=message_id, withdrawn_at__isnull=True).exclude(answer="")
    return rows.select_related("posting__organization", "posting__community").first()


def messages_held(actor: Actor, seeker: Seeker) -> list[dict[str, Any]]:
    """The same in plain data, oldest first, for the file of everything held about a person."""
    return [
        {
            "employer": one.message.posting.organization.name,
            "job": one.message.posting.title,
            "sent_at": one.message.sent_at,
            "text": one.message.text,
            "state": one.state.value,
            "answered_at": one.message.answered_at,
            "words": one.message.words,
        }
        for one in reversed(messages_to(actor, seeker))
    ]


def _written(rows: QuerySet[Message]) -> list[Written]:
    found = list(_with_job(rows))
    waiting = set(standing_messages().filter(pk__in=[row.pk for row in found]).values_list("pk", flat=True))
    return [Written(row, _state(row, row.pk in waiting)) for row in found]


def _with_job(rows: QuerySet[Message]) -> QuerySet[Message]:
    return rows.select_related("posting__organization", "posting__community").order_by("-sent_at", "-pk")


def _state(message: Message, is_waiting: bool) -> MessageState:
    if message.answer:
        return MessageState(message.answer)
    if message.withdrawn_at is not None:
        return MessageState.TAKEN_BACK
    return MessageState.WAITING if is_waiting else MessageState.ENDED
