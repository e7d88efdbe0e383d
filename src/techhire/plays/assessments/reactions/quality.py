"""Once a day every test that people finished is counted, one test of one community a step."""

from techhire.commons.ledger.registry import Done, More, Step
from techhire.commons.ledger.schedule import every
from techhire.commons.permits import Actor
from techhire.plays.assessments.actions.quality import publish_quality_report
from techhire.plays.assessments.models import Assessment
from techhire.plays.assessments.queries.quality import waiting_to_be_counted


@every("quality_reports", "day")
def count_tests(step: Step) -> Done | More:
    """Publish what may be published of the next test; what was published today stays."""
    done = int(step.cursor.get("done", 0))
    after = (int(step.cursor.get("community", 0)), int(step.cursor.get("test", 0)))
    waiting = waiting_to_be_counted(after)
    if not waiting:
        return Done()
    community_id, assessment_id = waiting[0]
    assessment = Assessment.objects.select_related("bank").get(pk=assessment_id)
    publish_quality_report(Actor.system(community_id), assessment, now=step.now)
    cursor = {"community": community_id, "test": assessment_id, "done": done + 1}
    return More(cursor, done=done + 1, total=done + len(waiting))
