"""Publishing how good a test is and how fair judged work: counted by the worker, at most once a day by the day here."""

from datetime import datetime

from django.db import transaction

from techhire.commons.communities.models import Community
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, require
from techhire.plays.assessments.facts.quality import JudgedQualityPublished, QualityReportPublished
from techhire.plays.assessments.models import Assessment, QualityReport, Rubric
from techhire.plays.assessments.queries.drawing_up import DrawnUp, editions, editions_ids
from techhire.plays.assessments.queries.judged_quality import draw_up_judged
from techhire.plays.assessments.queries.quality import draw_up
from techhire.plays.assessments.rules.quality import may_publish_judged_quality, may_publish_quality_report


@transaction.atomic
def publish_quality_report(
    actor: Actor, assessment: Assessment, /, *, drawn: DrawnUp | None = None, now: datetime
) -> QualityReport | None:
    """A new edition of the figures of a test in the actor's community; None where nothing may or need be said anew.

    ``drawn`` was counted before, so that nobody waits meanwhile; without it, it is counted here. Of two editions no
    reader can work out anything about a few people, however often they look.
    """
    require(may_publish_quality_report(actor, assessment))
    held = Assessment.objects.select_for_update(no_key=True).get(pk=assessment.pk)
    community = Community.objects.get(pk=actor.community_id)
    today = community.day_of(now)
    figures = drawn or draw_up(community.pk, held, today)
    if not _may_stand(figures, editions_ids(editions(community.pk, assessment=held)), community, now):
        return None
    report = QualityReport.objects.create(
        community=community,
        assessment=held,
        first_day=community.day_of(held.made_at),
        last_day=today,
        numbers=figures.numbers,
        made_at=now,
    )
    record(QualityReportPublished(report.pk, held.pk), actor=actor, now=now)
    return report


@transaction.atomic
def publish_judged_quality(
    actor: Actor, rubric: Rubric, /, *, drawn: DrawnUp | None = None, now: datetime
) -> QualityReport | None:
    """The same for work and interviews judged by a rubric."""
    require(may_publish_judged_quality(actor, rubric))
    held = Rubric.objects.select_for_update(of=("self",), no_key=True).select_related(
        "organization__community"
    )
    row = held.get(pk=rubric.pk)
    community = row.organization.community
    today = community.day_of(now)
    figures = drawn or draw_up_judged(row, today)
    if not _may_stand(figures, editions_ids(editions(community.pk, rubric=row)), community, now):
        return None
    report = QualityReport.objects.create(
        community=community,
        rubric=row,
        first_day=community.day_of(row.made_at),
        last_day=today,
        numbers=figures.numbers,
        made_at=now,
    )
    record(JudgedQualityPublished(report.pk, row.pk), actor=actor, now=now)
    return report


def _may_stand(drawn: DrawnUp, there: tuple[int, ...], community: Community, now: datetime) -> bool:
    """Whether there is something to say, of today, beside exactly the editions it was drawn up beside."""
    return drawn.numbers is not None and drawn.today == community.day_of(now) and drawn.editions == there
