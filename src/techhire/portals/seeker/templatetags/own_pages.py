"""The way around a job seeker's pages: four rooms, and the pages of the room one stands in."""

from dataclasses import dataclass

from django import template
from django.template import RequestContext
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

register = template.Library()


@dataclass(frozen=True)
class Page:
    """A page by its address, what it is called, and the addresses reached from it."""

    name: str
    label: Promise
    below: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Room:
    """Pages that answer one question; the first is its door."""

    label: Promise
    pages: tuple[Page, ...]


ROOMS = (
    Room(_("Today"), (Page("home", _("My next step")),)),
    Room(
        _("What I can do"),
        (
            Page("skills", _("My skills"), frozenset({"tasks", "skill", "dispute"})),
            Page(
                "experiences",
                _("What I have done"),
                frozenset({"experience", "experience_step", "experience_skill"}),
            ),
            Page(
                "tests",
                _("Tests"),
                frozenset({"begin", "results", "result", "live_check", "own_time", "join_day"}),
            ),
            Page("works", _("Work samples"), frozenset({"work", "work_about", "interview"})),
            Page("badges", _("My badges"), frozenset({"badge", "badge_get", "outside"})),
            Page("said", _("What others said about me")),
            Page("resume", _("My resume")),
        ),
    ),
    Room(
        _("Jobs for me"),
        (
            Page("jobs", _("Open jobs"), frozenset({"job"})),
            Page("steps", _("Nearest steps")),
            Page("reviews", _("Read by a person")),
            Page("messages", _("Messages from employers")),
            Page("profile", _("What I look for"), frozenset({"profile_step"})),
        ),
    ),
    Room(
        _("Who sees me"),
        (
            Page("found", _("Being found")),
            Page("who_looked", _("Who looked at me")),
            Page("people", _("Who works with me")),
        ),
    ),
)


def is_here(page: Page, name: str) -> bool:
    """Whether the address belongs to the page."""
    return name == page.name or name in page.below


@register.inclusion_tag("seeker/trail_rooms.html", takes_context=True)
def own_pages(context: RequestContext) -> dict[str, object]:
    """The four rooms, and below them the pages of this one."""
    match = context["request"].resolver_match
    name = match.url_name if match else ""
    rooms = [(room, any(is_here(page, name) for page in room.pages)) for room in ROOMS]
    pages = [(page, is_here(page, name)) for room, here in rooms if here for page in room.pages]
    return {"rooms": rooms, "pages": pages if len(pages) > 1 else [], "name": name}
