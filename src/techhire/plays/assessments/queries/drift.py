"""Questions of a community's own banks that people answer differently lately, found by the worker once a day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import cast

import numpy as np
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet

from techhire.commons.communities.models import Community, Organization
from techhire.commons.communities.words import Kind
from techhire.commons.permits import Actor
from techhire.engines.psychometrics.calibration import Model as MeasuringModel
from techhire.engines.psychometrics.items import Item as MeasuredItem
from techhire.plays.assessments.bridge.item_quality import (
    GRAVE,
    MOVED,
    AnswerTable,
    Question,
    lately_of,
    moved_gravely,
    moved_lately,
)
from techhire.plays.assessments.models import Calibration, Item, ItemBank, ItemEvent, Response, Sitting
from techhire.plays.assessments.words import BankKind, CalibrationState, ItemState, ItemStep, SittingState

MOST_SITTINGS = 5_000
"""As many of the last sittings are looked at; older ones say nothing more of before."""
MOST_PULLED = 0.25
"""Where a larger share of the questions drifts at once, it is rather the people: all are flagged, none is pulled."""


@dataclass(frozen=True)
class Sign:
    """A question that drifts, as it was when it was looked at: by how many logits, and whether it should go at once."""

    item_id: int
    item_version: int
    shift: float
    is_grave: bool


@dataclass(frozen=True)
class DriftTold:
    """What an item's record says of its drift, in its present words and by its present numbers.

    ``shift`` is what was last said, ``looked_at`` what somebody knew who left it in use, both in logits; None where
    that was not written down.
    """

    said: bool
    shift: float | None
    kept: bool
    looked_at: float | None

    def holds_back(self, shift: float) -> bool:
        """Whether somebody left it in use, and it did not drift as much again as would be grave by itself."""
        return self.kept and (self.looked_at is None or _further(shift, self.looked_at) < GRAVE)

    def asks_anew(self, shift: float) -> bool:
        """Whether somebody who left it in use should look once more: it drifted further than they were told."""
        return self.kept and (self.shift is None or _further(shift, self.shift) > MOVED)


def _further(shift: float, than: float) -> float:
    """By how many logits one shift lies beyond another, away from none."""
    return shift - than if shift > 0 else than - shift


def next_bank_to_watch(after: int) -> ItemBank | None:
    """The next of all communities' own banks in which a test ended since it was watched, by id."""
    ended = Sitting.objects.filter(assessment__bank=OuterRef("pk"), state=SittingState.FINISHED)
    anew = Exists(ended.filter(finished_at__gt=OuterRef("watched_to")))
    first = Q(watched_to__isnull=True) & Exists(ended)
    return ItemBank.objects.filter(first | anew, kind=BankKind.PRIVATE, pk__gt=after).order_by("pk").first()


def newest_end(bank: ItemBank) -> datetime | None:
    """When the newest test of the bank ended."""
    ended = Sitting.objects.filter(assessment__bank=bank, state=SittingState.FINISHED)
    return ended.aggregate(newest=Max("finished_at"))["newest"]


def signs_in(bank: ItemBank) -> list[Sign]:
    """Questions in use that drift, by id. Only answers to their present words and numbers are looked at."""
    items = list(Item.objects.filter(bank=bank, state=ItemState.ACTIVE).order_by("pk"))
    table = _table(bank, items)
    if not items or not len(table.points):
        return []
    found = lately_of(table, range(len(items)))
    told = list(zip(items, found.shift.tolist(), found.z.tolist(), strict=True))
    grave = {item.pk for item, shift, z in told if moved_gravely(shift, z)}
    pulls = len(grave) <= max(1, MOST_PULLED * len(items))
    return [
        Sign(item.pk, item.version, round(shift, 2), pulls and item.pk in grave)
        for item, shift, z in told
        if moved_lately(shift, z)
    ]


def _table(bank: ItemBank, items: list[Item]) -> AnswerTable:
    last = _sittings(bank)[:MOST_SITTINGS]
    sittings = list(last)[::-1]
    given = Response.objects.filter(
        item__in=[item.pk for item in items],
        item_version__gte=F("item__worded_in"),
        counts=True,
        scored=True,
        sitting__in=last,
    )
    answers: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for sitting_id, item_id, points in given.values_list("sitting_id", "item_id", "points").iterator(5000):
        answers[sitting_id].append((item_id, points))
    at = {item.pk: place for place, item in enumerate(items)}
    table = np.full((len(sittings), len(items)), np.nan)
    for row, sitting_id in zip(table, sittings, strict=True):
        for item_id, points in answers.get(sitting_id, ()):
            row[at[item_id]] = points
    questions = tuple(Question(_measured(item), item.code, True, False) for item in items)
    return AnswerTable(questions, table, np.zeros(len(table)), cast(MeasuringModel, bank.model))


def _sittings(bank: ItemBank) -> QuerySet[Sitting, int]:
    """Finished sittings since the present numbers were adopted, the last first."""
    adopted = Calibration.objects.filter(bank=bank, state=CalibrationState.ADOPTED).order_by("-adopted_at")
    since = adopted.values_list("adopted_at", flat=True).first()
    found = Sitting.objects.filter(assessment__bank=bank, state=SittingState.FINISHED)
    if since is not None:
        found = found.filter(finished_at__gte=since)
    return found.order_by("-finished_at", "-pk").values_list("pk", flat=True)


def _measured(item: Item) -> MeasuredItem:
    steps = tuple(float(step) for step in item.steps)
    return MeasuredItem(
        str(item.pk), a=item.a, b=item.b, c=0.0 if steps else item.c, steps=steps, guessed=item.guessed
    )


def drift_told(item: Item) -> DriftTold:
    """What was said of the item's drift, and whether somebody left it in use all the same. One query."""
    steps = [ItemStep.MEASURED, ItemStep.DRIFTED, ItemStep.KEPT]
    events = ItemEvent.objects.filter(item=item, step__in=steps, version__gte=item.worded_in)
    newest_first = events.order_by("-pk").values_list("step", "shift")
    since = list(takewhile(lambda one: one[0] != ItemStep.MEASURED, newest_first))
    said = [shift for step, shift in since if step == ItemStep.DRIFTED]
    kept = [shift for step, shift in since if step == ItemStep.KEPT]
    return DriftTold(bool(said), next(iter(said), None), bool(kept), next(iter(kept), None))


def drifting_items(actor: Actor) -> list[Item]:
    """Items in use of the actor's community that drift, and that nobody looked at since."""
    if not actor.is_convener or actor.community_id is None:
        return []
    here = Item.objects.filter(
        bank__community_id=actor.community_id,
        bank__kind=BankKind.PRIVATE,
        state=ItemState.ACTIVE,
        events__step=ItemStep.DRIFTED,
        events__version=F("version"),
    )
    return list(here.distinct().select_related("bank__skill").order_by("bank_id", "code"))


def is_drifting(item: Item) -> bool:
    """Whether it drifts, and nobody looked at it since."""
    events = ItemEvent.objects.filter(item=item, step=ItemStep.DRIFTED, version=item.version)
    return item.state == ItemState.ACTIVE and events.exists()


def item_that_drifts(item_id: int) -> Item | None:
    """The item with its bank, for a letter about it."""
    return Item.objects.filter(pk=item_id).select_related("bank__community").first()


def civic_leads_of(community: Community) -> list[Organization]:
    """Who keeps the community's banks."""
    return list(Organization.objects.filter(community=community, kinds__kind=Kind.CIVIC).order_by("pk"))
