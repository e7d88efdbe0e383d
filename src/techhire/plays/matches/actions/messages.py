"""Writing to somebody through the site: an employer that said yes offers days or a way to call, the person answers."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.permits.inputs import several_lines
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.facts import MessageAnswered, MessagesCleared, MessageSent, MessageWithdrawn
from techhire.plays.matches.models import Message
from techhire.plays.matches.queries.meeting import posting_now
from techhire.plays.matches.rules import (
    may_answer_message,
    may_clear_messages,
    may_send_message,
    may_withdraw_message,
)
from techhire.plays.matches.words import MESSAGE_LENGTH, REPLY_LENGTH, Reply
from techhire.plays.seekers.actions.estimates import lock_seeker
from techhire.plays.seekers.models import Seeker
from techhire.plays.seekers.rules import on_behalf

NOT_OPEN = gettext_lazy("This message was answered or taken back already.")


@transaction.atomic
def send_message(actor: Actor, posting: Posting, seeker: Seeker, /, *, text: str, now: datetime) -> Message:
    """Write to a person this employer said yes to. It reveals nothing of them: they read it when they sign in."""
    seeker, posting = lock_seeker(seeker), posting_now(posting.pk) or posting
    require(may_send_message(actor, posting, seeker))
    words = several_lines(text, field="text", limit=MESSAGE_LENGTH)
    if not words:
        raise Refused(_("Write a few words first: some days and times, or how to call you."), field="text")
    made = Message.objects.create(
        posting=posting, seeker=seeker, text=words, by_id=actor.account_id, sent_at=now
    )
    record(MessageSent(made.pk, posting.pk, seeker.pk, posting.organization_id), actor=actor, now=now)
    return made


@transaction.atomic
def answer_message(
    actor: Actor, message: Message, /, *, answer: str, words: str = "", now: datetime
) -> Message:
    """Answer yes, no or another time. The employer reads the answer and the words, and nothing else."""
    message = _held(message)
    require(may_answer_message(actor, message))
    if answer not in Reply.values:
        raise Refused(_("Say yes, no or another time."), field="answer")
    said = several_lines(words, field="words", limit=REPLY_LENGTH)
    if message.answer:
        raise Refused(NOT_OPEN)
    message.answer, message.words, message.answered_at = answer, said, now
    message.save(update_fields=["answer", "words", "answered_at"])
    body = MessageAnswered(message.pk, message.posting_id, message.seeker_id, answer)
    record(body, actor=on_behalf(actor, message.seeker), now=now)
    return message


@transaction.atomic
def withdraw_message(actor: Actor, message: Message, /, *, now: datetime) -> Message:
    """Take back a message nobody answered. Twice changes nothing."""
    message = _held(message)
    require(may_withdraw_message(actor, message))
    if message.answer:
        raise Refused(NOT_OPEN)
    if message.withdrawn_at is None:
        message.withdrawn_at = now
        message.save(update_fields=["withdrawn_at"])
        record(MessageWithdrawn(message.pk, message.posting_id, message.seeker_id), actor=actor, now=now)
    return message


@transaction.atomic
def clear_messages(actor: Actor, seeker: Seeker, /, *, now: datetime) -> int:
    """Remove what was written to and by a person whose record was erased. Returns how many messages."""
    require(may_clear_messages(actor, seeker))
    many, _kinds = Message.objects.filter(seeker=seeker).delete()
    if many:
        record(MessagesCleared(seeker.pk, many), actor=actor, now=now, community_id=seeker.community_id)
    return many


def _held(message: Message) -> Message:
    rows = Message.objects.select_for_update(of=("self",))
    return rows.select_related("posting__organization", "posting__community", "seeker__community").get(
        pk=message.pk
    )
