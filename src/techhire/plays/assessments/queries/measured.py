"""What was measured of a bank: its calibrations, where its items stand on the scale, how much they tell there."""

import json
from dataclasses import dataclass

import numpy as np
from django.db.models import QuerySet

from techhire.commons.permits import Actor
from techhire.engines.psychometrics.models import whole_information
from techhire.plays.assessments.models import Calibration, CutScores, Item, ItemBank
from techhire.plays.assessments.queries.engine_items import engine_items, items_given
from techhire.plays.assessments.rules import visible_banks
from techhire.plays.assessments.words import GIVEN, CalibrationTrouble, ItemState, Scale

AT = np.linspace(-3.0, 3.0, 25)
"""Abilities at which a picture of a test is drawn, in logits."""
MOST_NAMED = 20
FEWEST_TO_COMPARE, LEAST_ALIKE = 5, 0.5
"""Questions from which on two sets of difficulties are compared, and the correlation below which they disagree."""


@dataclass(frozen=True)
class BankMap:
    """Items in use with their difficulty, the information of all together at each ability, and where levels begin.

    Abilities and difficulties are logits, information is in logits to the power -2.
    """

    items: tuple[Item, ...]
    information: tuple[tuple[float, float], ...]
    cuts: tuple[float, ...]


def map_of(bank: ItemBank) -> BankMap:
    """The map of the items in use, easiest first."""
    rows = sorted((item for item in items_given(bank) if item.state == ItemState.ACTIVE), key=_by_difficulty)
    told = whole_information(engine_items(rows), AT) if rows else np.zeros_like(AT)
    points = tuple((round(float(at), 2), round(float(value), 3)) for at, value in zip(AT, told, strict=True))
    cuts = CutScores.objects.filter(bank=bank).order_by("-pk").first()
    return BankMap(tuple(rows), points, tuple(cuts.thetas) if cuts else ())


def _by_difficulty(item: Item) -> tuple[float, str]:
    return item.b, item.code


def calibrations_of(actor: Actor, bank: ItemBank) -> QuerySet[Calibration]:
    """Calibrations of a bank the actor may know of, newest first, without the answers they work on."""
    found = Calibration.objects.filter(bank=bank, bank__in=visible_banks(actor))
    return found.select_related("made_by").defer("answers", "found").order_by("-pk")


def calibration_at(actor: Actor, bank: ItemBank, calibration_id: int) -> Calibration | None:
    """One calibration with what it found."""
    found = Calibration.objects.filter(bank=bank, bank__in=visible_banks(actor), pk=calibration_id)
    return found.select_related("made_by", "bank").defer("answers").first()


def trouble_in_words(calibration: Calibration) -> str:
    """Why it could not be computed, and which questions that is about; empty where nothing went wrong."""
    if calibration.trouble not in CalibrationTrouble.values:
        return ""
    about = ", ".join(calibration.summary.get("about", ())[:MOST_NAMED])
    return f"{CalibrationTrouble(calibration.trouble).label} {about}".strip()


def numbers_file(calibration: Calibration) -> str:
    """What was found, as the file `techhire calibrate` writes and `techhire simulate-cat` reads."""
    fields = ("a", "b", "c", "se_a", "se_b", "steps")
    items = [
        {"id": one["code"], **{field: one[field] for field in fields}}
        for one in calibration.found
        if "b" in one
    ]
    told = {"model": calibration.model, "loglik": calibration.loglik, "n": calibration.people}
    return json.dumps({**told, "items": items}, indent=1, ensure_ascii=False) + "\n"


def stranded(calibration: Calibration) -> list[str]:
    """Measured questions it would leave behind on the scale there was, by short name; none where that scale stays."""
    if calibration.summary.get("scale") != Scale.NEW:
        return []
    taken = {one["item"]: one["worded_in"] for one in calibration.found if "b" in one}
    rows = Item.objects.filter(bank_id=calibration.bank_id, state__in=GIVEN, guessed=False).order_by("code")
    kept = rows.values_list("pk", "worded_in", "code")
    return [code for pk, worded_in, code in kept if taken.get(pk) != worded_in]


def disagrees(calibration: Calibration) -> bool:
    """Whether its difficulties have little to do with those measured here before, as where columns were swapped.

    The questions both know are compared by their correlation, which no change of scale touches.
    """
    found = {one["item"]: (one["worded_in"], one["b"]) for one in calibration.found if "b" in one}
    rows = Item.objects.filter(bank_id=calibration.bank_id, state__in=GIVEN, guessed=False, pk__in=found)
    known = rows.values_list("pk", "worded_in", "b")
    pairs = np.array([(b, found[pk][1]) for pk, worded_in, b in known if found[pk][0] == worded_in])
    if len(pairs) < FEWEST_TO_COMPARE or not pairs.std(axis=0).all():
        return False
    return bool(np.corrcoef(pairs, rowvar=False)[0, 1] < LEAST_ALIKE)
