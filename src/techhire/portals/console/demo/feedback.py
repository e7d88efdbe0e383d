"""What the demo's employers said about people they met: one thing the job seeker has to read, counts for a school."""

from itertools import islice
from typing import TYPE_CHECKING

from django.db import transaction

from techhire.commons.communities.queries import actor_for
from techhire.plays.marketplace.queries import open_postings, postings_of
from techhire.plays.matches.actions.decisions import unmask
from techhire.plays.matches.actions.showing import note_shown
from techhire.plays.matches.words import EarlyReason
from techhire.plays.providers.queries import enrollments_in, taught_by
from techhire.plays.seekers.actions.feedback import give_feedback
from techhire.plays.seekers.queries import seeker_of
from techhire.portals.console.demo.accounts import ENDING
from techhire.portals.console.demo.training import DEMO_PROVIDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from techhire.commons.permits import Actor
    from techhire.plays.marketplace.models import Posting
    from techhire.plays.seekers.models import Seeker
    from techhire.portals.console.demo.seeding import Scene

GRADUATES = 14
LEVELS = (3, 4, 3, 2)


@transaction.atomic
def add_feedback(scene: "Scene") -> None:
    """One employer met the named seeker; another met people who finished at the demo's college."""
    account = scene.accounts.get(f"seeker{ENDING}")
    seeker = seeker_of(actor_for(account, scene.community)) if account else None
    for name, seats in scene.seats.items():
        organization, actor = scene.organizations[name], actor_for(seats[0], scene.community)
        if seeker is None or organization.pk not in actor.organizations("employer"):
            continue
        posting = postings_of(actor, organization).filter(state="published").first()
        if posting is not None:
            _meet(scene, actor, posting, seeker)
            _say(scene, actor, posting, seeker, scene.skills["customer-service"], 4)
    _meet_graduates(scene)


def _meet(scene: "Scene", actor: "Actor", posting: "Posting", seeker: "Seeker") -> None:
    note_shown(actor, posting, [seeker.pk], now=scene.now)
    unmask(actor, posting, seeker, early_reason=EarlyReason.INTERVIEW_SET, now=scene.now)


def _say(
    scene: "Scene", actor: "Actor", posting: "Posting", seeker: "Seeker", skill: int, level: int
) -> None:
    give_feedback(
        actor,
        seeker,
        posting.organization,
        posting_id=posting.pk,
        skill_id=skill,
        level=level,
        at=scene.community.day_of(scene.now),
        now=scene.now,
    )


def _meet_graduates(scene: "Scene") -> None:
    others = open_postings(scene.community).exclude(organization__name__in=scene.seats)
    posting = others.select_related("organization", "community").first()
    if posting is None:
        return
    for at, (seeker, skill) in enumerate(islice(_graduates(scene), GRADUATES)):
        _meet(scene, scene.system, posting, seeker)
        _say(scene, scene.system, posting, seeker, skill, LEVELS[at % len(LEVELS)])


def _graduates(scene: "Scene") -> "Iterator[tuple[Seeker, int]]":
    """People who can be found and completed a course of the college, each once, with a skill it teaches."""
    met: set[int] = set()
    if DEMO_PROVIDER not in scene.seats:
        return
    trainer = actor_for(scene.seats[DEMO_PROVIDER][0], scene.community)
    for course, _group, cohort in scene.cohorts:
        if course.provider != DEMO_PROVIDER:
            continue
        skill = taught_by(cohort.program).first()
        for place in enrollments_in(trainer, cohort):
            seeker = place.seeker
            done = place.enrollment.state == "completed"
            if skill and seeker and done and seeker.found and seeker.is_adult and seeker.pk not in met:
                met.add(seeker.pk)
                yield seeker, skill.skill_id
