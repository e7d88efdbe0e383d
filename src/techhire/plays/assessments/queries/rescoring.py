"""Which results rest on answers to an item, and what became of those that were scored again without it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from techhire.commons.permits import Actor
from techhire.plays.assessments.models import Item, Rescoring, Response, Revision, Sitting
from techhire.plays.assessments.rules import may_see_items
from techhire.plays.assessments.words import OPEN_SITTINGS, Revised, SittingState
from techhire.plays.seekers.words import SeekerState


@dataclass(frozen=True)
class Affected:
    """How many results rest on an item: on its present words, and on earlier ones."""

    present: int
    earlier: int


@dataclass(frozen=True)
class Outcome:
    """One rescoring with how many results became what; sittings without a result are in none of the numbers."""

    rescoring: Rescoring
    same: int
    up: int
    down: int
    gone: int

    @property
    def revised(self) -> int:
        """How many results were scored again so far."""
        return self.same + self.up + self.down + self.gone


def counting_answers(item: Item, first: int, last: int) -> QuerySet[Response]:
    """Answers to the item, from one of its versions to another, that something is made of still."""
    return Response.objects.filter(item=item, counts=True, item_version__gte=first, item_version__lte=last)


def sittings_touched(rescoring: Rescoring) -> QuerySet[Sitting]:
    """Sittings with such an answer, and open ones that show the item, whose answer may be on its way.

    A sealed record stays as it is.
    """
    answers = counting_answers(rescoring.item, rescoring.first_version, rescoring.last_version)
    shows = Q(current_id=rescoring.item_id, state__in=OPEN_SITTINGS)
    found = Sitting.objects.filter(Q(pk__in=answers.order_by().values("sitting_id")) | shows)
    return found.exclude(seeker__state=SeekerState.SEALED)


def affected_by(item: Item) -> Affected:
    """Results that would be scored again were the item found wrong. One query."""
    finished = Q(sitting__state=SittingState.FINISHED, sitting__level__isnull=False, scored=True, counts=True)
    rows = Response.objects.filter(finished, item=item)
    now, before = Q(item_version__gte=item.worded_in), Q(item_version__lt=item.worded_in)
    found = rows.aggregate(present=Count("pk", filter=now), earlier=Count("pk", filter=before))
    return Affected(found["present"], found["earlier"])


def rescorings_of(actor: Actor, item: Item) -> list[Outcome]:
    """What became of results after the item was found wrong or unfair, newest first. Two queries."""
    if not may_see_items(actor, item.bank):
        return []
    return _outcomes(list(item.rescorings.order_by("-pk")))


def rescoring_at(actor: Actor, rescoring_id: int) -> Outcome | None:
    """One of them, where the actor may see the item."""
    found = Rescoring.objects.select_related("item__bank__skill").filter(pk=rescoring_id).first()
    if found is None or not may_see_items(actor, found.item.bank):
        return None
    return _outcomes([found])[0]


def _outcomes(rows: list[Rescoring]) -> list[Outcome]:
    counted = Revision.objects.filter(rescoring__in=rows).values_list("rescoring_id", "change")
    numbers = {(pk, change): many for pk, change, many in counted.annotate(many=Count("pk")).order_by()}
    return [
        Outcome(row, **{one.value: numbers.get((row.pk, one.value), 0) for one in Revised}) for row in rows
    ]
