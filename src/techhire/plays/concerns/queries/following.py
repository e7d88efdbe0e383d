"""How far a report is, for whoever made it: by its code, or by their account where they asked for that."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor
from techhire.plays.concerns.bridge import code_print
from techhire.plays.concerns.models import Report
from techhire.plays.concerns.words import ConcernState


@dataclass(frozen=True)
class Stand:
    """How far it is: new, read or closed, and how it ended. Nothing of what was said, nor about what."""

    state: str
    outcome: str


def stand_of(report: Report) -> Stand:
    """How far a report is."""
    closed = report.concern.state == ConcernState.CLOSED
    return Stand(report.concern.state, report.concern.outcome if closed else "")


def stand_behind(community: Community, code: str) -> Stand | None:
    """How far the report with this code is, whoever asks; None where there is none here."""
    found = Report.objects.filter(fingerprint=code_print(code[:60]), concern__community=community)
    report = found.select_related("concern").first()
    return stand_of(report) if report else None


def my_reports(actor: Actor) -> QuerySet[Report]:
    """Reports of the actor's own that they asked to be answered here, newest first."""
    if actor.account_id is None:
        return Report.objects.none()
    mine = Report.objects.filter(account_id=actor.account_id, concern__community_id=actor.community_id)
    rows = mine.select_related("concern__organization", "concern__posting", "concern__program")
    return rows.order_by("-made_at", "-pk")


def reporter_to_write_to(report_id: int) -> Report | None:
    """A settled report whose letter is due, while its address is still there."""
    rows = Report.objects.select_related("concern__community").filter(concern__state=ConcernState.CLOSED)
    report = rows.filter(pk=report_id, told_at__isnull=False).first()
    return report if report is not None and report.email else None


def held_about_reports(actor: Actor) -> dict[str, Any]:
    """Reports that stand with the actor's account in plain data, for the file of everything held about them."""
    names = ("wrong", "words", "email", "phone", "language", "made_at", "told_at")
    return {"reports": [{name: getattr(row, name) for name in names} for row in my_reports(actor)]}
