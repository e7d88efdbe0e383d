"""How good tests are and how fair judged work, for the civic lead's programs: published figures only."""

from datetime import date
from typing import Any

from django.http import Http404
from ninja import Query, Router

from techhire.plays.assessments.queries.judged_quality import (
    judged_report_on,
    watched_rubric,
    watched_rubric_lines,
)
from techhire.plays.assessments.queries.quality import report_on, watched_lines, watched_test
from techhire.plays.assessments.queries.quality_story import judged_story_of, story_of
from techhire.portals.api.fields import Number, Shown, Spoken
from techhire.portals.api.paging import Page, Paging, page_in
from techhire.portals.api.service import answers
from techhire.portals.api.tokens import reader
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Quality of tests"])


class TestBrief(Shown):
    """A test, and its two answers where it has figures."""

    __test__ = False

    id: int
    bank: int
    title: str
    skill: str
    counted_on: date | None
    people: int | None
    exactness: str
    fairness: str


class LevelError(Shown):
    """The usual error at a level in logits; null of fewer than ten people."""

    level: int
    error: float | None


class ExactShown(Shown):
    """How exact the test is for those who took it. ``ended`` is null where a number is too small to show."""

    as_of: date
    people: int
    reliability: float
    error: float
    levels: list[LevelError]
    minutes: list[int]
    ended: dict[str, int | None]
    limit: float


class QuestionShown(Shown):
    """A question's figures; null of fewer than ten answers. ``seen`` and ``right`` run from 0 to 1."""

    item: int
    code: str
    offered: bool
    on_trial: bool
    guessed: bool
    b: float
    answered: int | None = None
    seen: float | None = None
    right: float | None = None
    with_ability: float | None = None
    infit: float | None = None
    outfit: float | None = None
    moved: float | None = None
    moved_se: float | None = None
    flags: list[str]


class GroupShown(Shown):
    """A group at one level; numbers are null where they are too small to show."""

    group: list[str]
    people: int | None
    reached: int | None
    missed: int | None
    standing: str
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    method: str = ""
    short: int = 0


class TableShown(Shown):
    """All groups at one level."""

    level: int
    rows: list[GroupShown]


class UnlikeShown(Shown):
    """A question compared between two groups: size A, B or C; ``harder`` for the focal group or not."""

    item: int
    code: str
    focal: str
    reference: str
    size: str
    harder: bool
    delta: float
    uniform: float
    nonuniform: float


class GroupsShown(Shown):
    """Tables of one way of parting people, of one day; ``by`` is empty for everybody together."""

    by: list[str]
    as_of: date
    tables: list[TableShown]
    dif: list[UnlikeShown]


class QualityShown(TestBrief):
    """Everything published about a test. The two answers are told at the level most groups can be compared at."""

    level: int
    exactness_says: Spoken
    fairness_says: Spoken
    exact: ExactShown
    questions: list[QuestionShown]
    groups: list[GroupsShown]


class JudgedBrief(Shown):
    """A work sample or interview, and its two answers where it has figures."""

    id: int
    kind: str
    title: str
    skill: str
    organization: str
    counted_on: date | None
    people: int | None
    agreement: str
    fairness: str


class AgreementShown(Shown):
    """How far assessors agree: null where nothing was read by two. ``error`` is that of one reading, in levels."""

    as_of: date
    people: int
    pieces: int
    pairs: int
    kappa: float | None
    icc_one: float | None
    icc_two: float | None
    error: float


class JudgedShown(JudgedBrief):
    """Everything published about judged work. Fairness is told at the level most groups can be compared at."""

    level: int
    agreement_says: Spoken
    fairness_says: Spoken
    exact: AgreementShown
    groups: list[GroupsShown]


@router.get("quality", response=answers(Page[TestBrief]))
def tests_watched(request: Request, asked: Query[Paging]) -> Any:
    """Tests I may watch, those with figures first."""
    page = page_in(watched_lines(request.actor), asked, name="quality")
    return page | {"items": [_brief(line.assessment, line.report) for line in page["items"]]}


@router.get("quality/judged", response=answers(Page[JudgedBrief]))
def judged_work_watched(request: Request, asked: Query[Paging]) -> Any:
    """Work samples and interviews of this community, those with figures first."""
    page = page_in(watched_rubric_lines(request.actor), asked, name="quality:judged")
    told = [_judged(line.rubric, line.edition, line.report) for line in page["items"]]
    return page | {"items": told}


@router.get("quality/judged/{number}", response=answers(JudgedShown, found=True))
def judged_quality(request: Request, number: Number) -> Any:
    """What was published last about one work sample or interview."""
    found = watched_rubric(request.actor, int(number))
    report = judged_report_on(request.actor, found[0]) if found else None
    if found is None or report is None:
        raise Http404
    story = judged_story_of(report)
    return _judged(*found, report) | {
        "level": story.level,
        "agreement_says": story.agreeing.label,
        "fairness_says": story.fairness.label,
        "exact": story.exact,
        "groups": report.numbers["groups"],
    }


@router.get("quality/{number}", response=answers(QualityShown, found=True))
def test_quality(request: Request, number: Number) -> Any:
    """What was published last about one test."""
    test = watched_test(request.actor, int(number))
    report = report_on(request.actor, test) if test else None
    if test is None or report is None:
        raise Http404
    story = story_of(report)
    return _brief(test, report) | {
        "level": story.level,
        "exactness_says": story.exactness.label,
        "fairness_says": story.fairness.label,
        "exact": report.numbers["exact"],
        "questions": [line.figures | {"flags": line.flags} for line in story.questions],
        "groups": report.numbers["groups"],
    }


def _brief(test: Any, report: Any) -> dict[str, Any]:
    story = story_of(report) if report else None
    return {
        "id": test.pk,
        "bank": test.bank_id,
        "title": test.title,
        "skill": test.bank.skill.code,
        "counted_on": story and story.counted_on,
        "people": story and story.exact["people"],
        "exactness": story.exactness.value if story else "unknown",
        "fairness": story.fairness.value if story else "unknown",
    }


def _judged(rubric: Any, edition: Any, report: Any) -> dict[str, Any]:
    story = judged_story_of(report) if report else None
    return {
        "id": rubric.pk,
        "kind": rubric.kind,
        "title": edition.title,
        "skill": rubric.skill.code,
        "organization": rubric.organization.slug,
        "counted_on": story and story.counted_on,
        "people": story and story.exact["people"],
        "agreement": story.agreeing.value if story else "unknown",
        "fairness": story.fairness.value if story else "unknown",
    }
