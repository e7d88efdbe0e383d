"""A published report as people read it: two answers first, then what stands behind them, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

from techhire.plays.assessments.bridge.exactness import verdict_on_exactness
from techhire.plays.assessments.bridge.judging import verdict_on_agreement
from techhire.plays.assessments.models import QualityReport
from techhire.plays.assessments.queries.group_story import GroupsTold, group_name, groups_told
from techhire.plays.assessments.words import (
    PULL_FOR,
    PULL_IT,
    WHAT_TO_DO,
    Agreeing,
    Exactness,
    PullReason,
    ReportFlag,
    StopReason,
)


@dataclass(frozen=True)
class UnlikeLine:
    """A question that is harder for people of one group than for equally able ones of another."""

    code: str
    harder_for: str
    beside: str
    size: str
    delta: float
    changes: bool


@dataclass(frozen=True)
class QuestionLine:
    """One question: its figures as published, and its flags with what to do about each."""

    item_id: int
    code: str
    figures: dict[str, Any]
    flags: tuple[ReportFlag, ...]

    @property
    def advice(self) -> list[tuple[Promise | str, Promise | str]]:
        """Each flag in words and what to do."""
        return [(flag.label, WHAT_TO_DO[flag]) for flag in self.flags]

    @property
    def pull_for(self) -> PullReason | None:
        """The reason for which it may have to go; None where no flag is one."""
        return next((PULL_FOR[flag] for flag in self.flags if flag in PULL_FOR), None)

    @property
    def is_to_pull(self) -> bool:
        """Whether it should not be asked until somebody looked."""
        return any(flag in PULL_IT for flag in self.flags)


@dataclass(frozen=True)
class Story(GroupsTold):
    """Everything of one report on a test at one level."""

    report: QualityReport
    exact: dict[str, Any]
    exactness: Exactness
    questions: tuple[QuestionLine, ...]
    unlike: tuple[UnlikeLine, ...]
    compared: int

    @property
    def to_pull(self) -> list[QuestionLine]:
        """Questions nobody should be asked until somebody looked."""
        return [line for line in self.questions if line.is_to_pull]

    @property
    def flagged(self) -> list[QuestionLine]:
        """Every question with a flag, those to pull first."""
        return sorted((line for line in self.questions if line.flags), key=lambda line: not line.is_to_pull)

    @property
    def counted_on(self) -> date:
        """The day the figures of exactness and questions are of."""
        return date.fromisoformat(self.exact["as_of"])

    @property
    def ended(self) -> list[tuple[Promise | str, int | None]]:
        """Why tests ended, and for how many people; None where the number is too small to show."""
        words = dict(StopReason.choices)
        return [(words.get(reason, reason), people) for reason, people in self.exact["ended"].items()]


def story_of(report: QualityReport, level: int | None = None) -> Story:
    """The report at a level; without one, at the level at which most groups can be compared."""
    exact, blocks = report.numbers["exact"], report.numbers["groups"]
    unlike = tuple(_unlike(blocks))
    told = groups_told(blocks, level, unlike=any(line.size == "C" for line in unlike))
    return Story(
        **vars(told),
        report=report,
        exact=exact,
        exactness=verdict_on_exactness(exact["people"], exact["reliability"]),
        questions=tuple(_questions(exact["questions"], unlike)),
        unlike=tuple(line for line in unlike if line.size != "A"),
        compared=len(unlike),
    )


@dataclass(frozen=True)
class JudgedStory(GroupsTold):
    """Everything of one report on judged work at one level."""

    report: QualityReport
    exact: dict[str, Any]
    agreeing: Agreeing

    @property
    def counted_on(self) -> date:
        """The day the figures of agreement are of."""
        return date.fromisoformat(self.exact["as_of"])


def judged_story_of(report: QualityReport, level: int | None = None) -> JudgedStory:
    """The same for judged work, which has readings in the place of questions."""
    exact = report.numbers["exact"]
    told = groups_told(report.numbers["groups"], level)
    agreeing = verdict_on_agreement(exact["pairs"], exact["kappa"])
    return JudgedStory(**vars(told), report=report, exact=exact, agreeing=agreeing)


def _unlike(blocks: Sequence[dict[str, Any]]) -> Iterator[UnlikeLine]:
    """Every comparison of a question, the largest differences first."""
    found = [(tuple(block["by"]), row) for block in blocks for row in block["dif"]]
    for by, row in sorted(found, key=lambda one: (-ord(one[1]["size"][0]), one[1]["code"])):
        focal, reference = (group_name(by, (row[name],)) for name in ("focal", "reference"))
        harder, beside = (focal, reference) if row["harder"] else (reference, focal)
        yield UnlikeLine(
            row["code"], harder, beside, row["size"], abs(row["delta"]), row["nonuniform"] < 0.01
        )


def _questions(rows: Sequence[dict[str, Any]], unlike: Sequence[UnlikeLine]) -> Iterator[QuestionLine]:
    sizes: dict[str, str] = {}
    for line in unlike:
        sizes[line.code] = max(line.size, sizes.get(line.code, "A"))
    words = {"C": [ReportFlag.UNFAIR], "B": [ReportFlag.UNEVEN]}
    for row in rows:
        flags = [*words.get(sizes.get(row["code"], "A"), []), *map(ReportFlag, row["flags"])]
        yield QuestionLine(row["item"], row["code"], row, tuple(flags))
