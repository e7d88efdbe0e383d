"""Publishing how good a test is: counted by the worker, at most once a day."""

from datetime import datetime

from django.db import transaction

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, require
from techhire.plays.assessments.facts.quality import QualityReportPublished
from techhire.plays.assessments.models import Assessment, QualityReport
from techhire.plays.assessments.queries.quality import numbers_now
from techhire.plays.assessments.rules.quality import may_publish_quality_report


@transaction.atomic
def publish_quality_report(actor: Actor, assessment: Assessment, /, *, now: datetime) -> QualityReport | None:
    """A new edition of the figures of a test in the actor's community; None where nothing may or need be said anew.

    Of two editions no reader can work out anything about a few people, however often they look.
    """
    require(may_publish_quality_report(actor, assessment))
    held = Assessment.objects.select_for_update(no_key=True).get(pk=assessment.pk)
    today = now.date()
    earlier = list(
        QualityReport.objects.filter(community_id=actor.community_id, assessment=held).order_by(
            "last_day", "pk"
        )
    )
    if earlier and earlier[-1].last_day >= today:
        return None
    numbers = numbers_now(int(actor.community_id or 0), held, earlier, today)
    if numbers is None:
        return None
    report = QualityReport.objects.create(
        community_id=actor.community_id,
        assessment=held,
        first_day=held.made_at.date(),
        last_day=today,
        numbers=numbers,
        made_at=now,
    )
    record(QualityReportPublished(report.pk, held.pk), actor=actor, now=now)
    return report
