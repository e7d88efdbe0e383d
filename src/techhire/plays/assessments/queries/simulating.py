"""A test tried on made-up people: how long it is, how exact, how often each item is shown."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from techhire.engines.psychometrics.scoring import empirical_reliability
from techhire.engines.psychometrics.simulation import Band, Simulation, simulate
from techhire.plays.assessments.models import Assessment, ItemBank
from techhire.plays.assessments.queries.engine_items import engine_items, items_given
from techhire.plays.assessments.queries.settings import engine_settings

PEOPLE, SEED = 1000, 1
KEPT = 32
Key = tuple[int, int, int]
_tried: "OrderedDict[Key, Tried]" = OrderedDict()
_lock = Lock()


@dataclass(frozen=True)
class TriedBand:
    """People of one band of ability: bias and RMSE in logits, mean number of questions."""

    name: str
    people: int
    bias: float
    rmse: float
    length: float


@dataclass(frozen=True)
class Tried:
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


def tried(test: Assessment) -> Tried:
    """Let 1,000 people with abilities N(0, 1) take the test, always the same ones; kept until bank or test change.

    ValueError where the rules do not fit the bank.
    """
    bank = ItemBank.objects.get(pk=test.bank_id)
    key = (test.pk, test.version, bank.version)
    with _lock:
        found = _tried.get(key)
    if found is None:
        found = _try(test, bank)
        with _lock:
            _tried[key] = found
            while len(_tried) > KEPT:
                _tried.popitem(last=False)
    return found


def forget_tried() -> None:
    """Drop what this process keeps."""
    with _lock:
        _tried.clear()


def _try(test: Assessment, bank: ItemBank) -> Tried:
    rows = items_given(bank)
    exposure = {row.code: row.let_through for row in rows}
    items = engine_items(rows)
    ran = simulate(items, engine_settings(test, exposure), PEOPLE, SEED)
    return _told(
        ran, [row.code for row in rows], [item.pilot for item in items.items], sum(r.guessed for r in rows)
    )


def _told(ran: Simulation, codes: list[str], pilots: list[bool], guessed: int) -> Tried:
    shown = [
        (code, float(share))
        for code, share, pilot in zip(codes, ran.exposure, pilots, strict=True)
        if not pilot
    ]
    return Tried(
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
        guessed=guessed,
    )


def _band(band: Band) -> TriedBand:
    if band.low == float("-inf"):
        name = f"< {band.high:g}"
    elif band.high == float("inf"):
        name = f"≥ {band.low:g}"
    else:
        name = f"{band.low:g} … {band.high:g}"
    return TriedBand(name, band.people, band.bias, band.rmse, band.length)
