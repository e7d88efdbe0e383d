"""What the civic lead reads: things that were reported, and what people said of each."""

from django.db.models import Case, Count, Max, Q, QuerySet, Value, When

from techhire.commons.permits import Actor
from techhire.plays.concerns.models import Concern, Report
from techhire.plays.concerns.rules import may_see_concern, visible_concerns
from techhire.plays.concerns.words import ConcernState, Wrong


def concerns_here(actor: Actor, *, closed: bool = False) -> QuerySet[Concern]:
    """Open ones: those that ask for money first, then the most reported, then the oldest; settled ones newest first.

    Each row carries ``number`` of reports, ``money`` among them, and ``last_at``. One query.
    """
    rows = visible_concerns(actor).select_related("organization", "posting", "program")
    rows = rows.annotate(
        number=Count("reports"),
        money=Count("reports", filter=Q(reports__wrong=Wrong.MONEY)),
        last_at=Max("reports__made_at"),
    )
    if closed:
        return rows.filter(state=ConcernState.CLOSED).order_by("-closed_at", "-pk")
    asks = Case(When(money__gt=0, then=Value(0)), default=Value(1))
    return rows.exclude(state=ConcernState.CLOSED).order_by(asks, "-number", "opened_at", "pk")


def concerns_waiting(actor: Actor) -> int:
    """How many things wait for the civic lead."""
    return visible_concerns(actor).exclude(state=ConcernState.CLOSED).count()


def concern_numbered(actor: Actor, pk: int) -> Concern | None:
    """One of them, where the actor may read it."""
    rows = visible_concerns(actor).select_related("organization", "posting", "program")
    return rows.filter(pk=pk).first()


def reports_of(actor: Actor, concern: Concern) -> QuerySet[Report]:
    """What people said of it, newest first; nothing where the actor may not read it."""
    if not may_see_concern(actor, concern):
        return Report.objects.none()
    return Report.objects.filter(concern=concern).order_by("-made_at", "-pk")


def report_numbered(actor: Actor, concern: Concern, pk: int) -> Report | None:
    """One report of it."""
    return reports_of(actor, concern).filter(pk=pk).first()
