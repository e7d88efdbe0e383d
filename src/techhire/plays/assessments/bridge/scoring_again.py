"""A finished sitting scored again from its answers, by the curves and cuts of its own day: nothing else moves it.

An item may be measured anew or reworded after somebody answered it. What it was then stands in its history.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import sqrt
from typing import Any

from techhire.engines.psychometrics import items as engine
from techhire.engines.psychometrics.levels import Cuts, level_of
from techhire.engines.psychometrics.scoring import eap
from techhire.engines.psychometrics.settings import GUESSED_VARIANCE
from techhire.plays.assessments.bridge.scales import cuts_fit
from techhire.plays.assessments.models import CutScores, Item, ItemEvent, Response, Sitting

LEAST_SD, MOST_SD = 0.001, 8.999
"""What fits the column a level's standard deviation is kept in."""


@dataclass(frozen=True)
class ScoredAgain:
    """Ability and error in logits, level and its deviation; no level where too few answers are left.

    It ``rests_on_guesses`` where a difficulty is one, or levels had no place on the scale of that day.
    """

    theta: float
    se: float
    level: float | None
    level_sd: float | None
    rests_on_guesses: bool


def scored_again(sitting: Sitting, responses: Sequence[Response]) -> ScoredAgain:
    """The result of the answers among these that are scored. Four queries."""
    scored = [row for row in responses if row.scored]
    if not scored:
        return ScoredAgain(0.0, 1.0, None, None, rests_on_guesses=False)
    made = _made(sitting)
    items = items_then(scored, made)
    bank = engine.ItemBank.of(items)
    points = [min(row.points, len(item.thresholds)) for row, item in zip(scored, items, strict=True)]
    found = eap(bank, points)
    guessed = any(item.guessed for item in items)
    row = cuts_then(sitting.assessment.bank_id, made)
    least = sitting.rules.get("min_items", sitting.assessment.min_items)
    if len(scored) < least or row is None:
        return ScoredAgain(found.theta, found.se, None, None, guessed)
    places_guessed = not cuts_fit(sitting.assessment.bank_id, row.pk, made)
    told = sqrt(found.se**2 + GUESSED_VARIANCE * (guessed + places_guessed))
    level, sd = level_of(found.theta, told, Cuts(tuple(row.thetas)))
    unsure = guessed or places_guessed
    return ScoredAgain(found.theta, found.se, level, min(max(sd, LEAST_SD), MOST_SD), unsure)


def _made(sitting: Sitting) -> datetime:
    """When the result was made: at the end of the test, or when it was entered later."""
    return max(sitting.finished_at or sitting.made_at, sitting.made_at)


def items_then(responses: Iterable[Response], made: datetime) -> list[engine.Item]:
    """Each answer's item as it was measured at that moment, in the order of the answers."""
    rows = list(responses)
    ids = {row.item_id for row in rows}
    now = Item.objects.in_bulk(ids)
    changes: dict[int, dict[str, Any]] = {}
    later = ItemEvent.objects.filter(item_id__in=ids, was__isnull=False, at__gt=made).order_by("at", "pk")
    for item_id, was in later.values_list("item_id", "was"):
        changes.setdefault(item_id, was or {})
    return [_then(now[row.item_id], changes.get(row.item_id, {})) for row in rows]


def _then(item: Item, was: Mapping[str, Any]) -> engine.Item:
    """What stood before the first change since; what stands now where there was none."""
    steps = tuple(float(step) for step in was.get("steps", item.steps))
    return engine.Item(
        str(item.pk),
        a=was.get("a", item.a),
        b=was.get("b", item.b),
        c=0.0 if steps else was.get("c", item.c),
        steps=steps,
        guessed=was.get("guessed", item.guessed),
    )


def cuts_then(bank_id: int, made: datetime) -> CutScores | None:
    """Where levels began at that moment; what is older than any cut scores has the first there were."""
    rows = CutScores.objects.filter(bank_id=bank_id)
    row = rows.filter(set_at__lte=made).order_by("-set_at", "-pk").first()
    return row or rows.order_by("set_at", "pk").first()
