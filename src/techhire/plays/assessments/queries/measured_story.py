"""What a measuring found, as people read it: what to look at and why, what cannot be said yet, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from techhire.plays.assessments.bridge.scales import waits_for_cuts
from techhire.plays.assessments.models import Calibration, Item
from techhire.plays.assessments.words import WHAT_TO_LOOK_AT, CalibrationState, ItemFlag, ItemState, Scale

GRAVEST_FIRST = list(WHAT_TO_LOOK_AT)
TOO_LITTLE = {ItemFlag.FEW_ANSWERS, ItemFlag.UNSURE}
SURE = 2.0
"""Standard errors of a correlation beyond which few answers, too, say that a question goes against the others."""


@dataclass(frozen=True)
class MeasuredLine:
    """One question: its figures as kept, and its flags, the gravest first."""

    row: dict[str, Any]
    flags: tuple[ItemFlag, ...]

    @property
    def told(self) -> list[tuple[Promise | str, str, Promise | str]]:
        """Each flag worth a look: the reason in words, the figure behind it, what to do."""
        shown = [flag for flag in self.flags if flag not in TOO_LITTLE]
        return [(flag.label, _figure(flag, self.row), WHAT_TO_LOOK_AT[flag]) for flag in shown]

    @property
    def says_too_little(self) -> bool:
        """Whether there are too few answers to say anything about it."""
        if ItemFlag.FEW_ANSWERS in self.flags:
            return not self._is_surely_against
        return bool(self.flags) and set(self.flags) <= TOO_LITTLE

    @property
    def is_suspect(self) -> bool:
        """Whether its key is most likely wrong."""
        return ItemFlag.AGAINST_REST in self.flags and not self.says_too_little

    @property
    def _is_surely_against(self) -> bool:
        with_rest, answers = self.row.get("with_rest"), self.row.get("answers")
        return bool(with_rest is not None and answers and with_rest + SURE / sqrt(answers) < 0)


@dataclass(frozen=True)
class MeasuredStory:
    """All questions of a measuring in the order of their codes, how many of those measured are tried out only, and
    whether levels have to be looked at again: the scale is new and nobody has said since where levels begin."""

    lines: tuple[MeasuredLine, ...]
    pilots: int
    cuts_due: bool

    @property
    def measured(self) -> int:
        """Questions that got numbers."""
        return sum("b" in line.row for line in self.lines)

    @property
    def look(self) -> list[MeasuredLine]:
        """Questions somebody should look at, those with a suspect key first."""
        found = [line for line in self.lines if line.flags and not line.says_too_little]
        return sorted(found, key=lambda line: GRAVEST_FIRST.index(line.flags[0]))

    @property
    def few(self) -> list[MeasuredLine]:
        """Questions of which too little is known to say anything."""
        return [line for line in self.lines if line.says_too_little]

    @property
    def says_too_little(self) -> bool:
        """Whether too little is known of every question that got numbers."""
        return bool(self.few) and len(self.few) >= self.measured

    @property
    def suspects(self) -> list[MeasuredLine]:
        """Questions whose key is most likely wrong."""
        return [line for line in self.look if line.is_suspect]


def measured_story_of(found: Calibration) -> MeasuredStory:
    """The story of a measuring that is done."""
    lines = sorted((_line(row) for row in found.found), key=lambda line: line.row["code"])
    numbers = {line.row["item"] for line in lines if "b" in line.row}
    tried_out = Item.objects.filter(bank=found.bank, state=ItemState.PILOT).values_list("pk", flat=True)
    return MeasuredStory(tuple(lines), len(numbers.intersection(tried_out)), _cuts_due(found))


def _line(row: dict[str, Any]) -> MeasuredLine:
    flags = (ItemFlag(code) for code in row.get("flags", ()))
    return MeasuredLine(row, tuple(sorted(flags, key=GRAVEST_FIRST.index)))


def _cuts_due(found: Calibration) -> bool:
    if found.summary.get("scale") != Scale.NEW:
        return False
    if found.state == CalibrationState.ADOPTED:
        return waits_for_cuts(found.bank)
    return found.state == CalibrationState.READY


def _figure(flag: ItemFlag, row: dict[str, Any]) -> str:
    """The figures a flag rests on, short; empty where there is none."""
    figures = {
        name: "–" if value is None else f"{value:.2f}"
        for name, value in row.items()
        if value is None or isinstance(value, int | float)
    }
    words = {
        ItemFlag.AGAINST_REST: _("with the rest %(with_rest)s"),
        ItemFlag.MOVED: _("%(before)s before, %(b)s now"),
        ItemFlag.MISFIT: _("infit %(infit)s, outfit %(outfit)s, p of S-X² %(p)s"),
        ItemFlag.FLAT: _("slope %(a)s, with the rest %(with_rest)s"),
        ItemFlag.TOO_EASY: _("share of points %(share)s"),
        ItemFlag.TOO_HARD: _("share of points %(share)s"),
    }
    try:
        return words[flag] % figures if flag in words else ""
    except KeyError:  # a question that was left out has no figures
        return ""
