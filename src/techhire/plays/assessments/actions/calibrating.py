"""Measuring a bank's items by answers: started from a page, kept step by step, looked at and adopted or not."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.engines.psychometrics.answers import FEWEST_ANSWERS
from techhire.plays.assessments.actions.banks import touch_bank
from techhire.plays.assessments.actions.items import note_step, was
from techhire.plays.assessments.bridge.scales import newest_cuts_id, scale_set_by
from techhire.plays.assessments.facts import (
    AnswersExported,
    CalibrationAdopted,
    CalibrationFinished,
    CalibrationSetAside,
    CalibrationStarted,
)
from techhire.plays.assessments.models import Calibration, Item, ItemBank
from techhire.plays.assessments.queries.answers import AnswerTable, answer_table
from techhire.plays.assessments.queries.calibration_steps import CURVE, STEPS, StepThought, fit_for_use
from techhire.plays.assessments.queries.engine_items import engine_items
from techhire.plays.assessments.queries.lottery import in_percent, least_limit, test_for_lottery
from techhire.plays.assessments.queries.measured import disagrees, stranded
from techhire.plays.assessments.queries.measuring import Row
from techhire.plays.assessments.rules import may_calibrate_bank
from techhire.plays.assessments.words import (
    GIVEN,
    AnswerSource,
    CalibrationState,
    ItemState,
    ItemStep,
    Model,
    Scale,
)

FEWEST_PEOPLE = 30
FEWEST_ITEMS = 3


@transaction.atomic
def start_calibration(
    actor: Actor,
    bank: ItemBank,
    /,
    *,
    model: str,
    source: str,
    limit: float | None = None,
    table: AnswerTable | None = None,
    now: datetime,
) -> Calibration:
    """Take the answers down as they are now and let the worker measure. ``table`` is for answers from a file.

    ``limit`` asks for the lottery as well: the highest share of people who may see one item, from 0 to 1.
    """
    bank = ItemBank.objects.select_for_update(of=("self",)).get(pk=bank.pk)
    require(may_calibrate_bank(actor, bank))
    if model not in Model.values:
        raise Refused(_("Choose what kind of curve."), field="model")
    if source not in AnswerSource.values or (source == AnswerSource.FILE) != (table is not None):
        raise Refused(_("Choose which answers."), field="source")
    if Calibration.objects.filter(bank=bank, state=CalibrationState.WAITING).exists():
        raise Refused(_("These questions are being measured already. Wait until that is done."))
    _check_limit(bank, limit)
    answers = _usable(bank, table if table is not None else answer_table(bank, source), model)
    row = Calibration.objects.create(
        bank=bank,
        model=model,
        source=source,
        limit=limit,
        answers=answers.packed(),
        people=answers.people,
        made_by_id=actor.account_id,
        made_at=now,
    )
    row.fact_id = record(CalibrationStarted(row.pk, bank.pk), actor=actor, now=now).pk
    row.save(update_fields=["fact_id"])
    return row


def _usable(bank: ItemBank, table: AnswerTable, model: str) -> AnswerTable:
    """The answers, where there are enough of them and every item is one of the bank."""
    known = set(Item.objects.filter(bank=bank, state__in=GIVEN).values_list("code", flat=True))
    unknown = [code for code in table.codes if code not in known]
    if unknown:
        words = _("These are not questions of this bank that are tried out or in use: %(names)s.")
        raise Refused(words % {"names": ", ".join(unknown[:8])}, field="file")
    if table.people < FEWEST_PEOPLE or len(table.codes) < FEWEST_ITEMS:
        words = _(
            "There are answers of %(people)d people to %(items)d questions. 30 people and 3 questions are needed."
        )
        raise Refused(words % {"people": table.people, "items": len(table.codes)}, field="source")
    enough = sum(number >= FEWEST_ANSWERS for number in table.answered.values())
    if model != Model.ONE and enough < FEWEST_ITEMS:
        words = _(
            "Only %(items)d questions have 200 answers or more. With fewer, choose one slope for all (1PL)."
        )
        raise Refused(words % {"items": enough}, field="model")
    return table


def _check_limit(bank: ItemBank, limit: float | None) -> None:
    if limit is None:
        return
    test = test_for_lottery(bank)
    if test is None:
        raise Refused(_("A limit is for a test that adapts, and this bank has none."), field="limit")
    least = least_limit(engine_items(Item.objects.filter(bank=bank, state=ItemState.ACTIVE)), test)
    if not least <= limit <= 1:
        words = _(
            "This limit cannot be kept: %(length)d questions for each person from this bank make it"
            " %(least)d percent at least. Add questions, or shorten the test."
        )
        raise Refused(words % {"length": test.max_items, "least": in_percent(least)}, field="limit")


@transaction.atomic
def export_answers(actor: Actor, bank: ItemBank, /, *, source: str, now: datetime) -> AnswerTable:
    """The answers for another program, such as `techhire calibrate`; rows in an order that tells nothing of when."""
    require(may_calibrate_bank(actor, bank))
    if source not in (AnswerSource.SUPERVISED, AnswerSource.ALL):
        raise Refused(_("Choose which answers."), field="source")
    table = _usable(bank, answer_table(bank, source), Model.ONE).in_order()
    record(AnswersExported(bank.pk, table.people, source), actor=actor, now=now)
    return table


def keep_calibration_step(thought: StepThought, /, *, now: datetime) -> int | None:
    """Write down what a step found, where the bank is what it was thought of. Returns the number of the next step.

    That is the same step again where the bank changed meanwhile, and None where the work is done.
    """
    found = Calibration.objects.select_for_update(of=("self",)).select_related("bank")
    row = found.get(pk=thought.calibration_id)
    if row.state != CalibrationState.WAITING:
        return None
    if row.bank.version != thought.bank_version:
        return thought.step
    if thought.trouble:
        row.summary = {"about": list(thought.about)}
        _finish(row, CalibrationState.FAILED, now, trouble=thought.trouble)
        return None
    row.found, row.summary = thought.found, thought.summary
    row.loglik, row.reliability = thought.loglik, thought.reliability
    if thought.step + 1 < STEPS:
        row.save(update_fields=["found", "summary", "loglik", "reliability"])
        return thought.step + 1
    _finish(row, CalibrationState.READY, now)
    return None


def _finish(row: Calibration, state: str, now: datetime, trouble: str = "") -> None:
    row.state, row.answers, row.trouble = state, None, trouble
    row.save()
    body = CalibrationFinished(row.pk, row.bank_id, state)
    record(body, actor=Actor.system(row.bank.community_id), now=now)


@transaction.atomic
def adopt_calibration(
    actor: Actor,
    calibration: Calibration,
    /,
    *,
    use_pilots: bool = False,
    against_known: bool = False,
    now: datetime,
) -> Calibration:
    """Give the items their measured numbers; items that were changed since keep what they have.

    ``use_pilots`` also puts measured items that were tried out in use, but for those whose key looks wrong. Refused
    where measured items would be left behind on another scale, and where the numbers disagree with what is known of
    the items, unless ``against_known`` says that this was looked at. Where the scale is set anew, cut scores have to be
    set again before results prove anything, and items that are not asked now count as guessed.
    """
    row = _ready(actor, calibration)
    _check_scale(row)
    if not against_known and disagrees(row):
        raise Refused(
            _(
                "These numbers disagree with what is known of the questions; look whether the columns are right."
                " If they are, say that you looked and want to use them."
            )
        )
    measured = {one["item"]: one for one in row.found if "b" in one}
    passes = _passes(row, use_pilots)
    _check_lottery(row, use_pilots)
    items = Item.objects.select_for_update().filter(bank=row.bank, state__in=GIVEN)
    changed = 0
    for item in items.order_by("pk"):
        one = measured.get(item.pk)
        if one is not None and one["worded_in"] == item.worded_in:
            _adopt(actor, item, one, passes, use_pilots, now)
            changed += 1
        elif item.code in passes:
            Item.objects.filter(pk=item.pk).update(let_through=passes[item.code])
    Calibration.objects.filter(bank=row.bank, state=CalibrationState.ADOPTED).update(
        state=CalibrationState.REPLACED
    )
    if row.summary.get("scale") == Scale.NEW:
        _begin_scale(actor, row, now)
    row.state, row.adopted_at = CalibrationState.ADOPTED, now
    row.save(update_fields=["state", "adopted_at", "scale_after"])
    ItemBank.objects.filter(pk=row.bank_id).update(model=row.model)
    touch_bank(row.bank_id)
    record(CalibrationAdopted(row.pk, row.bank_id, changed), actor=actor, now=now)
    return row


def _check_scale(row: Calibration) -> None:
    """Refuse what would put numbers of two scales side by side in one bank."""
    moved = scale_set_by(row.bank_id)
    if moved is not None and moved.adopted_at is not None and moved.adopted_at > row.made_at:
        raise Refused(
            _("The scale of this bank was set anew since these were measured. Measure the questions again.")
        )
    left = stranded(row)
    if left:
        words = _(
            "These numbers are on a new scale, and measured questions would be left on the old one: %(names)s."
            " Measure all of them at once, or bring answers to three of them at least, so that they hold the scale."
        )
        raise Refused(words % {"names": ", ".join(left[:8])})


def _check_lottery(row: Calibration, use_pilots: bool) -> None:
    """Refuse items without a chance of their own in a test that is spread by lottery: everybody would see them."""
    test = test_for_lottery(row.bank)
    if use_pilots and test is not None and test.method == "sympson_hetter" and not row.summary.get("passes"):
        raise Refused(
            _(
                "The test spreads its questions by lottery, and these were measured without a limit, so the new ones"
                " have no chance in it yet. Measure with a limit, or adopt without putting them in use."
            )
        )


def _passes(row: Calibration, use_pilots: bool) -> dict[str, float]:
    """Chances in the lottery by code. Items tried out have theirs for the day they are put in use."""
    alone: dict[str, float] = row.summary.get("passes", {})
    together: dict[str, float] = row.summary.get("passes_with_pilots", alone)
    return together if use_pilots else together | alone


def _begin_scale(actor: Actor, row: Calibration, now: datetime) -> None:
    """Remember which cut scores no longer fit, and that items which are not asked stand on the scale that was."""
    row.scale_after = newest_cuts_id(row.bank_id) or 0
    behind = Item.objects.select_for_update().filter(bank=row.bank, guessed=False).exclude(state__in=GIVEN)
    for item in behind.order_by("pk"):
        before = was(item)
        item.guessed, item.version, item.changed_at = True, item.version + 1, now
        item.save(update_fields=["guessed", "version", "changed_at"])
        note_step(item, ItemStep.UNLINKED, by=actor, before=item.state, was=before, now=now)


def _adopt(
    actor: Actor, item: Item, one: Row, passes: dict[str, float], use_pilots: bool, now: datetime
) -> None:
    before, state = was(item), item.state
    for name in CURVE:
        setattr(item, name, one[name])
    item.guessed, item.let_through = False, passes.get(item.code, item.let_through)
    if use_pilots and fit_for_use(one):
        item.state = ItemState.ACTIVE
    item.version, item.changed_at = item.version + 1, now
    item.save()
    note_step(item, ItemStep.MEASURED, by=actor, before=state, was=before, now=now)


@transaction.atomic
def set_calibration_aside(actor: Actor, calibration: Calibration, /, *, now: datetime) -> Calibration:
    """Change nothing by it; it stays on record."""
    row = _ready(actor, calibration)
    row.state = CalibrationState.SET_ASIDE
    row.save(update_fields=["state"])
    record(CalibrationSetAside(row.pk, row.bank_id), actor=actor, now=now)
    return row


def _ready(actor: Actor, calibration: Calibration) -> Calibration:
    found = Calibration.objects.select_for_update(of=("self",)).select_related("bank")
    row = found.get(pk=calibration.pk)
    require(may_calibrate_bank(actor, row.bank))
    if row.state != CalibrationState.READY:
        raise Refused(_("There is nothing to decide about this one."))
    return row
