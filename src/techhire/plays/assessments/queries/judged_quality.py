"""How fair and how sure judged work is, as it was published; and what would be published now.

A work sample counts once it is judged, an interview once it is finished, whatever the person said to having it on
their record: the count is of how people were judged, and holds nobody. Each person counts once, with the first result.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from techhire.commons.permits import Actor, require
from techhire.engines.psychometrics.levels import BOUNDS
from techhire.plays.assessments.models import (
    Interview,
    Judgment,
    QualityReport,
    Rubric,
    RubricEdition,
    Submission,
)
from techhire.plays.assessments.queries.agreement import agreement_figures
from techhire.plays.assessments.queries.drawing_up import (
    DrawnUp,
    Stamp,
    counted_on,
    editions,
    editions_ids,
    next_numbers,
)
from techhire.plays.assessments.queries.fairness import said_stamp
from techhire.plays.assessments.queries.rubrics import edition_to_show
from techhire.plays.assessments.rules.quality import may_see_judged_quality, watched_rubrics
from techhire.plays.assessments.words import InterviewState, ReadingState, RubricState, WorkState

LONGEST_LIST = 200


@dataclass(frozen=True)
class RubricLine:
    """A rubric by the wording people meet, with its newest figures, where there are any."""

    rubric: Rubric
    edition: RubricEdition
    report: QualityReport | None


def watched_rubric_lines(actor: Actor) -> list[RubricLine]:
    """Every rubric that was ever in use, those with figures first, by name. Three queries."""
    rubrics = {row.pk: row for row in watched_rubrics(actor).select_related("skill", "organization")}
    used = RubricEdition.objects.filter(rubric__in=rubrics, opened_at__isnull=False)
    wordings: dict[int, RubricEdition] = {}
    for edition in used.order_by("number"):
        kept = wordings.get(edition.rubric_id)
        if kept is None or kept.state != RubricState.ACTIVE:
            wordings[edition.rubric_id] = edition
    rows = QualityReport.objects.filter(community_id=actor.community_id, rubric__in=wordings)
    newest = {row.rubric_id: row for row in rows.order_by("last_day", "pk")}
    lines = [RubricLine(rubrics[pk], edition, newest.get(pk)) for pk, edition in wordings.items()]
    lines.sort(key=lambda line: (line.report is None, line.edition.title, line.rubric.pk))
    return lines[:LONGEST_LIST]


def watched_rubric(actor: Actor, rubric_id: int) -> tuple[Rubric, RubricEdition] | None:
    """One rubric and the wording it is named by, where the actor may see how it judges."""
    rubric = watched_rubrics(actor).select_related("skill", "organization").filter(pk=rubric_id).first()
    edition = edition_to_show(rubric) if rubric is not None else None
    return (rubric, edition) if rubric is not None and edition is not None else None


def judged_report_on(actor: Actor, rubric: Rubric) -> QualityReport | None:
    """The newest figures of a rubric in the actor's community."""
    require(may_see_judged_quality(actor, rubric))
    rows = QualityReport.objects.filter(community_id=actor.community_id, rubric=rubric)
    return rows.order_by("-last_day", "-pk").first()


def rubrics_to_count(after: int) -> list[int]:
    """Rubrics anybody was judged by, as ids beyond this one, in order."""
    works = _judged_work().values_list("rubric_id", flat=True)
    talks = _finished_talks().values_list("edition__rubric_id", flat=True)
    return sorted({pk for pk in [*works.distinct(), *talks.distinct()] if pk > after})


def draw_up_judged(rubric: Rubric, today: date) -> DrawnUp:
    """Count what was judged by a rubric as it is now. Nothing is locked meanwhile."""
    community_id = rubric.organization.community_id
    stamp = judged_stamp_of(rubric)
    earlier = editions(community_id, rubric=rubric)
    numbers = None
    if not counted_on(earlier, today):
        numbers = next_numbers(
            reached=reached_by(rubric), exact=lambda: _exact(rubric), earlier=earlier, today=today
        )
    return DrawnUp(today, editions_ids(earlier), stamp, numbers)


def judged_stamp_of(rubric: Rubric) -> Stamp:
    """What is different as soon as a figure of the rubric may be different. Four small queries."""
    works = _judged_work().filter(rubric=rubric).aggregate(many=Count("pk"), versions=Sum("version"))
    talks = _finished_talks().filter(edition__rubric=rubric).count()
    given = Q(submission__rubric=rubric) | Q(interview__edition__rubric=rubric)
    readings = Judgment.objects.filter(given, state=ReadingState.GIVEN).count()
    return (works["many"], works["versions"], talks, readings, *said_stamp())


def reached_by(rubric: Rubric) -> dict[int, int]:
    """The highest level reached by each person at the first try, by seeker id; 2.5 and more is level 3."""
    works = _judged_work().filter(rubric=rubric).values_list("seeker_id", "judged_at", "level")
    talks = _finished_talks().filter(edition__rubric=rubric).values_list("seeker_id", "finished_at", "level")
    return _first([*works, *talks])


def _first(rows: Iterable[tuple[int, datetime | None, Decimal | None]]) -> dict[int, int]:
    tries: dict[int, list[tuple[datetime, float]]] = defaultdict(list)
    for seeker_id, at, level in rows:
        if at is not None and level is not None:
            tries[seeker_id].append((at, float(level)))
    return {pk: bisect_right(BOUNDS, min(some)[1]) for pk, some in sorted(tries.items())}


def _judged_work() -> Any:
    return Submission.objects.filter(state=WorkState.JUDGED, level__isnull=False, judged_at__isnull=False)


def _finished_talks() -> Any:
    return Interview.objects.filter(
        state=InterviewState.FINISHED, level__isnull=False, finished_at__isnull=False
    )


def _exact(rubric: Rubric) -> dict[str, Any]:
    found = agreement_figures(rubric)
    return {
        "pieces": found.pieces,
        "pairs": found.pairs,
        "kappa": _rounded(found.kappa),
        "icc_one": _rounded(found.icc_one),
        "icc_two": _rounded(found.icc_two),
        "error": round(found.error.sd, 2),
        "assumed": round(found.error.assumed, 2),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
