"""Answers people gave to a bank's items, as the table that items are measured by. It holds no people, only rows."""

import csv
import io
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from django.db.models import Count, F, QuerySet
from numpy.typing import NDArray

from techhire.plays.assessments.models import ItemBank, Response
from techhire.plays.assessments.words import GIVEN, AnswerSource, SittingState

MISSING = -1


@dataclass(frozen=True, eq=False)
class AnswerTable:
    """Points by person and item: int16 [people, items], -1 for not answered; ``count`` how often each row occurred."""

    codes: tuple[str, ...]
    points: NDArray[np.int16]
    count: NDArray[np.float64]

    @property
    def people(self) -> int:
        """How many people answered."""
        return int(self.count.sum())

    @property
    def answered(self) -> dict[str, int]:
        """How many people answered each item, by its code."""
        found = self.count @ (self.points != MISSING)
        return {code: int(number) for code, number in zip(self.codes, found, strict=True)}

    def responses(self) -> NDArray[np.float64]:
        """The points as the measuring engine takes them, NaN for not answered."""
        return np.where(self.points == MISSING, np.nan, self.points.astype(np.float64))

    def of(self, codes: list[str]) -> "AnswerTable":
        """The same people on some of the items; people who answered none of these are left out."""
        places = [self.codes.index(code) for code in codes]
        points = self.points[:, places]
        some = (points != MISSING).any(axis=1)
        return AnswerTable(tuple(codes), points[some], self.count[some])

    def in_order(self) -> "AnswerTable":
        """The same rows ordered by what was answered, not by when."""
        order = np.lexsort(self.points.T[::-1])
        return AnswerTable(self.codes, self.points[order], self.count[order])

    def as_csv(self) -> str:
        """A line for each person under the items' codes, empty where something was not answered."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.codes)
        for row in self.points.tolist():
            writer.writerow(["" if points == MISSING else points for points in row])
        return out.getvalue()

    def packed(self) -> bytes:
        """The table as bytes for the database, small."""
        out = io.BytesIO()
        np.savez_compressed(
            out, codes=np.array(self.codes, dtype=np.str_), points=self.points, count=self.count
        )
        return out.getvalue()


def unpacked(data: bytes) -> AnswerTable:
    """The table that ``packed`` wrote."""
    with np.load(io.BytesIO(data), allow_pickle=False) as found:
        return AnswerTable(tuple(map(str, found["codes"])), found["points"], found["count"])


def counted_answers(bank: ItemBank, source: str) -> QuerySet[Response]:
    """Answers that count to the items' present words, in tests that were finished and count."""
    found = Response.objects.filter(
        item__bank=bank,
        item__state__in=GIVEN,
        item_version__gte=F("item__worded_in"),
        counts=True,
        sitting__state=SittingState.FINISHED,
    )
    return found if source == AnswerSource.ALL else found.filter(sitting__supervised__isnull=False)


def answers_by_item(bank: ItemBank, source: str) -> dict[int, int]:
    """How many such answers each item has, by id; items without any are left out."""
    rows = counted_answers(bank, source).order_by().values("item").annotate(number=Count("pk"))
    return {row["item"]: row["number"] for row in rows}


def answer_table(bank: ItemBank, source: str) -> AnswerTable:
    """The table of all of them, items by code."""
    rows = counted_answers(bank, source).order_by("sitting_id")
    people: dict[int, dict[str, int]] = defaultdict(dict)
    for sitting, code, points in rows.values_list("sitting_id", "item__code", "points").iterator(5000):
        people[sitting][code] = points
    codes = sorted({code for answers in people.values() for code in answers})
    place = {code: number for number, code in enumerate(codes)}
    table = np.full((len(people), len(codes)), MISSING, dtype=np.int16)
    for row, answers in zip(table, people.values(), strict=True):
        for code, points in answers.items():
            row[place[code]] = points
    return AnswerTable(tuple(codes), table, np.ones(len(people)))
