"""A small made-up community for the journeys: the demo's partners, and few jobs, courses and people."""

import random
from datetime import date, datetime, timedelta
from functools import partial

from django.utils import timezone

from techhire.commons.communities.actions import create_community
from techhire.commons.communities.models import Membership, Organization
from techhire.commons.communities.queries import actor_for
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.commons.skills.actions.starter import load_starter
from techhire.commons.skills.models import Skill
from techhire.commons.skills.queries import published_skills, role_profiles
from techhire.plays.assessments.actions.practice import load_practice
from techhire.plays.onramps.actions.caseload import take_on
from techhire.plays.providers.actions.cohorts import enroll
from techhire.plays.providers.models import Cohort
from techhire.plays.seekers.actions.access import grant_access, let_vouch
from techhire.plays.seekers.models import Seeker
from techhire.portals.console.demo import (
    accounts,
    banks,
    feedback,
    hiring,
    judged,
    partners,
    postings,
    reports,
    roster,
    training,
)
from techhire.portals.console.demo.seeding import COMMUNITIES, SEED, Scene
from tests.factories.assessments import a_bank, a_test

SLUG = "river-city"
EMPLOYER, ONRAMP = "Harborlight Health", "Eastside Career House"
JOBS, PEOPLE, CASELOAD, TRAINEES = 8, 40, 3, 2


def build(now: datetime) -> None:
    """Fill an empty database by the actions that pages use; takes a few seconds."""
    load_starter(now=now)
    load_practice(Actor.system(), now=now)
    community = create_community(Actor.system(), slug=SLUG, is_default=True, now=now, **COMMUNITIES[SLUG])
    scene = Scene(
        community=community,
        slug=SLUG,
        now=now,
        dice=random.Random(SEED),
        skills={skill.code: skill.pk for skill in published_skills()},
        profiles={profile.slug: profile for profile in role_profiles()},
    )
    steps = (
        accounts.add_accounts,
        partners.add_partners,
        banks.add_banks,
        training.add_courses,
        partial(postings.add_postings, many=JOBS),
        partial(roster.add_people, many=PEOPLE),
        add_trainees,
        add_caseload,
        accounts.add_named_seeker,
        reports.add_reports,
        hiring.add_hiring,
        add_tests,
        judged.add_judged_work,
        feedback.add_feedback,
    )
    for step in steps:
        step(scene)


def add_trainees(scene: Scene) -> None:
    """Two people in a cohort of the demo's provider that is over, so that it has something to record."""
    cohort = (
        Cohort.objects.filter(program__organization__name=training.DEMO_PROVIDER, ends_on__lt=scene.today)
        .select_related("program__organization")
        .latest("ends_on")
    )
    began = scene.now - (scene.today - cohort.starts_on)
    for seeker in Seeker.objects.order_by("pk")[:TRAINEES]:
        grant_access(
            scene.system,
            seeker,
            cohort.program.organization,
            purpose="training",
            words=training.YES,
            now=began,
        )
        let_vouch(scene.system, seeker, cohort.program.organization, words=training.YES, now=began)
        enroll(scene.system, cohort, seeker, now=began)


def add_caseload(scene: Scene) -> None:
    """Three people who are coached, and one who asked to be."""
    onramp = scene.organizations[ONRAMP]
    coach = actor_for(scene.seats[ONRAMP][0], scene.community)
    since = scene.now - timedelta(days=30)
    for at, seeker in enumerate(Seeker.objects.order_by("-pk")[: CASELOAD + 1]):
        grant_access(scene.system, seeker, onramp, purpose="coaching", words="Yes, please.", now=since)
        if at < CASELOAD:
            take_on(coach, onramp, seeker, now=since)


def add_tests(scene: Scene) -> None:
    """A test and a live check of the community's own, beside the practice tests everybody has."""
    networking = Skill.objects.get(pk=scene.skills["networking"])
    bank = a_bank(scene.community, networking)
    a_test(bank, title="Networking, supervised", seconds=1800, retake_days=30)
    five = {"min_items": 3, "max_items": 5, "seconds": 300, "item_seconds": 60}
    a_test(bank, title="Networking, live", kind="confirm", **five)


def today() -> date:
    """The day it is in the town, which may still be yesterday where the tests run."""
    return organization_of("convener").community.day_of(timezone.now())


def resident(role: str) -> Account:
    """The account of a role: convener, employer, provider, onramp, support or seeker."""
    return Account.objects.get(handle=f"{role}{accounts.ENDING}")


def organization_of(role: str) -> Organization:
    """The organization of a role's account."""
    return Membership.objects.select_related("organization").get(account=resident(role)).organization
