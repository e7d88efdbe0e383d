"""An item's life: draft, read by a second person, tried out unscored, in use, retired; or pulled at once."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.permits.inputs import one_line
from techhire.plays.assessments.actions.banks import touch_bank
from techhire.plays.assessments.actions.items import locked_item, note_step
from techhire.plays.assessments.actions.rescoring import begin_rescoring
from techhire.plays.assessments.facts import ItemMoved, ItemPulled
from techhire.plays.assessments.models import Item
from techhire.plays.assessments.queries.rescoring import counting_answers
from techhire.plays.assessments.rules import (
    may_approve_item,
    may_pull_item,
    may_put_item_in_use,
    may_retire_item,
    may_revive_item,
    may_send_back_item,
    may_submit_item,
)
from techhire.plays.assessments.words import PULL_AT_ONCE, TAKES_ANSWERS_BACK, ItemState, ItemStep, PullReason

MOVES: dict[str, tuple[str, ...]] = {
    ItemStep.SUBMITTED: (ItemState.DRAFT,),
    ItemStep.APPROVED: (ItemState.IN_REVIEW,),
    ItemStep.SENT_BACK: (ItemState.IN_REVIEW,),
    ItemStep.IN_USE: (ItemState.PILOT,),
    ItemStep.RETIRED: (ItemState.DRAFT, ItemState.IN_REVIEW, ItemState.PILOT, ItemState.ACTIVE),
    ItemStep.REVIVED: (ItemState.RETIRED,),
}
"""From where each step may be taken."""


@transaction.atomic
def submit_item(actor: Actor, item: Item, /, *, expected_version: int | None = None, now: datetime) -> Item:
    """Hand a draft to a second reader. It says why its key is right, so that the reader can judge."""
    item = locked_item(item, expected_version)
    require(may_submit_item(actor, item))
    if not all(said.get("rationale", "").strip() for said in item.content.values()):
        raise Refused(_("Say first, in each language, why the right answer is right."))
    if any(not alt.get(language) for alt in _alts(item) for language in item.content):
        raise Refused(_("Say first, in each language, what its pictures and sounds show."))
    return _moved(actor, item, ItemStep.SUBMITTED, ItemState.IN_REVIEW, now=now)


def _alts(item: Item) -> list[dict[str, str]]:
    return list(item.media.values_list("alt", flat=True))


@transaction.atomic
def approve_item(actor: Actor, item: Item, /, *, expected_version: int | None = None, now: datetime) -> Item:
    """A second reader found it right: it is tried out on people, and its points count for nobody yet."""
    item = locked_item(item, expected_version)
    require(may_approve_item(actor, item))
    item.reader_id = actor.account_id
    return _moved(actor, item, ItemStep.APPROVED, ItemState.PILOT, now=now)


@transaction.atomic
def send_back_item(
    actor: Actor, item: Item, /, *, remark: str, expected_version: int | None = None, now: datetime
) -> Item:
    """Give it back to its author with what is wrong; an author who takes it back says so."""
    item = locked_item(item, expected_version)
    require(may_send_back_item(actor, item))
    said = one_line(remark, field="remark", limit=400)
    return _moved(actor, item, ItemStep.SENT_BACK, ItemState.DRAFT, remark=said, now=now)


@transaction.atomic
def put_item_in_use(
    actor: Actor, item: Item, /, *, expected_version: int | None = None, now: datetime
) -> Item:
    """Score it from the next test on: measured, or by its author's guess, which makes results less sure."""
    item = locked_item(item, expected_version)
    require(may_put_item_in_use(actor, item))
    return _moved(actor, item, ItemStep.IN_USE, ItemState.ACTIVE, now=now)


@transaction.atomic
def retire_item(
    actor: Actor, item: Item, /, *, remark: str = "", expected_version: int | None = None, now: datetime
) -> Item:
    """Ask it no more, since a better one took its place or it is not needed."""
    item = locked_item(item, expected_version)
    require(may_retire_item(actor, item))
    said = one_line(remark, field="remark", limit=400, required=False)
    item.pulled_for = PullReason.REPLACED
    return _moved(actor, item, ItemStep.RETIRED, ItemState.RETIRED, remark=said, now=now)


@transaction.atomic
def pull_item(
    actor: Actor, item: Item, /, *, reason: str, remark: str = "", earlier_words: bool = False, now: datetime
) -> Item:
    """Take it out at once, whatever anybody else is doing with it: the next question somebody gets is another one.

    Where it was wrong or unfair, answers given to it do not count any more, and the worker scores again what rests on
    them; answers to what it said before it was last reworded only with ``earlier_words``. That can be said later too,
    of an item that is not asked any more.
    """
    item = locked_item(item)
    require(may_pull_item(actor, item))
    if reason not in PULL_AT_ONCE:
        raise Refused(_("Say why it has to go."), field="reason")
    takes_back = reason in TAKES_ANSWERS_BACK
    if item.state == ItemState.RETIRED and not (takes_back and _has_answers(item, earlier_words)):
        raise Refused(_("This question is not asked any more."))
    said = one_line(remark, field="remark", limit=400, required=False)
    item.pulled_for = reason
    before = item.state
    _keep(actor, item, ItemStep.PULLED, ItemState.RETIRED, said, now)
    record(ItemPulled(item.pk, item.bank_id, reason), actor=actor, now=now)
    if before != item.state:
        record(ItemMoved(item.pk, item.bank_id, before, item.state), actor=actor, now=now)
    if takes_back:
        begin_rescoring(item, reason=reason, earlier_words=earlier_words, by=actor, now=now)
    return item


def _has_answers(item: Item, earlier_words: bool) -> bool:
    first = 1 if earlier_words else item.worded_in
    return counting_answers(item, first, item.version).exists()


@transaction.atomic
def revive_item(actor: Actor, item: Item, /, *, expected_version: int | None = None, now: datetime) -> Item:
    """Make a retired item a draft again, to be changed and read anew."""
    item = locked_item(item, expected_version)
    require(may_revive_item(actor, item))
    item.pulled_for = ""
    return _moved(actor, item, ItemStep.REVIVED, ItemState.DRAFT, now=now)


def _moved(actor: Actor, item: Item, step: str, state: str, *, remark: str = "", now: datetime) -> Item:
    before = item.state
    if before not in MOVES[step]:
        raise Refused(_("The question cannot go from where it is to there."), field="state")
    _keep(actor, item, step, state, remark, now)
    record(ItemMoved(item.pk, item.bank_id, before, state), actor=actor, now=now)
    return item


def _keep(actor: Actor, item: Item, step: str, state: str, remark: str, now: datetime) -> None:
    before = item.state
    item.state, item.version, item.changed_at = state, item.version + 1, now
    item.save(update_fields=["state", "version", "changed_at", "pulled_for", "reader"])
    note_step(item, step, by=actor, before=before, remark=remark, now=now)
    touch_bank(item.bank_id)
