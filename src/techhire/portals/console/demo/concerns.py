"""What people reported in the demo: one thing nobody has read, one the civic lead looks into, one that was settled."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import override

from techhire.commons.communities.queries import actor_for
from techhire.commons.permits import Actor
from techhire.plays.concerns.actions.answering import tell_reporter
from techhire.plays.concerns.actions.deciding import close_concern, read_concern
from techhire.plays.concerns.actions.reporting import report_thing
from techhire.plays.concerns.queries import concerns_here, reports_of
from techhire.plays.concerns.words import Outcome, Wrong
from techhire.plays.marketplace.queries import open_postings
from techhire.plays.providers.queries import listed_programs
from techhire.portals.console.demo.postings import DEMO_EMPLOYERS

if TYPE_CHECKING:
    from techhire.plays.concerns.rules import Reported
    from techhire.portals.console.demo.seeding import Scene

DAY = timedelta(days=1)
DIFFERS = "The ad says days only. In the interview they said that everybody works every other weekend."
AGAIN = "They said the same to me: weekends from the first month on."
OLD_COURSE = "La página dice que hay lugar en el curso. Llamé y me dijeron que ya empezó."
OLD_PAY = "Somebody who works there says that the pay in the ad is last year's."
SETTLED = "Thank you for changing the pay on the same day."


@transaction.atomic
def add_concerns(scene: "Scene") -> None:
    """Nobody of it asks for money, so that nothing in the demo looks like a fraud that was left to stand."""
    own = DEMO_EMPLOYERS[scene.slug]
    jobs = open_postings(scene.community).order_by("published_at", "pk")
    of_the_demo = jobs.filter(organization__name=own).first()
    of_another = jobs.exclude(organization__name=own).first()
    program = listed_programs(scene.community).first()
    if of_the_demo is not None:
        _settled(scene, of_the_demo)
    if of_another is not None:
        _looked_into(scene, of_another)
    if program is not None:
        with override("es"):
            _reported(scene, program, Wrong.OUTDATED, OLD_COURSE, days=1)


def _reported(
    scene: "Scene", thing: "Reported", wrong: str, words: str, *, days: int, email: str = ""
) -> None:
    """A visitor's report, so many days ago."""
    visitor = Actor(community_id=scene.community.pk)
    report_thing(visitor, thing, wrong=wrong, words=words, email=email, now=scene.now - days * DAY)


def _lead(scene: "Scene") -> Actor:
    """The first member of the civic lead."""
    actors = (actor_for(seats[0], scene.community) for seats in scene.seats.values())
    return next(actor for actor in actors if actor.is_convener)


def _settled(scene: "Scene", thing: "Reported") -> None:
    """Corrected two days later; whoever reported left an address and was told."""
    lead, then = _lead(scene), scene.now - 7 * DAY
    _reported(scene, thing, Wrong.DIFFERS, OLD_PAY, days=9, email="kim.doe@mail.example")
    concern = concerns_here(lead)[0]
    read_concern(lead, concern, now=then)
    done = close_concern(lead, concern, outcome=Outcome.CORRECTED, to_owner=SETTLED, now=then)
    tell_reporter(lead, reports_of(lead, done)[0], now=then)


def _looked_into(scene: "Scene", thing: "Reported") -> None:
    """Reported by two people; somebody looks into it."""
    lead = _lead(scene)
    for words, days in ((DIFFERS, 4), (AGAIN, 2)):
        _reported(scene, thing, Wrong.DIFFERS, words, days=days)
    read_concern(lead, concerns_here(lead)[0], now=scene.now - DAY)
