"""How good tests are, as it was published; and what would be published now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from techhire.commons.permits import Actor, require
from techhire.engines.disclosure_control import MINIMUM
from techhire.plays.assessments.bridge.crowd import By
from techhire.plays.assessments.bridge.editions import Block
from techhire.plays.assessments.bridge.exactness import exactness_of
from techhire.plays.assessments.bridge.item_quality import exposure_limit, question_rows
from techhire.plays.assessments.models import Assessment, CutScores, QualityReport, Sitting
from techhire.plays.assessments.queries.counted import Counted, counted
from techhire.plays.assessments.queries.fairness import group_blocks
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
    newest = {row.assessment_id: row for row in _editions(actor).order_by("last_day", "pk")}
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


def numbers_now(
    community_id: int, assessment: Assessment, earlier: Sequence[QualityReport], today: date
) -> dict[str, Any] | None:
    """What may be published beside the earlier editions, oldest first; None where that is what stands already."""
    found = counted(community_id, assessment)
    if len(found.results) < MINIMUM:
        return None
    last = earlier[-1].numbers if earlier else {}
    exact = last.get("exact")
    if _may_move(len(found.results), [one.numbers["exact"]["people"] for one in earlier]):
        exact = _exact(found, today)
    reached = {pk: one.reached for pk, one in zip(found.seekers, found.results, strict=True)}
    blocks = group_blocks(
        reached if found.cuts else {},
        earlier=_blocks(earlier),
        today=today,
        cuts=found.cuts.pk if found.cuts else None,
        table=found.table,
    )
    numbers = {"exact": exact, "groups": blocks}
    return None if _without_day(numbers) == _without_day(last) else numbers


def _may_move(people: int, before: Sequence[int]) -> bool:
    """Whether enough people came since every earlier edition that nobody's answers show in the difference."""
    return all(people == one or abs(people - one) >= MINIMUM for one in before)


def _exact(found: Counted, today: date) -> dict[str, Any]:
    return {
        "as_of": today.isoformat(),
        **exactness_of(found.results),
        "limit": round(exposure_limit(found.table), 2),
        "questions": question_rows(found.table),
    }


def _blocks(earlier: Sequence[QualityReport]) -> dict[By, list[Block]]:
    blocks: dict[By, list[Block]] = defaultdict(list)
    for report in earlier:
        for block in report.numbers["groups"]:
            if block not in blocks[tuple(block["by"])]:
                blocks[tuple(block["by"])].append(block)
    return blocks


def _without_day(numbers: dict[str, Any]) -> dict[str, Any]:
    """The figures, whatever day they are of."""
    if not numbers:
        return {}
    exact = {key: value for key, value in numbers["exact"].items() if key != "as_of"}
    return {"exact": exact, "groups": [{**block, "as_of": ""} for block in numbers["groups"]]}
