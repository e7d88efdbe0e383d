"""A pasted job ad, without an account: what it asks for, what shuts people out, and about how many here fit."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from techhire.commons.communities.models import Community
from techhire.commons.skills.bridge import language_checked, read_text
from techhire.commons.skills.models import Skill
from techhire.commons.skills.words import Importance, When
from techhire.engines import posting_check
from techhire.engines.disclosure_control import SharedCount
from techhire.plays.marketplace.actions.drafting import ad_text
from techhire.plays.marketplace.bridge import check_text
from techhire.plays.matches.queries.counts import FitCounts, Wanted, public_counts

HIGHEST, MOST_OPENINGS = 5, 6
TWO_YEARS = re.compile(r"\bassociate|\btwo[- ]year|\b2[- ]year|\bt[eé]cnico\s+superior", re.IGNORECASE)
"""Degrees of two years: people are asked about four-year degrees alone, so nothing is counted for these."""


@dataclass(frozen=True)
class AdLine:
    """One skill read from the ad, with the level assumed and the words it came from."""

    skill: Skill
    level: int
    importance: str
    text: str
    when: str
    one_of: tuple[Skill, ...] = ()

    @property
    def is_essential(self) -> bool:
        """Whether the ad asks for it rather than prefers it."""
        return self.importance == Importance.ESSENTIAL

    @property
    def is_learned(self) -> bool:
        """Whether only a task names it, so that it may be learned on the job and is not counted."""
        return self.when == When.LEARNED


@dataclass(frozen=True)
class AdFinding:
    """One line that shuts capable people out: the words, why, and what to write instead."""

    rule: str
    severity: str
    text: str
    title: str
    why: str
    instead: str
    replacement: str | None
    source: str = ""
    before: str = ""
    after: str = ""
    can_accept: bool = False
    code: str = ""
    start: int = 0

    @property
    def is_missing(self) -> bool:
        """Whether it speaks of something the ad does not say, rather than of a line of it."""
        return self.rule == posting_check.Rule.MISSING and not self.text


@dataclass(frozen=True)
class Opening:
    """What would open the job: one skill a level lower, or learned on the job, with the people who would fit."""

    skill: Skill
    below: int
    lowered: SharedCount | None
    learned: SharedCount | None


@dataclass(frozen=True)
class AdCheck:
    """Everything the page says about one ad."""

    text: str
    language: str
    lines: list[AdLine]
    few_it_skills: bool
    known_words: tuple[str, ...]
    unknown: tuple[str, ...]
    findings: list[AdFinding]
    counts: FitCounts | None

    is_checked: bool = True
    openings: tuple[Opening, ...] = ()
    together: tuple[Skill, ...] = ()
    skills: dict[int, Skill] = field(default_factory=dict)

    @property
    def names_degree(self) -> bool:
        """Whether a line of the ad asks for a four-year degree and takes nothing in its place."""
        return any(f.code == "degree_required" and not TWO_YEARS.search(f.text) for f in self.findings)

    @property
    def prefers_degree(self) -> bool:
        """Whether a line of the ad prefers a four-year degree."""
        return any(f.code == "degree_preferred" and not TWO_YEARS.search(f.text) for f in self.findings)

    @property
    def shutting(self) -> list[AdFinding]:
        """Findings about what the ad says."""
        found = [finding for finding in self.findings if not finding.is_missing]
        return sorted(found, key=lambda finding: finding.severity != posting_check.Severity.MUST)

    @cached_property
    def shutting_lines(self) -> int:
        """How many lines of the ad the findings stand in; one about no line of it counts for none."""
        return posting_check.count_lines(self.text, [one.start for one in self.findings if one.text])

    @property
    def whole(self) -> list[AdFinding]:
        """Findings about no line of it: what it does not say, and what all of it together asks."""
        return [finding for finding in self.findings if not finding.text]

    @property
    def essential(self) -> list[AdLine]:
        """Skills people need on the first day."""
        return [line for line in self.lines if line.is_essential and not line.is_learned]

    @property
    def preferred(self) -> list[AdLine]:
        """Skills that are welcome on the first day."""
        return [line for line in self.lines if not line.is_essential and not line.is_learned]

    @property
    def learned(self) -> list[AdLine]:
        """Skills people learn there."""
        return [line for line in self.lines if line.is_learned]

    @property
    def missing(self) -> list[AdFinding]:
        """Findings about what it does not say."""
        return [finding for finding in self.findings if finding.is_missing]


def check_ad(community: Community, pasted: str) -> AdCheck:
    """Read and check an ad. Nothing of it is kept. ``Refused`` where it is too long or not text."""
    text = ad_text(pasted)
    reading = read_text(text, community.pk)
    skills = Skill.objects.in_bulk([line.skill_id for line in reading.lines])
    lines = [
        AdLine(
            skills[line.skill_id],
            min(max(line.level, 1), HIGHEST),
            line.importance,
            line.text,
            line.when,
            tuple(skills[pk] for pk in line.one_of if pk in skills),
        )
        for line in reading.lines
        if line.skill_id in skills
    ]
    lines.sort(key=lambda line: (line.is_learned, not line.is_essential, line.skill.name))
    counted = [Wanted(line.skill.pk, line.level, line.importance) for line in lines if not line.is_learned]
    counts = public_counts(community, counted)
    return AdCheck(
        text=text,
        language=reading.language,
        lines=lines,
        few_it_skills=reading.few_it_skills,
        known_words=reading.known_words,
        unknown=reading.unknown,
        findings=_findings(text, lines),
        counts=counts,
        is_checked=bool(language_checked(text)),
        openings=_openings(counts, skills),
        together=tuple(skills[pk] for pk in counts.together[0]) if counts and counts.together else (),
        skills=skills,
    )


def _openings(counts: FitCounts | None, skills: dict[int, Skill]) -> tuple[Opening, ...]:
    softer = counts.softer[:MOST_OPENINGS] if counts else ()
    return tuple(Opening(skills[one.skill_id], one.below, one.lowered, one.learned) for one in softer)


def _findings(text: str, lines: list[AdLine]) -> list[AdFinding]:
    asked = [
        posting_check.Requirement(line.skill.name, line.level, line.is_essential)
        for line in lines
        if not line.is_learned
    ]
    return [_finding(text, finding) for finding in check_text(text, asked)]


def _finding(text: str, finding: posting_check.Finding) -> AdFinding:
    reason = posting_check.REASONS[finding.reason_code]
    shown = None if finding.advice else posting_check.change(text, finding)
    return AdFinding(
        rule=finding.rule,
        severity=finding.severity,
        text=finding.text.strip(),
        title=_(reason.title),
        why=_(reason.why),
        instead=_(reason.instead),
        replacement=finding.replacement,
        source=reason.source,
        before=shown.before if shown else "",
        after=shown.after if shown else "",
        can_accept=not finding.advice,
        code=finding.reason_code,
        start=finding.start,
    )
