"""The civic lead looks at a posting somebody reported: out of sight meanwhile, back again, or down for good."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused
from techhire.plays.marketplace.actions.publishing import move_posting, take_posting, what_is_left
from techhire.plays.marketplace.facts import PostingClosed, PostingHeld, PostingReleased
from techhire.plays.marketplace.models import Posting
from techhire.plays.marketplace.rules import may_hold_posting, may_release_posting, may_take_down_posting
from techhire.plays.marketplace.words import CloseReason, PostingState

COMES_BACK = frozenset({PostingState.PUBLISHED, PostingState.PAUSED, PostingState.EXPIRED})
"""States from which an employer can show a posting to people without anybody else."""


@transaction.atomic
def hold_posting(actor: Actor, posting: Posting, /, *, now: datetime) -> Posting:
    """Take it out of sight: nobody finds it and nobody is shown for it. Its employer still corrects and closes it."""
    current = take_posting(posting, actor, may_hold_posting)
    if current.state not in COMES_BACK:
        raise Refused(_("This job is not open, so there is nothing to take out of sight."))
    current.held_from = current.state
    move_posting(current, PostingState.HELD, "held_from")
    record(PostingHeld(current.pk, current.organization_id), actor=actor, now=now)
    return current


@transaction.atomic
def release_posting(actor: Actor, posting: Posting, /, *, now: datetime) -> Posting:
    """Put it back where it was; what has run out or lost something it needs waits for its employer."""
    current = take_posting(posting, actor, may_release_posting)
    if current.state != PostingState.HELD:
        raise Refused(_("This job is not out of sight."))
    state = _after_hold(current, now)
    current.held_from = ""
    move_posting(current, state, "held_from")
    record(PostingReleased(current.pk, current.organization_id, state.value), actor=actor, now=now)
    return current


def _after_hold(posting: Posting, now: datetime) -> PostingState:
    before = PostingState(posting.held_from)
    if before != PostingState.PUBLISHED:
        return before
    if posting.valid_through is not None and posting.valid_through < posting.community.day_of(now):
        return PostingState.EXPIRED
    return PostingState.PAUSED if what_is_left(posting) else before


@transaction.atomic
def take_down_posting(actor: Actor, posting: Posting, /, *, now: datetime) -> Posting:
    """Close it for good, as its employer would, with a reason that only the civic lead gives."""
    current = take_posting(posting, actor, may_take_down_posting)
    if current.state not in COMES_BACK | {PostingState.HELD}:
        raise Refused(_("This job is not open, so there is nothing to take down."))
    current.held_from, current.close_reason = "", CloseReason.TAKEN_DOWN
    move_posting(current, PostingState.CLOSED, "held_from", "close_reason")
    fact = PostingClosed(current.pk, current.organization_id, current.state, CloseReason.TAKEN_DOWN.value)
    record(fact, actor=actor, now=now)
    return current
