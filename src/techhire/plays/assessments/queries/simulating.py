"""A test tried on made-up people: how long it is, how exact, how often each item is shown. A part of them at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from techhire.commons.permits import Actor
from techhire.engines.psychometrics.scoring import empirical_reliability
from techhire.engines.psychometrics.simulation import Band, simulate
from techhire.engines.psychometrics.simulation import Simulation as Tried
from techhire.plays.assessments.models import Assessment, Item, Simulation
from techhire.plays.assessments.queries.engine_items import engine_items, items_given
from techhire.plays.assessments.queries.settings import engine_settings
from techhire.plays.assessments.rules import may_see_items
from techhire.plays.assessments.words import ItemState, SimulationState, SimulationTrouble

PARTS, PEOPLE, SEED = 5, 200, 1
"""A thousand people with abilities N(0, 1), always the same ones, two hundred a step."""
LOTTERY = "sympson_hetter"


@dataclass(frozen=True)
class TriedBand:
    """People of one band of ability: bias and RMSE in logits, mean number of questions."""

    name: str
    people: int
    bias: float
    rmse: float
    length: float


@dataclass(frozen=True)
class Told:
    """What made-up people showed. ``exposure`` has each item in use with the share who saw it, most shown first."""

    people: int
    bias: float
    rmse: float
    reliability: float
    shortest: int
    longest: int
    mean: float
    bands: tuple[TriedBand, ...]
    exposure: tuple[tuple[str, float], ...]
    reasons: dict[str, int]
    guessed: int

    @property
    def never_shown(self) -> int:
        """How many items nobody saw."""
        return sum(share == 0 for _code, share in self.exposure)


@dataclass(frozen=True)
class PartThought:
    """What one part of the people came to, by rules and bank of these versions; the last part has ``told`` of all."""

    simulation_id: int
    part: int
    test_version: int
    bank_version: int
    ran: dict[str, Any] | None = None
    told: dict[str, Any] | None = None
    trouble: str = ""


def newest_simulation(actor: Actor, assessment: Assessment) -> Simulation | None:
    """The newest try of a test, for who may see its questions; the parts of the work stay where they are."""
    if not may_see_items(actor, assessment.bank):
        return None
    return Simulation.objects.filter(assessment=assessment).defer("parts").order_by("-pk").first()


def is_of_today(simulation: Simulation, assessment: Assessment) -> bool:
    """Whether rules and bank are still those that were tried."""
    tried = simulation.test_version, simulation.bank_version
    return tried == (assessment.version, assessment.bank.version)


def told_of(simulation: Simulation) -> Told | None:
    """What it found, once it is done."""
    if simulation.state != SimulationState.READY:
        return None
    kept = simulation.found
    bands = tuple(TriedBand(**band) for band in kept["bands"])
    exposure = tuple((code, share) for code, share in kept["exposure"])
    return Told(**{**kept, "bands": bands, "exposure": exposure})


def think_simulation_part(simulation_id: int, part: int) -> PartThought | None:
    """Let the next part of the people take the test, without writing it down; None where there is nothing to do."""
    row = Simulation.objects.select_related("assessment__bank").filter(pk=simulation_id).first()
    if row is None or row.state != SimulationState.WAITING:
        return None
    test = row.assessment
    done = PartThought(row.pk, part, test.version, test.bank.version)
    items = items_given(test.bank)
    trouble = _trouble(test, items)
    if trouble:
        return PartThought(**{**vars(done), "trouble": trouble})
    exposure = {item.code: item.let_through for item in items}
    try:
        ran = _plain(simulate(engine_items(items), engine_settings(test, exposure), PEOPLE, SEED + part))
    except ValueError:  # the rules contradict each other or the bank
        return PartThought(**{**vars(done), "trouble": SimulationTrouble.RULES})
    is_last = part + 1 == PARTS
    told = asdict(_told([*row.parts, ran], items)) if is_last else None
    return PartThought(**{**vars(done), "ran": ran, "told": told})


def _trouble(test: Assessment, items: Sequence[Item]) -> str:
    in_use = [item for item in items if item.state == ItemState.ACTIVE]
    topics = {item.topic for item in in_use}
    if not in_use:
        return SimulationTrouble.EMPTY
    if any(share and topic not in topics for topic, share in test.shares.items()):
        return SimulationTrouble.TOPICS
    if test.method == LOTTERY and not any(item.let_through < 1 for item in in_use):
        return SimulationTrouble.LOTTERY
    return ""


def _plain(ran: Tried) -> dict[str, Any]:
    return {
        "thetas": ran.thetas.tolist(),
        "found": ran.found.tolist(),
        "errors": ran.errors.tolist(),
        "lengths": ran.lengths.tolist(),
        "exposure": ran.exposure.tolist(),
        "reasons": ran.reasons,
    }


def _pooled(parts: Sequence[dict[str, Any]]) -> Tried:
    """All parts as one, each with as many people."""
    thetas, found, errors, lengths = (
        np.concatenate([np.asarray(part[name]) for part in parts])
        for name in ("thetas", "found", "errors", "lengths")
    )
    exposure = np.mean([part["exposure"] for part in parts], axis=0)
    reasons: Counter[str] = Counter()
    for part in parts:
        reasons.update(part["reasons"])
    return Tried(thetas, found, errors, lengths, exposure, dict(reasons))


def _told(parts: Sequence[dict[str, Any]], items: Sequence[Item]) -> Told:
    ran = _pooled(parts)
    shown = [
        (item.code, float(share))
        for item, share in zip(items, ran.exposure, strict=True)
        if item.state == ItemState.ACTIVE
    ]
    return Told(
        people=ran.thetas.size,
        bias=ran.bias,
        rmse=ran.rmse,
        reliability=empirical_reliability(ran.found, ran.errors),
        shortest=int(ran.lengths.min()),
        longest=int(ran.lengths.max()),
        mean=float(ran.lengths.mean()),
        bands=tuple(_band(band) for band in ran.bands()),
        exposure=tuple(sorted(shown, key=lambda pair: (-pair[1], pair[0]))),
        reasons=ran.reasons,
        guessed=sum(item.guessed for item in items),
    )


def _band(band: Band) -> TriedBand:
    if band.low == float("-inf"):
        name = f"< {band.high:g}"
    elif band.high == float("inf"):
        name = f"≥ {band.low:g}"
    else:
        name = f"{band.low:g} … {band.high:g}"
    return TriedBand(name, band.people, band.bias, band.rmse, band.length)
