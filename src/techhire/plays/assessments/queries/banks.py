"""Banks as lists and pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet

from techhire.commons.permits import Actor
from techhire.commons.skills.words import STARTER
from techhire.plays.assessments.bridge.scales import on_scale
from techhire.plays.assessments.models import Assessment, CutScores, Item, ItemBank, ItemImport, Sitting
from techhire.plays.assessments.rules import may_keep_bank, visible_banks
from techhire.plays.assessments.words import BankKind, ItemImportState, ItemState, SittingState


@dataclass(frozen=True)
class BankLine:
    """A bank with how many of its items are in each state, how many of those in use are measured, and its tests."""

    bank: ItemBank
    states: dict[str, int]
    measured: int
    tests: list[Assessment] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Items that are not retired."""
        return sum(n for state, n in self.states.items() if state != ItemState.RETIRED)


def banks_seen(actor: Actor) -> QuerySet[ItemBank]:
    """Banks the actor may know of, private ones first, by name."""
    return (
        visible_banks(actor).select_related("skill__framework", "community").order_by("-kind", "title", "pk")
    )


def bank_at(actor: Actor, bank_id: int) -> ItemBank | None:
    """One bank, where the actor may know of it."""
    return banks_seen(actor).filter(pk=bank_id).first()


def practice_bank(code: str) -> ItemBank | None:
    """The practice bank of a skill of the shared language, by the skill's code."""
    found = ItemBank.objects.filter(community__isnull=True, skill__framework__slug=STARTER, skill__code=code)
    return found.select_related("skill").first()


def private_bank(bank_id: int) -> ItemBank | None:
    """A community's own bank, for the operator."""
    return ItemBank.objects.filter(pk=bank_id, kind=BankKind.PRIVATE).select_related("skill").first()


def bank_lines(banks: Iterable[ItemBank]) -> list[BankLine]:
    """The banks with their counts. Two queries, however many banks."""
    here = list(banks)
    rows: Any = Item.objects.filter(bank__in=here).order_by().values("bank").annotate(**_counts())
    counts = {row["bank"]: row for row in rows}
    tests: dict[int, list[Assessment]] = {}
    for test in Assessment.objects.filter(bank__in=here).order_by("pk"):
        tests.setdefault(test.bank_id, []).append(test)
    return [_line(bank, counts.get(bank.pk, {}), tests.get(bank.pk, [])) for bank in here]


def _counts() -> dict[str, Count]:
    found = {state: Count("pk", filter=Q(state=state)) for state in ItemState.values}
    return found | {"measured": Count("pk", filter=Q(state=ItemState.ACTIVE, guessed=False))}


def _line(bank: ItemBank, row: dict[str, int], tests: list[Assessment]) -> BankLine:
    states = {state: row.get(state, 0) for state in ItemState.values}
    return BankLine(bank, states, row.get("measured", 0), tests)


def cuts_of(bank: ItemBank) -> QuerySet[CutScores]:
    """Cut scores of a bank, the ones that count first."""
    return CutScores.objects.filter(bank=bank).select_related("set_by").order_by("-pk")


def assessments_of(bank: ItemBank) -> QuerySet[Assessment]:
    """Tests given from a bank, in the order they were made."""
    return Assessment.objects.filter(bank=bank).order_by("pk")


def assessment_at(actor: Actor, assessment_id: int) -> Assessment | None:
    """One test, where its bank is one the actor may know of."""
    found = Assessment.objects.filter(pk=assessment_id, bank__in=visible_banks(actor))
    return found.select_related("bank__skill").first()


def thetas_before(bank: ItemBank) -> list[float]:
    """Abilities on its present scale that finished tests of the bank came to (logits), without the people."""
    found = Sitting.objects.filter(assessment__bank=bank, state=SittingState.FINISHED, theta__isnull=False)
    return [
        theta
        for theta in on_scale(found, bank).order_by().values_list("theta", flat=True)
        if theta is not None
    ]


def item_imports_open(actor: Actor, bank: ItemBank) -> QuerySet[ItemImport]:
    """Files that were looked at and wait for a yes, for who may take them in."""
    found = ItemImport.objects.filter(bank=bank, state=ItemImportState.LOOKED_AT).order_by("-pk")
    return found if may_keep_bank(actor, bank) else found.none()


def item_import_at(actor: Actor, bank: ItemBank, import_id: int) -> ItemImport | None:
    """One import of a bank, for who may take it in."""
    found = ItemImport.objects.filter(bank=bank, pk=import_id).select_related("bank__skill")
    return found.first() if may_keep_bank(actor, bank) else None


def private_banks(actor: Actor) -> QuerySet[ItemBank]:
    """The community's own banks, for who sits in its civic lead."""
    return banks_seen(actor).filter(kind=BankKind.PRIVATE)
