"""My skills: the word for each, what stands behind it, claiming one, saying that something is wrong."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import Http404
from ninja import Router
from ninja.responses import Status
from pydantic import Field

from techhire.plays.seekers.actions.claims import claim_skill
from techhire.plays.seekers.actions.disputes import open_dispute
from techhire.plays.seekers.queries import evidence_numbered, skill_coded, skill_lines, skill_story
from techhire.plays.seekers.words import DisputeReason
from techhire.portals.api.fields import Code, Given, Level, Shown, Spoken, prose
from techhire.portals.api.own import own_record
from techhire.portals.api.service import answers
from techhire.portals.api.skills import SkillNamed
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["My skills"])


class SkillLineShown(Shown):
    """One skill of mine: the best word there is for it, and the highest level it holds at."""

    skill: SkillNamed
    word: str
    says: Spoken
    level: int


class PieceShown(Shown):
    """One piece of evidence: who stands behind it, its part of the weight in percent, the word without it.

    ``record`` says how the source's vouches turned out so far, where this is one. ``skill_version`` is the one it was
    given for, and ``reworded`` whether the skill was described anew since.
    """

    id: int
    kind: str
    level: float
    at: date
    organization: str | None
    title: str
    counts: bool
    standing: str
    says: Spoken
    percent: int
    word_without: str
    disputed: bool
    record: str
    skill_version: int | None
    framework_version: str
    reworded: bool


class UseShown(Shown):
    """Until when a skill was used, in the person's own word: ``counts`` where it keeps evidence from aging.

    ``until`` is the first of the month; of the year, where ``year_only``; or the day ``still`` was said.
    """

    where: str
    until: date
    still: bool
    said_at: datetime
    by_experience: bool
    year_only: bool
    counts: bool
    says: Spoken

    @staticmethod
    def resolve_says(row: Any) -> Any:
        """As others read it."""
        return row.in_their_word


class StoryShown(SkillLineShown):
    """A skill of mine with every piece behind it, newest first, and until when it was used, the last use first."""

    pieces: list[PieceShown]
    uses: list[UseShown]


class ClaimGiven(Given):
    """A skill I say I have, at a level."""

    skill: Code
    level: Level


class DisputeGiven(Given):
    """What is wrong with a piece of evidence about me."""

    evidence: Annotated[int, Field(strict=True, ge=1, le=10**18)]
    reason: DisputeReason
    words: Annotated[str, prose(2000)] = ""


class DisputeShown(Shown):
    """A dispute, and its answer once there is one."""

    id: int
    reason: str
    answer: str


@router.get("me/skills", response=answers(list[SkillLineShown], found=True))
def my_skills(request: Request) -> Any:
    """Every skill with something behind it, proven first."""
    return skill_lines(request.actor, own_record(request))


@router.get("me/skills/{code}", response=answers(StoryShown, found=True))
def my_skill(request: Request, code: Code) -> Any:
    """One skill, and in words what each piece of evidence does to it."""
    seeker = own_record(request)
    skill = skill_coded(request.actor, code)
    if skill is None:
        raise Http404
    return story(request, seeker, skill)


def story(request: Request, seeker: Any, skill: Any) -> dict[str, Any]:
    """A skill of a person in plain data."""
    told = skill_story(request.actor, seeker, skill)
    line = told.line
    said = {"skill": line.skill, "word": line.word, "says": line.says, "level": line.level}
    return said | {"pieces": [_piece(piece) for piece in told.pieces], "uses": told.uses}


def _piece(piece: Any) -> dict[str, Any]:
    row = piece.evidence
    said = {name: getattr(piece, name) for name in ("counts", "standing", "says", "percent", "word_without")}
    return said | {
        "id": row.pk,
        "kind": row.kind,
        "level": float(row.level),
        "at": row.at,
        "organization": row.organization.name if row.organization else None,
        "title": row.title,
        "disputed": piece.dispute is not None,
        "skill_version": row.skill_version,
        "framework_version": row.framework_version,
        "reworded": piece.is_reworded,
        "record": piece.record.says if piece.record else "",
    }


@router.post("me/claims", response=answers(StoryShown, status=201, found=True, written=True), auth=writer)
def claim(request: Request, body: ClaimGiven) -> Any:
    """Say that I can do something. A claim alone never counts as shown."""
    seeker = own_record(request)
    skill = skill_coded(request.actor, body.skill)
    if skill is None:
        raise Http404
    claim_skill(request.actor, seeker, skill, level=body.level, now=request.now)
    return Status(201, story(request, seeker, skill))


@router.post("me/disputes", response=answers(DisputeShown, status=201, found=True, written=True), auth=writer)
def dispute(request: Request, body: DisputeGiven) -> Any:
    """Say that a piece of evidence is wrong. It stops counting until somebody answers."""
    seeker = own_record(request)
    evidence = evidence_numbered(request.actor, body.evidence)
    if evidence is None or evidence.seeker_id != seeker.pk:
        raise Http404
    said = {"reason": body.reason.value, "words": body.words}
    return Status(201, open_dispute(request.actor, evidence, **said, now=request.now))
