"""Which portals an actor may enter, in the order they are offered, and which comes first."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Actor
from techhire.portals.layout.request import Request


@dataclass(frozen=True)
class Door:
    """A portal: the address of its first screen and its name in the menu."""

    name: str
    label: Promise


BY_KIND = (
    (Kind.CIVIC, Door("convener:home", _("Community desk"))),
    (Kind.EMPLOYER, Door("employer:home", _("Hiring"))),
    (Kind.PROVIDER, Door("provider:home", _("Training"))),
    (Kind.ONRAMP, Door("onramp:home", _("Our people"))),
    (Kind.SUPPORT, Door("support:home", _("Support services"))),
)
SEEKER = Door("seeker:home", _("My next step"))


def doors_of(actor: Actor) -> list[Door]:
    """The portals an actor may enter; a signed-in person without a seat is a job seeker."""
    doors = [door for kind, door in BY_KIND if actor.prepares_as(kind)]
    if actor.is_signed_in and not doors:
        doors.append(SEEKER)
    return doors


def first_door(request: Request) -> str:
    """The address of the first screen of the person who asks."""
    doors = doors_of(request.actor)
    for door in doors:
        try:
            return reverse(door.name)
        except NoReverseMatch:
            continue
    return reverse("account_login") if not request.actor.is_signed_in else "/"
