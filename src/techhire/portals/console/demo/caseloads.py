"""The people the demo's onramps work with."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from techhire.commons.communities.queries import actor_for
from techhire.plays.onramps.actions.caseload import enter_person, take_on, vouch
from techhire.plays.onramps.queries import consents_heard, people_of
from techhire.plays.seekers.actions.access import grant_access, let_vouch
from techhire.plays.seekers.actions.consents import confirm_consent
from techhire.plays.seekers.actions.vouches import agree_to_vouches
from techhire.plays.seekers.rules import visible_seekers
from techhire.plays.seekers.words import EvidenceState
from techhire.portals.console.demo.companies import companies
from techhire.portals.console.demo.names import draw_name

if TYPE_CHECKING:
    from datetime import datetime

    from techhire.commons.communities.models import Organization
    from techhire.commons.permits import Actor
    from techhire.plays.seekers.models import Seeker
    from techhire.portals.console.demo.seeding import Scene

EACH = 14
OVERDUE = 1
"""People of each onramp who still wait for their spoken yes in writing, past the day."""
DAY = timedelta(days=1)
YES = "Yes, my coach may see my record and write things down for me. (Made-up person of the demo.)"
VOUCHED = ("communication", "customer-service", "problem-solving", "attention-to-detail")


def add_caseloads(scene: "Scene") -> None:
    """Some people for every onramp; two of them have no account and were entered by the coach."""
    ids = list(visible_seekers(scene.system).order_by("pk").values_list("pk", flat=True))
    for company in companies(scene.slug, "onramp"):
        onramp = scene.organizations[company.name]
        coach = _coach(scene, company.name)
        with transaction.atomic():
            _take_on(scene, coach, onramp, scene.dice.sample(ids, k=min(len(ids), EACH)))
            _give_in_writing(scene, coach, onramp)
            if coach.is_signed_in:
                for _unused in range(2):
                    enter_person(coach, onramp, name=draw_name(scene.dice, "en"), words=YES, now=scene.now)


def _give_in_writing(scene: "Scene", coach: "Actor", onramp: "Organization") -> None:
    """What people said yes to was handed to them the day after, or today where they said it today; but for one."""
    for row in people_of(coach, onramp)[OVERDUE:]:
        for consent in consents_heard(coach, row.caseload):
            if consent.spoken and consent.confirmed_at is None:
                confirm_consent(coach, consent, now=min(consent.given_at + DAY, scene.now))


def _coach(scene: "Scene", name: str) -> "Actor":
    seats = scene.seats.get(name)
    return actor_for(seats[0], scene.community) if seats else scene.system


def _take_on(scene: "Scene", coach: "Actor", onramp: "Organization", ids: list[int]) -> None:
    for seeker in visible_seekers(scene.system).filter(pk__in=ids):
        since = scene.now - timedelta(days=scene.dice.randrange(10, 200))
        grant_access(scene.system, seeker, onramp, purpose="coaching", words=YES, now=since)
        let_vouch(scene.system, seeker, onramp, words=YES, now=since)
        take_on(coach, onramp, seeker, now=since)
        if scene.dice.random() < 0.5:
            _vouch(scene, coach, onramp, seeker, since)


def _vouch(
    scene: "Scene", coach: "Actor", onramp: "Organization", seeker: "Seeker", since: "datetime"
) -> None:
    """A vouch, to which most people have said yes already."""
    row = vouch(
        coach,
        onramp,
        seeker,
        skill_id=scene.skills[scene.dice.choice(VOUCHED)],
        level=scene.dice.choice((2, 3)),
        at=scene.community.day_of(since),
        now=scene.now,
    )
    if row.state == EvidenceState.WAITING and scene.dice.random() < 0.7:
        agree_to_vouches(scene.system, seeker, evidence_ids=[row.pk], words=YES, now=scene.now)
