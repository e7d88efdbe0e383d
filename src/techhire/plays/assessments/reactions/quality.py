"""Once a day every test that people finished and every rubric they were judged by is counted, one a step.

Counting is thought out first. Where something it rests on changed until it is to be published, it is counted again, a
few times; then it waits for the next day.
"""

from dataclasses import dataclass
from datetime import date

from techhire.commons.communities.models import Community
from techhire.commons.ledger.registry import Done, More, Step
from techhire.commons.ledger.schedule import every
from techhire.commons.permits import Actor
from techhire.plays.assessments.actions.quality import publish_judged_quality, publish_quality_report
from techhire.plays.assessments.models import Assessment, Rubric
from techhire.plays.assessments.queries.drawing_up import DrawnUp
from techhire.plays.assessments.queries.judged_quality import (
    draw_up_judged,
    judged_stamp_of,
    rubrics_to_count,
)
from techhire.plays.assessments.queries.quality import draw_up, stamp_of, waiting_to_be_counted

TRIES = 3


@dataclass(frozen=True)
class TestTurn:
    """The test whose turn it is, in which community, what was counted, and how many wait with it."""

    __test__ = False
    assessment: Assessment
    community_id: int
    waiting: int
    drawn: DrawnUp


@dataclass(frozen=True)
class RubricTurn:
    """The rubric whose turn it is, what was counted, and how many wait with it."""

    rubric: Rubric
    waiting: int
    drawn: DrawnUp


def think_of_next_test(step: Step) -> TestTurn | None:
    """Count the next test; None where all were."""
    after = (int(step.cursor.get("community", 0)), int(step.cursor.get("test", 0)))
    waiting = waiting_to_be_counted(after)
    if not waiting:
        return None
    community_id, assessment_id = waiting[0]
    assessment = Assessment.objects.select_related("bank").get(pk=assessment_id)
    drawn = draw_up(community_id, assessment, _today(community_id, step))
    return TestTurn(assessment, community_id, len(waiting), drawn)


def think_of_next_rubric(step: Step) -> RubricTurn | None:
    """The same for judged work."""
    waiting = rubrics_to_count(int(step.cursor.get("rubric", 0)))
    if not waiting:
        return None
    rubric = Rubric.objects.select_related("organization").get(pk=waiting[0])
    return RubricTurn(
        rubric,
        len(waiting),
        draw_up_judged(rubric, _today(rubric.organization.community_id, step)),
    )


def _today(community_id: int, step: Step) -> date:
    return Community.objects.get(pk=community_id).day_of(step.now)


@every("quality_reports", "day", thinking=think_of_next_test)
def count_tests(step: Step) -> Done | More:
    """Publish what may be published of the next test; what was published today stays."""
    turn: TestTurn | None = step.thought
    if turn is None:
        return Done()
    is_new = turn.drawn.numbers is not None
    if is_new and turn.drawn.stamp != stamp_of(turn.community_id, turn.assessment):
        if _tries(step) < TRIES:
            return _once_more(step, turn.waiting)
    elif is_new:
        system = Actor.system(turn.community_id)
        publish_quality_report(system, turn.assessment, drawn=turn.drawn, now=step.now)
    return _on(step, turn.waiting, {"community": turn.community_id, "test": turn.assessment.pk})


@every("quality_reports", "day", thinking=think_of_next_rubric)
def count_judged_work(step: Step) -> Done | More:
    """The same for the next rubric."""
    turn: RubricTurn | None = step.thought
    if turn is None:
        return Done()
    is_new = turn.drawn.numbers is not None
    if is_new and turn.drawn.stamp != judged_stamp_of(turn.rubric):
        if _tries(step) < TRIES:
            return _once_more(step, turn.waiting)
    elif is_new:
        system = Actor.system(turn.rubric.organization.community_id)
        publish_judged_quality(system, turn.rubric, drawn=turn.drawn, now=step.now)
    return _on(step, turn.waiting, {"rubric": turn.rubric.pk})


def _tries(step: Step) -> int:
    return int(step.cursor.get("tries", 0)) + 1


def _once_more(step: Step, waiting: int) -> More:
    """Count the same again: something changed meanwhile."""
    done = int(step.cursor.get("done", 0))
    return More(step.cursor | {"tries": _tries(step)}, done=done, total=done + waiting)


def _on(step: Step, waiting: int, place: dict[str, int]) -> More:
    done = int(step.cursor.get("done", 0))
    return More(place | {"done": done + 1}, done=done + 1, total=done + waiting)
