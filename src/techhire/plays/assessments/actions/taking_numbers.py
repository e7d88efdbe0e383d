"""Taking items measured elsewhere, such as by `techhire calibrate`, into a bank: to be looked at, then adopted."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.engines.psychometrics.items import ItemBank as EngineBank
from techhire.engines.psychometrics.scoring import reliability
from techhire.plays.assessments.actions.calibrating import FEWEST_ITEMS, FEWEST_PEOPLE
from techhire.plays.assessments.facts import NumbersTaken
from techhire.plays.assessments.models import Calibration, Item, ItemBank
from techhire.plays.assessments.queries.engine_items import engine_items
from techhire.plays.assessments.queries.item_files import MeasuredFile
from techhire.plays.assessments.queries.measuring import flags_of_file, on_scale_of
from techhire.plays.assessments.rules import may_calibrate_bank
from techhire.plays.assessments.words import GIVEN, AnswerSource, CalibrationState


def take_numbers(actor: Actor, bank: ItemBank, measured: MeasuredFile, /, *, now: datetime) -> Calibration:
    """Put the file beside the bank as a calibration that waits for a yes, linked to the bank's own scale.

    The items measured here before hold the scale, whatever the file was linked to. Nothing of the bank changes.
    Linking can take seconds, so it is done before the bank is held; where the bank changed meanwhile it is refused.
    """
    bank = ItemBank.objects.get(pk=bank.pk)
    require(may_calibrate_bank(actor, bank))
    rows = {item.code: item for item in Item.objects.filter(bank=bank, state__in=GIVEN)}
    _check(rows, measured)
    known = engine_items(item for item in rows.values() if not item.guessed)
    found, summary = on_scale_of(known, measured.bank, measured.errors)
    told = {
        "found": [_row(rows[code], one, measured.model) for code, one in found.items()],
        "summary": summary,
    }
    return _put_beside(actor, bank, measured, told, now)


@transaction.atomic
def _put_beside(
    actor: Actor, bank: ItemBank, measured: MeasuredFile, told: dict[str, Any], now: datetime
) -> Calibration:
    held = ItemBank.objects.select_for_update(of=("self",)).get(pk=bank.pk)
    require(may_calibrate_bank(actor, held))
    if held.version != bank.version:
        raise Refused(
            _("Somebody else changed this while you were editing. Look at what is there now and save again.")
        )
    calibration = Calibration.objects.create(
        bank=held,
        model=measured.model,
        source=AnswerSource.FILE,
        state=CalibrationState.READY,
        people=measured.people,
        loglik=measured.loglik,
        reliability=reliability(EngineBank.of(measured.bank.items)),
        made_by_id=actor.account_id,
        made_at=now,
        **told,
    )
    record(NumbersTaken(calibration.pk, held.pk, len(calibration.found)), actor=actor, now=now)
    return calibration


def _row(item: Item, one: dict[str, Any], model: str) -> dict[str, Any]:
    flags = flags_of_file(one, model)
    return one | {"item": item.pk, "worded_in": item.worded_in, "before": item.b, "flags": flags}


def _check(rows: dict[str, Item], measured: MeasuredFile) -> None:
    """Refuse what is not about this bank, or rests on too little."""
    unknown = [item.id for item in measured.bank.items if item.id not in rows]
    if unknown:
        words = _("These are not questions of this bank that are tried out or in use: %(names)s.")
        raise Refused(words % {"names": ", ".join(unknown[:8])}, field="numbers")
    other = [item.id for item in measured.bank.items if _other_points(rows[item.id], len(item.thresholds))]
    if other:
        words = _("These give another number of points here: %(names)s.")
        raise Refused(words % {"names": ", ".join(other[:8])}, field="numbers")
    if measured.people < FEWEST_PEOPLE or len(measured.bank) < FEWEST_ITEMS:
        words = _(
            "There are answers of %(people)d people to %(items)d questions. 30 people and 3 questions are needed."
        )
        said = {"people": measured.people, "items": len(measured.bank)}
        raise Refused(words % said, field="numbers")


def _other_points(item: Item, most: int) -> bool:
    """Whether a measured question was worth another number of points; a guess says nothing of it."""
    return not item.guessed and max(len(item.steps), 1) != most
