"""What keeps a record from being erased: for the person, and for those who say so."""

from datetime import date

from django.db.models import QuerySet

from techhire.commons.permits import Actor, require
from techhire.plays.seekers.models import Hold, Seeker
from techhire.plays.seekers.rules import may_act_for, may_see_holds
from techhire.plays.seekers.words import OUT_OF_SIGHT, SeekerState


def live_holds(today: date) -> QuerySet[Hold]:
    """Holds that keep a record today, the one that ends last first."""
    return Hold.objects.filter(lifted_at__isnull=True, until__gte=today).order_by("-until", "pk")


def holds_on(actor: Actor, seeker: Seeker, today: date) -> list[Hold]:
    """What keeps a person's record, for the person and their coach."""
    require(may_act_for(actor, seeker))
    return list(live_holds(today).filter(seeker=seeker))


def holds_in(actor: Actor, community_id: int, today: date) -> QuerySet[Hold]:
    """Every hold of a community that lasts, by the person's code only."""
    require(may_see_holds(actor, community_id))
    return live_holds(today).filter(seeker__community_id=community_id).select_related("seeker__community")


def hold_numbered(actor: Actor, community_id: int, hold_id: int, today: date) -> Hold | None:
    """One of them."""
    return holds_in(actor, community_id, today).filter(pk=hold_id).first()


def seeker_to_hold(actor: Actor, community_id: int, code: str) -> Seeker | None:
    """The person with this code, sealed ones too, for whoever may say that a law keeps the record."""
    require(may_see_holds(actor, community_id))
    found = Seeker.objects.filter(community_id=community_id, code=code.strip().upper())
    return found.exclude(state=SeekerState.ERASED).select_related("community").first()


def hold_behind(seeker_id: int, today: date) -> Hold | None:
    """The hold that keeps an erased record sealed longest, for the letter that tells the person."""
    return live_holds(today).filter(seeker_id=seeker_id, seeker__state__in=OUT_OF_SIGHT).first()


def sealed_and_free(community_id: int, today: date) -> Seeker | None:
    """A sealed record in a community that nothing keeps any more, the one that has waited longest first."""
    kept = live_holds(today).values("seeker_id")
    sealed = Seeker.objects.filter(community_id=community_id, state=SeekerState.SEALED).exclude(pk__in=kept)
    return sealed.select_related("community").order_by("pk").first()
