"""Once a day every bank of a community's own is watched for questions that leaked or drift, one bank a step."""

from dataclasses import dataclass
from datetime import datetime

from techhire.commons.ledger.registry import Done, More, Step
from techhire.commons.ledger.schedule import every
from techhire.commons.permits import Actor
from techhire.plays.assessments.actions.drifting import note_drift, note_watched
from techhire.plays.assessments.models import ItemBank
from techhire.plays.assessments.queries.drift import Sign, newest_end, next_bank_to_watch, signs_in


@dataclass(frozen=True)
class BankTurn:
    """The bank whose turn it is, what was seen in it, and when the newest test ended that was there by then."""

    bank: ItemBank
    upto: datetime | None
    signs: tuple[Sign, ...]


def think_of_next_bank(step: Step) -> BankTurn | None:
    """Look at the next bank without writing; None where all in which a test ended were looked at."""
    bank = next_bank_to_watch(int(step.cursor.get("bank", 0)))
    if bank is None:
        return None
    upto = newest_end(bank)
    return BankTurn(bank, upto, tuple(signs_in(bank)))


@every("item_drift", "day", thinking=think_of_next_bank)
def watch_banks(step: Step) -> Done | More:
    """Note what was seen; what changed meanwhile is looked at again the next day."""
    turn: BankTurn | None = step.thought
    if turn is None:
        return Done()
    system = Actor.system(turn.bank.community_id)
    if turn.upto is not None:
        note_watched(system, turn.bank, upto=turn.upto)
    for sign in turn.signs:
        note_drift(system, sign, now=step.now)
    return More({"bank": turn.bank.pk})
