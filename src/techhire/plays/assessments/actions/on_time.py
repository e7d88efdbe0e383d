"""The page says that the time is over: the test closes now rather than with the next thing sent."""

from contextlib import suppress
from datetime import datetime, timedelta

from django.db import transaction

from techhire.commons.permits import Actor, Refused, require
from techhire.plays.assessments.actions.clock import is_up
from techhire.plays.assessments.actions.closing import close_sitting
from techhire.plays.assessments.actions.sittings import answer_question, answers_of, lock_sitting
from techhire.plays.assessments.bridge.banks import state_of
from techhire.plays.assessments.models import Sitting
from techhire.plays.assessments.rules.sittings import may_take_sitting
from techhire.plays.assessments.words import OPEN_SITTINGS, StopReason

EARLY = timedelta(seconds=2)
"""A page counts whole seconds, so its time may be over this much before the server's."""


@transaction.atomic
def close_on_time(
    actor: Actor, sitting: Sitting, /, *, place: int, item_id: int, answer: object, now: datetime
) -> Sitting:
    """Close a test whose time is used up, with the answer that stood on the page where it is a whole one.

    The server's clock decides: where staff gave time back meanwhile, or on a break, nothing happens.
    """
    held = lock_sitting(sitting)
    require(may_take_sitting(actor, held))
    if held.state not in OPEN_SITTINGS or not is_up(held, now + EARLY):
        return held
    with suppress(Refused):  # half an answer is none
        answer_question(actor, held, place=place, item_id=item_id, answer=answer, now=now)
    held = lock_sitting(sitting)
    if held.state in OPEN_SITTINGS:
        close_sitting(held, state_of(held, answers_of(held)), StopReason.TIME, now)
    return held
