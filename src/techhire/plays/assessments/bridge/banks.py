"""A bank as the measuring engine takes it, kept in memory by the bank's version, and the rules of a test.

Whatever changes an item or its measured curve raises the version of its bank, so a kept bank is never out of date and
no answer waits for a table of information to be computed.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from techhire.engines.psychometrics import items as engine
from techhire.engines.psychometrics.levels import Cuts
from techhire.engines.psychometrics.settings import Settings
from techhire.engines.psychometrics.sitting import Sitting as State
from techhire.engines.psychometrics.sitting import replay
from techhire.plays.assessments.models import Assessment, CutScores, Item, ItemBank, Response, Sitting
from techhire.plays.assessments.words import AssessmentState, ItemState

BANKS_KEPT = 64
OFFERED = frozenset({ItemState.ACTIVE, ItemState.PILOT})
CURVE = ("pk", "a", "b", "c", "steps", "topic", "state", "guessed", "let_through")


def engine_bank(bank: ItemBank) -> engine.ItemBank:
    """Every item the bank ever had, in the order they came; those not in use are closed. Ids are row ids."""
    return _kept(bank.pk, bank.version)[0]


def forget_banks() -> None:
    """Forget every kept bank; tests begin so."""
    _kept.cache_clear()


def warm_banks() -> int:
    """Bring the banks of open tests into memory, when a server starts. Returns how many."""
    open_tests = Assessment.objects.filter(state=AssessmentState.ACTIVE)
    banks = ItemBank.objects.filter(pk__in=open_tests.values("bank_id"))[:BANKS_KEPT]
    return sum(1 for bank in banks if engine_bank(bank))


@lru_cache(maxsize=BANKS_KEPT)
def _kept(bank_id: int, version: int) -> tuple[engine.ItemBank, dict[str, float]]:
    rows = list(Item.objects.filter(bank_id=bank_id).order_by("pk").only(*CURVE))
    bank = engine.ItemBank.of(_item(row) for row in rows)
    _ = bank.information
    return bank, {str(row.pk): min(max(row.let_through, 1e-6), 1.0) for row in rows}


def _item(row: Item) -> engine.Item:
    steps = tuple(float(step) for step in row.steps)
    return engine.Item(
        str(row.pk),
        a=row.a,
        b=row.b,
        c=0.0 if steps else row.c,
        steps=steps,
        topic=row.topic,
        pilot=row.state == ItemState.PILOT,
        guessed=row.guessed,
        closed=row.state not in OFFERED,
    )


def most_points(bank: ItemBank, item_id: int) -> int:
    """The most points of an item as it is measured now."""
    kept = engine_bank(bank)
    return int(kept.points[kept.position[str(item_id)]])


def rules_of(assessment: Assessment, *, skip: Iterable[int] = (), only: Iterable[str] = ()) -> dict[str, Any]:
    """The settings of a test as a sitting keeps them, with the items it leaves out or is held to."""
    return {
        "min_items": assessment.min_items,
        "max_items": assessment.max_items,
        "stop_se": assessment.stop_se,
        "method": assessment.method,
        "randomesque": assessment.randomesque,
        "shares": assessment.shares,
        "pilot_items": assessment.pilot_items,
        "skip": [str(pk) for pk in skip],
        "only": list(only),
    }


def settings_of(rules: Mapping[str, Any], bank: ItemBank) -> Settings:
    """The engine's settings. The clock of a sitting is the server's, so the engine gets no limit of time.

    A topic the bank lost since leaves its share to the others.
    """
    kept, let_through = _kept(bank.pk, bank.version)
    shares = {topic: share for topic, share in rules["shares"].items() if topic in kept.topics and share > 0}
    whole = sum(shares.values())
    return Settings(
        min_items=rules["min_items"],
        max_items=rules["max_items"],
        stop_se=rules["stop_se"],
        method=rules["method"],
        randomesque=rules["randomesque"],
        content={topic: share / whole for topic, share in shares.items()},
        exposure=let_through if rules["method"] == "sympson_hetter" else {},
        pilot_items=rules["pilot_items"],
    )


def state_of(sitting: Sitting, responses: Iterable[Response]) -> State:
    """Where a sitting stands after its recorded answers, whichever process recorded them.

    Answers that were not scored (their item was pulled, or their time was over) do not move it, and their items are
    not asked again; those to items on trial are kept in place.
    """
    bank = engine_bank(sitting.assessment.bank)
    told: list[tuple[str, int, float]] = []
    skip = set(sitting.rules["skip"])
    if sitting.rules["only"]:
        skip |= bank.position.keys() - set(sitting.rules["only"])
    for row in responses:
        name = str(row.item_id)
        item = bank.items[bank.position[name]]
        if row.scored or item.pilot:
            told.append((name, min(row.points, len(item.thresholds)), row.seconds))
        else:
            skip.add(name)
    settings = settings_of(sitting.rules, sitting.assessment.bank)
    return replay(bank, settings, sitting.seed, told, skip=skip)


def next_item(state: State) -> int | None:
    """The row id of the item to ask now; None when it is over."""
    place = state.next_item()
    return None if place is None else int(state.plan.bank.items[place].id)


def rests_on_guesses(state: State) -> bool:
    """Whether the difficulty of a scored item is its author's guess."""
    items = state.plan.bank.items
    return any(items[answer.place].guessed and not items[answer.place].pilot for answer in state.answers)


def cuts_of(bank: ItemBank) -> Cuts | None:
    """Where the levels of a bank begin: the newest cut scores. One query."""
    row = CutScores.objects.filter(bank=bank).order_by("-set_at", "-pk").first()
    return None if row is None else Cuts(tuple(row.thetas))
