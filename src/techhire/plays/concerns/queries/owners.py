"""What the owner of a reported thing is told: that, why, and how it ended. Never who reported, nor in which words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Value, When
from django.utils.functional import Promise

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.plays.concerns.models import OPEN, Concern, Report
from techhire.plays.concerns.rules import Reported, owned_concerns
from techhire.plays.concerns.words import Wrong
from techhire.plays.marketplace.models import Posting
from techhire.plays.providers.models import Program


@dataclass(frozen=True)
class Notice:
    """A concern as its owner may know it: the kinds of what is said to be wrong, each once, in a fixed order."""

    concern: Concern
    wrongs: list[str | Promise]


def notices_of(actor: Actor) -> list[Notice]:
    """What was held or settled about the actor's own organizations, open ones first, at most fifty. Two queries."""
    rows = owned_concerns(actor).select_related("organization", "posting", "program")
    open_first = Case(When(OPEN, then=Value(0)), default=Value(1))
    return _notices(rows.order_by(open_first, "-opened_at", "-pk")[:50])


def has_notices(actor: Actor) -> bool:
    """Whether there is any. One query, and no row is read."""
    return owned_concerns(actor).exists()


def notice_numbered(actor: Actor, pk: int) -> Notice | None:
    """One of them."""
    rows = owned_concerns(actor).select_related("organization", "posting", "program")
    return next(iter(_notices(rows.filter(pk=pk))), None)


def notice_about(actor: Actor, thing: Reported) -> Notice | None:
    """The one that keeps a thing of the actor's own out of sight now."""
    rows = owned_concerns(actor).filter(is_held=True)
    if isinstance(thing, Organization):
        rows = rows.filter(organization=thing, posting=None, program=None)
    elif isinstance(thing, Posting):
        rows = rows.filter(posting=thing)
    elif isinstance(thing, Program):
        rows = rows.filter(program=thing)
    return next(iter(_notices(rows.select_related("organization", "posting", "program")[:1])), None)


def notice_behind(concern_id: int) -> Notice | None:
    """The same for the letter to the owner, which says who may read it."""
    rows = Concern.objects.select_related("organization", "posting", "program", "community")
    return next(iter(_notices(rows.filter(pk=concern_id))), None)


def _notices(concerns: Iterable[Concern]) -> list[Notice]:
    found = list(concerns)
    said: dict[int, set[str]] = {concern.pk: set() for concern in found}
    for concern_id, wrong in Report.objects.filter(concern__in=found).values_list("concern_id", "wrong"):
        said[concern_id].add(wrong)
    return [
        Notice(concern, [wrong.label for wrong in Wrong if wrong.value in said[concern.pk]])
        for concern in found
    ]


def held_and_unanswered(actor: Actor) -> int:
    """How many things of the actor's own organizations are out of sight and without a word from them."""
    return owned_concerns(actor).filter(is_held=True, answered_at__isnull=True).count()
