"""The lines of the page where skills are confirmed: as they are saved, as they were sent, and set many at once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from techhire.commons.skills.bridge import ReadLine, ReadText
from techhire.commons.skills.queries import anchors_for_many, skills_in_bulk
from techhire.commons.skills.words import LEVEL_CHOICES, LEVELS, Importance, When
from techhire.plays.marketplace.actions.requirements import Line
from techhire.plays.marketplace.queries import Phrase, Usual, doubts_about, phrase_around
from techhire.plays.marketplace.words import Doubt
from techhire.portals.layout.line_choice import Choice

MODEST, SENIOR = 2, 4
"""Levels taken where the ad says none: a modest one, and that of a title that says "senior"."""
MOST = 60
WEIGHTS = (1, 3, 5)
NEEDS = {
    "must": (Importance.ESSENTIAL, When.DAY_ONE),
    "preferred": (Importance.PREFERRED, When.DAY_ONE),
    "learned": (Importance.ESSENTIAL, When.LEARNED),
}
YOU, ALL, USUAL = "you", "all", "usual"
"""Who set a level the ad does not say: the person for one line, the person for all, or the usual profile."""
AS_THEY_STAND = "keep"
"""Instead of a level for all: take each as the form shows it."""


@dataclass
class Row:
    """One line as it stands, saved or not: what is set, what of it is a guess, and which guesses are settled."""

    skill: Any
    level: int
    weight: int
    importance: str
    when: str
    phrase: Phrase | None = None
    one_of: tuple[Any, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    settled: set[str] = field(default_factory=set)
    source: str = ""
    level_said: bool = True
    dropped: bool = False
    usual: Any = None
    saved: str = ""
    then: str = ""
    anchors: Any = ()

    @property
    def reasons(self) -> list[Doubt]:
        """Why it is put before the person; nothing once each guess is settled."""
        return [doubt for doubt in self.doubts if doubt.value not in self.settled]

    @property
    def is_open(self) -> bool:
        """Whether it needs a look."""
        return bool(self.reasons) and not self.dropped

    @property
    def lacks_only_level(self) -> bool:
        """Whether all that needs a look is a level the ad does not say."""
        return self.is_open and self.reasons == [Doubt.LEVEL]

    @property
    def choices(self) -> list[Choice]:
        """Its four fields."""
        weights = [(1, _("matters less")), (3, _("matters")), (5, _("matters most"))]
        return [
            Choice("level", _("Level needed"), [*LEVEL_CHOICES], self.level),
            Choice("importance", _("Needed or preferred"), [*Importance.choices], self.importance),
            Choice("when", _("When"), [*When.choices], self.when),
            Choice("weight", _("How much"), weights, self.weight),
        ]

    @property
    def asked(self) -> list[Choice]:
        """The fields that are guesses, to be shown at once."""
        return [choice for choice in self.choices if choice.name in self._guessed]

    @property
    def rest(self) -> list[Choice]:
        """The fields that are clear, to be opened by who wants to change them."""
        return [choice for choice in self.choices if choice.name not in self._guessed]

    @property
    def goes_without_saying(self) -> set[str]:
        """Fields whose words add nothing: that what is needed on day one is essential, and a weight in the middle."""
        shown = "importance" if self.importance == Importance.PREFERRED else "when"
        weight = {"weight"} if self.weight != WEIGHTS[-1] else set()
        return {"importance", "when"} - {shown} | weight

    @property
    def _guessed(self) -> set[str]:
        reasons = self.reasons
        level = {"level"} if Doubt.LEVEL in reasons or Doubt.ADDED in reasons else set()
        return level | ({"importance", "when"} if Doubt.NEED in reasons else set())

    def settle(self, *doubts: Doubt, source: str = YOU) -> None:
        """Take guesses as settled: these, or all of them."""
        self.settled |= {doubt.value for doubt in doubts or self.doubts}
        self.source = source if not self.level_said else self.source


def rows_saved(posting: Any, kept: Iterable[Any], reading: ReadText | None, usual: Usual | None) -> list[Row]:
    """The lines of a posting, ``kept`` being what it asks for, as they stand on the page."""
    read = {line.skill_id: line for line in reading.lines} if reading else {}
    rows = []
    for line in kept:
        found = read.get(line.skill_id)
        row = Row(line.skill, line.level, _nearest(line.weight), line.importance, line.when)
        row.phrase = phrase_around(posting.text, line.start, line.end)
        row.doubts = doubts_about(line, found, ad=posting.text)
        guessed = not line.confirmed and line.confidence is not None
        row.level_said = not guessed or (found is not None and found.level_said)
        rows.append(row)
    return _told(rows, reading, usual, posting.community_id)


def rows_posted(
    data: QueryDict, saved: list[Row], posting: Any, reading: ReadText | None, usual: Usual | None
) -> list[Row]:
    """The lines as they were sent, in their order, with skills added and dropped."""
    before = {row.skill.pk: row for row in saved}
    meant = {line.skill_id: line for line in reading.suggested} if reading else {}
    ids = [pk for pk in map(_id, data.getlist("skill")) if pk][:MOST]
    ids += [pk for pk in map(_id, data.getlist("add")) if pk]
    skills = skills_in_bulk(posting.community_id, ids)
    rows = []
    for pk in dict.fromkeys(ids):
        if pk not in skills:
            continue
        row = before.get(pk) or _added(skills[pk], meant.get(pk), usual, posting)
        rows.append(_sent(data, row))
    return _told(rows, reading, usual, posting.community_id)


def _added(skill: Any, read: ReadLine | None, usual: Usual | None, posting: Any) -> Row:
    """A skill no line had: as a phrase of the ad means it, as is usual, or with its level to be said."""
    line = usual.lines.get(skill.pk) if usual else None
    if read is not None:
        row = Row(skill, min(read.level, 5), 3, read.importance, read.when, level_said=read.level_said)
        shift = len(posting.title) + 1
        row.phrase = phrase_around(posting.text, read.start - shift, read.end - shift)
        row.doubts = () if read.level_said else (Doubt.LEVEL,)
    elif line is not None:
        row = Row(skill, line.level, _nearest(line.weight), line.importance, line.when, source=USUAL)
        row.level_said = False
    else:
        row = Row(skill, MODEST, 3, Importance.ESSENTIAL.value, When.DAY_ONE.value, doubts=(Doubt.ADDED,))
        row.level_said = False
    return row


def _sent(data: QueryDict, row: Row) -> Row:
    """The line with what was sent for it; a guess that was changed is settled by that."""
    pk = row.skill.pk
    level = min(max(number(data.get(f"level-{pk}"), row.level), 1), 5)
    need = (data.get(f"importance-{pk}", row.importance), data.get(f"when-{pk}", row.when))
    row.settled |= set(data.getlist(f"settled-{pk}")) & set(Doubt.values)
    sources = {source for source in data.getlist(f"source-{pk}") if source in {YOU, ALL, USUAL}}
    row.source = sources.pop() if sources else row.source
    if level != row.level and not sources:
        row.settle(Doubt.LEVEL, Doubt.ADDED)
    if need != (row.importance, row.when):
        row.settled.add(Doubt.NEED.value)
    row.level, (row.importance, row.when) = level, need
    row.weight = min(max(number(data.get(f"weight-{pk}"), row.weight), 1), 5)
    row.dropped = f"drop-{pk}" in data
    return row


def _told(rows: list[Row], reading: ReadText | None, usual: Usual | None, community_id: int) -> list[Row]:
    """Beside each line, what is usual; and of an "either" list, all of the list."""
    lists = {line.skill_id: line.one_of for line in reading.lines if line.one_of} if reading else {}
    ids = sorted({pk for many in lists.values() for pk in many})
    skills = skills_in_bulk(community_id, ids) if ids else {}
    for row in rows:
        row.one_of = tuple(skills[pk] for pk in lists.get(row.skill.pk, ()) if pk in skills)
        row.usual = usual.lines.get(row.skill.pk) if usual else None
        if row.source == USUAL and (row.usual is None or row.usual.level != row.level):
            row.source = YOU
    return rows


def set_levels(rows: list[Row], wanted: str) -> tuple[int, int]:
    """Set every level the ad does not say; how many were set, and how many the usual profile does not know.

    A level the person set for one line by itself stays.
    """
    level = number(wanted.removeprefix("level:"), 0)
    done = left = 0
    for row in rows:
        if wanted == AS_THEY_STAND and row.lacks_only_level:
            row.settle(Doubt.LEVEL)
            done += 1
        if wanted == AS_THEY_STAND or row.level_said or row.dropped or row.source == YOU:
            continue
        if level in LEVELS:
            row.level = level
            row.settle(Doubt.LEVEL, Doubt.ADDED, source=ALL)
        elif row.usual is not None:
            row.level = row.usual.level
            row.settle(Doubt.LEVEL, Doubt.ADDED, source=USUAL)
        else:
            left += row.is_open
            continue
        done += 1
    return done, left


def set_needs(rows: list[Row], wanted: str) -> int:
    """Set how much every skill matters of which the ad does not say it; how many were set."""
    chosen = [row for row in rows if Doubt.NEED in row.reasons and not row.dropped] if wanted in NEEDS else []
    for row in chosen:
        row.importance, row.when = (part.value for part in NEEDS[wanted])
        row.settle(Doubt.NEED, source=row.source)
    return len(chosen)


def settle(rows: list[Row], pk: int) -> None:
    """Take one line as it stands."""
    for row in rows:
        if row.skill.pk == pk:
            row.settle()


def drop(rows: list[Row], pk: int, dropped: bool) -> None:
    """Leave one line out, or put it back."""
    for row in rows:
        if row.skill.pk == pk:
            row.dropped = dropped


def tell_saved(rows: list[Row], kept: list[Row]) -> list[Row]:
    """After somebody else saved: beside each line what is kept now where it differs, and the lines only they have."""
    now = {row.skill.pk: row for row in kept}
    mine = {row.skill.pk for row in rows}
    for row in rows:
        other = now.get(row.skill.pk)
        if other is None:
            row.saved = _("left out")
        elif (other.level, other.importance, other.when) != (row.level, row.importance, row.when):
            row.saved = ", ".join(choice.words for choice in other.choices[:3])
    added = [row for row in kept if row.skill.pk not in mine]
    for row in added:
        row.saved = _("added")
    return rows + added


def lines_of(rows: list[Row]) -> list[Line]:
    """What is to be saved."""
    return [
        Line(row.skill.pk, row.level, row.weight, row.importance, row.when) for row in rows if not row.dropped
    ]


def ways_on(rows: list[Row]) -> Iterator[Row]:
    """Each line with the place on the page its buttons lead to: the next that needs a look, else itself."""
    look = sorted((row for row in rows if row.is_open), key=lambda row: row.lacks_only_level)
    after: Mapping[int, str] = {
        row.skill.pk: f"skill-{then.skill.pk}" for row, then in zip(look, look[1:], strict=False)
    }
    for row in rows:
        row.then = after.get(row.skill.pk, "progress") if row.is_open else f"skill-{row.skill.pk}"
        yield row


def explain(rows: list[Row]) -> None:
    """Beside each line, what its levels mean. One query."""
    anchors = anchors_for_many([row.skill.pk for row in rows])
    for row in rows:
        row.anchors = anchors[row.skill.pk]


def number(value: str | None, default: int) -> int:
    """A small whole number that was sent, or the default."""
    return int(value) if value and value.isdecimal() and value.isascii() and len(value) < 10 else default


def _id(value: str) -> int | None:
    return int(value) if value.isdecimal() and value.isascii() and len(value) < 19 else None


def _nearest(weight: int) -> int:
    return min(WEIGHTS, key=lambda known: abs(known - weight))
