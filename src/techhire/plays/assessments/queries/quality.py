"""How good tests are, as it was published; and what would be published now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum

from techhire.commons.permits import Actor, require
from techhire.plays.assessments.bridge.exactness import exactness_of
from techhire.plays.assessments.bridge.item_quality import exposure_limit, question_rows
from techhire.plays.assessments.models import Assessment, CutScores, ItemBank, QualityReport, Sitting
from techhire.plays.assessments.queries.counted import Counted, counted, finished_sittings
from techhire.plays.assessments.queries.drawing_up import (
    DrawnUp,
    Stamp,
    counted_on,
    editions,
    editions_ids,
    next_numbers,
)
from techhire.plays.assessments.queries.fairness import said_stamp
from techhire.plays.assessments.rules.quality import may_see_quality, watched_tests
from techhire.plays.assessments.words import AssessmentKind, AssessmentState, SittingState


@dataclass(frozen=True)
class TestLine:
    """A test with its newest figures, where there are any."""

    __test__ = False

    assessment: Assessment
    report: QualityReport | None


def watched_lines(actor: Actor) -> list[TestLine]:
    """Every test the actor watches, those with figures first, by name. Two queries."""
    tests = watched_tests(actor).select_related("bank__skill").order_by("title", "pk")
    rows = _editions(actor).filter(assessment__isnull=False).order_by("last_day", "pk")
    newest = {row.assessment_id: row for row in rows}
    lines = [TestLine(test, newest.get(test.pk)) for test in tests]
    return sorted(lines, key=lambda line: line.report is None)


def own_tests(actor: Actor) -> list[Assessment]:
    """Open tests that adapt of the community's own, for the operator's own commands."""
    if not actor.is_system:
        return []
    mine = watched_tests(actor).filter(community_id=actor.community_id, state=AssessmentState.ACTIVE)
    return list(mine.filter(kind=AssessmentKind.ADAPTIVE).select_related("bank").order_by("pk"))


def watched_test(actor: Actor, assessment_id: int) -> Assessment | None:
    """One test, where the actor may see how good it is."""
    return watched_tests(actor).select_related("bank__skill").filter(pk=assessment_id).first()


def report_on(actor: Actor, assessment: Assessment) -> QualityReport | None:
    """The newest figures of a test in the actor's community."""
    require(may_see_quality(actor, assessment))
    return _editions(actor).filter(assessment=assessment).order_by("-last_day", "-pk").first()


def _editions(actor: Actor) -> QuerySet[QualityReport]:
    return QualityReport.objects.filter(community_id=actor.community_id)


def cut_scores(actor: Actor, assessment: Assessment) -> QuerySet[CutScores]:
    """Where levels begin, who said so, how and when; the ones that count first."""
    require(may_see_quality(actor, assessment))
    rows = CutScores.objects.filter(bank_id=assessment.bank_id).select_related("set_by")
    return rows.order_by("-set_at", "-pk")


def waiting_to_be_counted(after: tuple[int, int]) -> list[tuple[int, int]]:
    """Communities and tests with a finished sitting, as pairs of ids beyond this pair, in order."""
    community, test = "seeker__community_id", "assessment_id"
    rows = Sitting.objects.filter(state=SittingState.FINISHED, level__isnull=False)
    later = Q(**{f"{community}__gt": after[0]}) | Q(**{community: after[0], f"{test}__gt": after[1]})
    pairs = rows.filter(later).order_by(community, test).values_list(community, test).distinct()
    return [(community_id, assessment_id) for community_id, assessment_id in pairs]


def draw_up(community_id: int, assessment: Assessment, today: date) -> DrawnUp:
    """Count a test as it is now, in seconds where many people took it. Nothing is locked meanwhile."""
    stamp = stamp_of(community_id, assessment)
    earlier = editions(community_id, assessment=assessment)
    if counted_on(earlier, today):
        return DrawnUp(today, editions_ids(earlier), stamp, None)
    found = counted(community_id, assessment)
    numbers = next_numbers(
        reached={pk: one.reached for pk, one in zip(found.seekers, found.results, strict=True)},
        exact=lambda: _exact(found),
        earlier=earlier,
        today=today,
        cuts=found.cuts,
        table=found.table,
    )
    return DrawnUp(today, editions_ids(earlier), stamp, numbers)


def stamp_of(community_id: int, assessment: Assessment) -> Stamp:
    """What is different as soon as a figure of the test may be different. Five small queries."""
    sittings = finished_sittings(community_id, assessment).order_by()
    bank = ItemBank.objects.filter(pk=assessment.bank_id).values_list("version", flat=True).first()
    cuts = CutScores.objects.filter(bank_id=assessment.bank_id).aggregate(last=Max("pk"))["last"]
    taken = sittings.aggregate(many=Count("pk"), versions=Sum("version"))
    return (bank, cuts, taken["many"], taken["versions"], *said_stamp())


def _exact(found: Counted) -> dict[str, Any]:
    return {
        **exactness_of(found.results),
        "limit": round(exposure_limit(found.table), 2),
        "questions": question_rows(found.table),
    }
