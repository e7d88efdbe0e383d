"""Filling an empty site with the demo: every row goes in by the actions that pages use."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from techhire.commons.communities.actions import create_community
from techhire.commons.permits import Actor
from techhire.commons.skills.actions.starter import load_starter
from techhire.commons.skills.queries import published_skills, role_profiles
from techhire.plays.assessments.actions.practice import load_practice
from techhire.portals.console.demo import (
    accounts,
    badges,
    banks,
    caseloads,
    concerns,
    feedback,
    hiring,
    judged,
    own_roles,
    partners,
    postings,
    reports,
    roster,
    selfid,
    sittings,
    stories,
    training,
)

if TYPE_CHECKING:
    from techhire.commons.communities.models import Community, Organization
    from techhire.commons.people.models import Account
    from techhire.commons.skills.models import RoleProfile
    from techhire.plays.providers.models import Cohort
    from techhire.portals.console.demo.programs import Course, Group

SEED = 20240
POSTINGS = 330
Say = Callable[[str], None]


@dataclass
class Scene:
    """One community while it is being filled: who is there so far, and the dice everything is drawn with."""

    community: "Community"
    slug: str
    now: datetime
    dice: random.Random
    skills: dict[str, int]
    profiles: "dict[str, RoleProfile]"
    organizations: "dict[str, Organization]" = field(default_factory=dict)
    accounts: "dict[str, Account]" = field(default_factory=dict)
    seats: "dict[str, list[Account]]" = field(default_factory=dict)
    cohorts: "list[tuple[Course, Group, Cohort]]" = field(default_factory=list)

    @property
    def today(self) -> date:
        """The day it is there."""
        return self.community.day_of(self.now)

    @property
    def system(self) -> Actor:
        """The product itself, acting in this community."""
        return Actor.system(self.community.pk)


@dataclass(frozen=True)
class Size:
    """How large a community becomes."""

    people: int
    postings: int


COMMUNITIES = {
    "river-city": {
        "name": "River City TechHire",
        "place": "River City region",
        "state_code": "MO",
        "promise": "In River City, a job goes to the person who can do it. Show what you can do, and be found for it.",
        "promise_es": "En River City, el empleo es para quien sabe hacerlo. Muestre lo que sabe y que le encuentren.",
        "contact_email": "hello@rivercity.example",
        "color": "#005ea2",
    },
    "ozark-springs": {
        "name": "Ozark Springs TechHire",
        "place": "Ozark Springs",
        "state_code": "MO",
        "promise": "Seven towns that hire for skill.",
        "promise_es": "Siete pueblos que contratan por lo que cada persona sabe hacer.",
        "contact_email": "hello@ozarksprings.example",
        "color": "#2e6276",
    },
}


def seed(people: int, /, *, postings: int = POSTINGS, now: datetime, say: Say) -> None:
    """Make both communities. The sizes are those of the large one; the small one shows that they stay apart."""
    load_starter(now=now)
    load_practice(Actor.system(), now=now)
    _fill("river-city", Size(people, postings), now, say)
    _fill("ozark-springs", Size(min(people // 4, 150), min(postings // 4, 18)), now, say)


def _fill(slug: str, size: Size, now: datetime, say: Say) -> None:
    community = create_community(Actor.system(), slug=slug, now=now, **COMMUNITIES[slug])  # type: ignore[arg-type]  # all text
    scene = Scene(
        community=community,
        slug=slug,
        now=now,
        dice=random.Random(f"{SEED}:{slug}"),
        skills={skill.code: skill.pk for skill in published_skills()},
        profiles={profile.slug: profile for profile in role_profiles()},
    )
    steps: list[tuple[str, Callable[[Scene], object]]] = [
        ("demo accounts", accounts.add_accounts),
        ("partners", partners.add_partners),
        ("test questions", banks.add_banks),
        ("a role profile of its own", own_roles.add_own_role),
        ("courses", training.add_courses),
        (f"{size.postings} job postings", lambda s: postings.add_postings(s, size.postings)),
        (f"{size.people} people", lambda s: roster.add_people(s, size.people)),
        ("people in courses", training.add_people_in_courses),
        ("coaching", caseloads.add_caseloads),
        ("the job seeker of the demo", accounts.add_named_seeker),
        ("what she has done", stories.add_stories),
        ("what partners said", reports.add_reports),
        ("badges", badges.add_badges),
        ("shortlists", hiring.add_hiring),
        ("work samples", judged.add_judged_work),
        ("what employers said", feedback.add_feedback),
        ("what people reported", concerns.add_concerns),
        ("tests taken", sittings.add_sittings),
        ("how good tests are", selfid.add_self_identification),
    ]
    for words, step in steps:
        began = time.perf_counter()
        step(scene)
        say(f"  {community.name}: {words} ({time.perf_counter() - began:.1f} s)")
