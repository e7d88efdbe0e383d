"""A posting's requirements answered for one person, line by line, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from techhire.commons.skills.models import Skill
from techhire.commons.skills.words import LEVEL_CHOICES, Importance, When
from techhire.engines import evidence
from techhire.engines.matching import Requirement as Asked
from techhire.plays.assessments.words import LiveOutcome
from techhire.plays.marketplace.models import Posting, Requirement

WORDS: dict[str, Promise] = {
    "proven": _("proven"),
    "likely": _("likely"),
    "claimed": _("claimed"),
    "not_yet_shown": _("not yet shown"),
}
HIGHEST = max(LEVEL_CHOICES)[0]
_UP_TO = _("shown up to level %(mine)s, by the next person up to level %(theirs)s")


@dataclass(frozen=True)
class Line:
    """One requirement: the skill, the level asked, how it matters, when it is needed, and the word for this person.

    ``part`` is what the person's evidence adds to the fit, in quarters of weight; what is learned on the job adds none.
    ``reached`` is the highest level that is proven or likely, 0 for none.
    ``live`` is what a live check for this posting came to, for the employer that asked for it and nobody else.
    ``proven_by`` are the kinds of evidence behind a proven skill, on lists that tell them; never who gave it.
    """

    skill: Skill
    required: int
    importance: str
    when: str
    word: str
    part: float = 0.0
    reached: int = 0
    live: str = ""
    proven_by: tuple[str | Promise, ...] = ()

    @property
    def says(self) -> Promise:
        """The word as people read it."""
        return WORDS[self.word]

    @property
    def is_above(self) -> bool:
        """Whether it is shown above the level asked, too: that tells two people apart who both show it."""
        return self.is_met and self.reached > self.required

    @property
    def is_met(self) -> bool:
        """Whether it counts as shown."""
        return self.word in {"proven", "likely"}

    @property
    def confirmed_live(self) -> bool:
        """Whether answers given while the employer watched agree with evidence that still counts."""
        return self.live == LiveOutcome.CONSISTENT and self.is_met

    @property
    def lower_live(self) -> bool:
        """Whether they were lower than the evidence."""
        return self.live == LiveOutcome.LOWER


def lines_of(posting: Posting, codes: Mapping[int, int]) -> list[Line]:
    """Every requirement with its word: essential first, then preferred, then what is learned on the job."""
    lines = [_line(row, codes.get(row.skill_id, 0)) for row in posting.requirements.all()]
    return sorted(
        lines,
        key=lambda line: (
            line.when != When.DAY_ONE,
            line.importance != Importance.ESSENTIAL,
            line.skill.name,
        ),
    )


def _line(row: Requirement, code: int) -> Line:
    met = (level for level in range(HIGHEST, 0, -1) if evidence.word(code, level).is_met)
    return Line(
        skill=row.skill,
        required=row.level,
        importance=row.importance,
        when=row.when,
        word=evidence.word(code, row.level).value,
        part=_part(row, code),
        reached=next(met, 0),
    )


def _part(row: Requirement, code: int) -> float:
    if row.when != When.DAY_ONE:
        return 0.0
    weighed = Asked(row.skill_id, row.level, row.weight, essential=row.importance == Importance.ESSENTIAL)
    return weighed.quarters * evidence.value(code, row.level)


@dataclass(frozen=True)
class Ahead:
    """A skill that puts somebody before the next person, and why where the words beside it do not say so."""

    skill: Skill
    why: str | Promise = ""


def further_ahead(lines: list[Line], other: list[Line]) -> list[Ahead]:
    """The skills, at most two, in which the first of two people is furthest ahead by what counts for the order."""
    theirs = {line.skill.pk: line for line in other}
    gaps = [(line.part - theirs[line.skill.pk].part, line) for line in lines if line.skill.pk in theirs]
    ahead = sorted((gap for gap in gaps if gap[0] > 0), key=lambda gap: (-gap[0], gap[1].skill.name))
    return [Ahead(line.skill, _why(line, theirs[line.skill.pk])) for _gap, line in ahead[:2]]


def _why(mine: Line, theirs: Line) -> str | Promise:
    """The order goes by how surely the level is reached; *proven* also asks that somebody else looked at the work."""
    order = list(WORDS)
    if order.index(mine.word) < order.index(theirs.word):
        return ""
    if mine.reached > theirs.reached:
        return _UP_TO % {"mine": mine.reached, "theirs": theirs.reached}
    if mine.word == theirs.word:
        return _("more speaks for the level asked")
    return _("more speaks for the level asked, though of a kind that proves less")


def shows(lines: list[Line]) -> tuple[int, int]:
    """How many of the essential day-one skills are shown, of how many."""
    asked = [line for line in lines if line.when == When.DAY_ONE and line.importance == Importance.ESSENTIAL]
    return sum(line.is_met for line in asked), len(asked)


def fit_words(group: int, fit: float, threshold: float) -> Promise:
    """The fit in words. It is never a chance of being hired."""
    if group == 0 and fit >= max(0.8, threshold):
        return _("Strong fit")
    if group == 0 and fit >= threshold:
        return _("Good fit")
    if group == 0:
        return _("Shows the essentials")
    return _("One essential skill to go") if group == 1 else _("Several skills to go")
