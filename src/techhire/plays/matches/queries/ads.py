"""A pasted job ad, without an account: what it asks for, what shuts people out, and about how many here fit."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from techhire.commons.communities.models import Community
from techhire.commons.skills.bridge import read_text
from techhire.commons.skills.models import Skill
from techhire.commons.skills.words import Importance, When
from techhire.engines import posting_check
from techhire.plays.marketplace.actions.drafting import ad_text
from techhire.plays.matches.queries.counts import FitCounts, Wanted, public_counts

HIGHEST = 5


@dataclass(frozen=True)
class AdLine:
    """One skill read from the ad, with the level assumed and the words it came from."""

    skill: Skill
    level: int
    importance: str
    text: str
    when: str

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


@dataclass(frozen=True)
class AdCheck:
    """Everything the page says about one ad."""

    text: str
    language: str
    lines: list[AdLine]
    few_it_skills: bool
    known_words: tuple[str, ...]
    findings: list[AdFinding]
    counts: FitCounts | None

    @property
    def names_degree(self) -> bool:
        """Whether a line of the ad asks for a degree."""
        return any(finding.rule == posting_check.Rule.DEGREE for finding in self.findings)


def check_ad(community: Community, pasted: str) -> AdCheck:
    """Read and check an ad. Nothing of it is kept. ``Refused`` where it is too long or not text."""
    text = ad_text(pasted)
    reading = read_text(text, community.pk)
    skills = Skill.objects.in_bulk([line.skill_id for line in reading.lines])
    lines = [
        AdLine(skills[line.skill_id], min(max(line.level, 1), HIGHEST), line.importance, line.text, line.when)
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
        findings=_findings(text, lines),
        counts=counts,
    )


def _findings(text: str, lines: list[AdLine]) -> list[AdFinding]:
    asked = [
        posting_check.Requirement(line.skill.name, line.level, line.is_essential)
        for line in lines
        if not line.is_learned
    ]
    return [
        AdFinding(
            rule=finding.rule,
            severity=finding.severity,
            text=finding.text.strip(),
            title=_(posting_check.REASONS[finding.reason_code].title),
            why=_(posting_check.REASONS[finding.reason_code].why),
            instead=_(posting_check.REASONS[finding.reason_code].instead),
            replacement=finding.replacement,
        )
        for finding in posting_check.check_posting(text, requirements=asked)
    ]
