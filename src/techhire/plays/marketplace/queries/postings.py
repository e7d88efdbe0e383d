"""Reading postings and what they ask for."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Prefetch, Q, QuerySet

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.commons.skills.queries import occupation_titled
from techhire.commons.skills.words import Importance, When
from techhire.engines.posting_check import REASONS, Finding, Stated, change, count_lines
from techhire.plays.marketplace import bridge
from techhire.plays.marketplace.models import Posting, Requirement
from techhire.plays.marketplace.rules import in_public, visible_postings
from techhire.plays.marketplace.words import NOT_YET_OUT, Workplace


@dataclass(frozen=True)
class FindingLine:
    """One line of the posting check as a page shows it: the words, why they matter, and what to write instead."""

    key: str
    severity: str
    title: str
    why: str
    instead: str
    text: str
    replacement: str | None
    can_accept: bool
    can_keep: bool
    start: int
    end: int
    rule: str
    source: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Piece:
    """A stretch of an ad: plain, or marked with what was found there."""

    text: str
    mark: str = ""
    title: str = ""
    key: str = ""


class Mark(NamedTuple):
    """A span of an ad to be marked: offsets, how, what it is called, and the key of the finding it belongs to."""

    start: int
    end: int
    mark: str
    title: str
    key: str = ""


def _with_requirements(postings: QuerySet[Posting]) -> QuerySet[Posting]:
    lines = Requirement.objects.select_related("skill").order_by("skill_id")
    return postings.select_related("organization", "community").prefetch_related(
        Prefetch("requirements", lines)
    )


def open_postings(community: Community | int) -> QuerySet[Posting]:
    """Published postings of a community, newest first, each with its employer and requirements."""
    found = in_public(community if isinstance(community, int) else community.pk)
    return _with_requirements(found).order_by("-published_at", "-pk")


@dataclass(frozen=True)
class AskedOften:
    """A skill, and how many open jobs ask for it on day one."""

    skill: Skill
    jobs: int


def asked_most(community: Community, most: int) -> list[AskedOften]:
    """The skills most open jobs ask for on day one, at most ``most`` of them. Two queries."""
    asked = Requirement.objects.filter(posting__in=in_public(community.pk), when=When.DAY_ONE)
    counted = asked.values("skill_id").annotate(jobs=Count("pk")).order_by("-jobs", "skill_id")[:most]
    jobs = {row["skill_id"]: row["jobs"] for row in counted}
    skills = Skill.objects.in_bulk(jobs)
    return [AskedOften(skills[pk], n) for pk, n in jobs.items()]


def posting_by_identifier(actor: Actor, identifier: str | uuid.UUID) -> Posting | None:
    """The posting at an address, where the actor may see it."""
    try:
        wanted = uuid.UUID(str(identifier))
    except ValueError:
        return None
    return _with_requirements(visible_postings(actor)).filter(identifier=wanted).first()


def posting_told(actor: Actor, posting_id: int | None) -> Posting | None:
    """Title and language of a posting a person was told about by its employer; None where there is none here."""
    rows = Posting.objects.filter(pk=posting_id, community_id=actor.community_id)
    return rows.only("title", "language").first()


def postings_told(actor: Actor, posting_ids: Iterable[int | None]) -> dict[int, Posting]:
    """The same of many, by their numbers. One query."""
    rows = Posting.objects.filter(pk__in={*posting_ids} - {None}, community_id=actor.community_id)
    return {row.pk: row for row in rows.only("title", "language")}


def posting_title(actor: Actor, posting_id: int | None) -> str:
    """The title as plain words, empty where there is none."""
    told = posting_told(actor, posting_id)
    return told.title if told else ""


def postings_of(actor: Actor, organization: Organization) -> QuerySet[Posting]:
    """All postings of an employer the actor belongs to, newest first."""
    if not (actor.is_system or actor.belongs_to(organization.pk)):
        return Posting.objects.none()
    found = Posting.objects.filter(organization=organization, community_id=actor.community_id)
    return _with_requirements(found).order_by("-made_at", "-pk")


def requirements_of(posting: Posting) -> list[Requirement]:
    """What a posting asks for, day one before learned on the job, essential before preferred, heavier first."""
    lines = posting.requirements.select_related("skill")
    return sorted(
        lines,
        key=lambda line: (
            line.when == When.LEARNED,
            line.importance != Importance.ESSENTIAL,
            -line.weight,
            line.skill.name,
        ),
    )


def findings_of(posting: Posting) -> list[FindingLine]:
    """What the posting check says of a posting as it stands, lines kept as they are left out."""
    return [_finding_line(posting.text, finding) for finding in bridge.check(posting)]


def names_a_degree(posting: Posting) -> bool:
    """Whether the ad asks for a degree and accepts nothing in its place, also where its employer chose to keep that."""
    found = bridge.check_text(posting.text, [])
    return any(finding.reason_code in {"degree_required", "degree_preferred"} for finding in found)


def lines_in_question(posting: Posting, findings: Iterable[FindingLine]) -> int:
    """How many lines of the ad the findings stand in; several in one line count once, those about no line not."""
    return count_lines(posting.text, [finding.start for finding in findings if finding.text])


def _finding_line(text: str, finding: Finding) -> FindingLine:
    reason = REASONS[finding.reason_code]
    shown = None if finding.advice else change(text, finding)
    return FindingLine(
        key=bridge.finding_key(finding),
        severity=finding.severity.value,
        title=reason.title,
        why=reason.why,
        instead=reason.instead,
        text=finding.text,
        replacement=finding.replacement,
        can_accept=not finding.advice,
        can_keep=finding.severity.value != "must",
        start=finding.start,
        end=finding.end,
        rule=finding.rule.value,
        source=reason.source,
        before=shown.before if shown else "",
        after=shown.after if shown else "",
    )


def marked(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """Cut a text at marked spans; of two that overlap the earlier and longer one is kept."""
    pieces: list[Piece] = []
    at = 0
    for one in sorted(marks, key=lambda m: (m.start, -m.end)):
        if one.start < at or one.end <= one.start or one.end > len(text):
            continue
        if one.start > at:
            pieces.append(Piece(text[at : one.start]))
        pieces.append(Piece(text[one.start : one.end], one.mark, one.title, one.key))
        at = one.end
    if at < len(text):
        pieces.append(Piece(text[at:]))
    return pieces


@dataclass(frozen=True)
class Taken:
    """A suggestion that was taken: its number, and the words before and after."""

    number: int
    before: str
    after: str


def taken_of(posting: Posting) -> list[Taken]:
    """Suggestions taken since the ad was last written by hand, the latest first."""
    rows = [Taken(at, one["before"], one["after"]) for at, one in enumerate(posting.taken)]
    return rows[::-1]


def stated_in(posting: Posting) -> Stated:
    """Pay, hours and place as the ad of a posting states them; nothing of it is kept until a person saves it."""
    return bridge.stated(posting.text)


def occupation_proposed(posting: Posting) -> str:
    """The code of SOC 2018 its title goes by, where none is set yet; nothing of it is kept until a person saves it."""
    if posting.soc_code or posting.state not in NOT_YET_OUT:
        return ""
    return occupation_titled(posting.community, posting.title)


def search_postings(community: Community, *, words: str = "", remote: bool = False) -> QuerySet[Posting]:
    """Open postings whose title, ad, employer, city or skills hold every word; newest first."""
    found = in_public(community.pk)
    if remote:
        found = found.filter(workplace=Workplace.REMOTE)
    for word in words.split()[:8]:
        skills = Requirement.objects.filter(
            Q(skill__name__icontains=word) | Q(skill__name_es__icontains=word), posting__community=community
        )
        found = found.filter(
            Q(title__icontains=word)
            | Q(organization__name__icontains=word)
            | Q(city__icontains=word)
            | Q(text__icontains=word)
            | Q(pk__in=skills.values("posting_id"))
        )
    return found.select_related("organization").order_by("-published_at", "-pk")
