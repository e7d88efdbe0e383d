"""People who can be found, and postings that ask for skills: the two sides of a match."""

import random
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.models import EverydayTask, EverydayTaskSkill, Framework, Skill
from techhire.plays.marketplace.models import Posting, Requirement
from techhire.plays.seekers.actions.evidence import add_evidence
from techhire.plays.seekers.actions.found import turn_found_on
from techhire.plays.seekers.models import Changed, Estimate, Seeker

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
TODAY = NOW.date()
KANSAS_CITY = (39.1, -94.58)
DENVER = (39.74, -104.99)
_number = count(1)


def a_skill(name: str, **fields: Any) -> Skill:
    """A published skill of the starter framework."""
    framework, _made = Framework.objects.get_or_create(
        slug="starter", defaults={"name": "Starter", "changed_at": NOW}
    )
    code = name.lower().replace(" ", "-")
    return Skill.objects.create(framework=framework, code=code, name=name, changed_at=NOW, **fields)


def a_task(text: str, skills: Mapping[Skill, int]) -> EverydayTask:
    """Something people do at work now, and the skills it shows."""
    slug = text.lower().replace(" ", "-")
    task = EverydayTask.objects.create(slug=slug, text=text, text_es=f"{text} (es)", area="office")
    EverydayTaskSkill.objects.bulk_create(
        EverydayTaskSkill(task=task, skill=skill, level=level) for skill, level in skills.items()
    )
    return task


def a_person(community: Community, shows: Mapping[Skill, int] | None = None, **fields: Any) -> Seeker:
    """An adult with a record, not found yet; ``shows`` are supervised tests at a level."""
    values: dict[str, Any] = {
        "name": f"Rosa Quill {next(_number)}",
        "is_adult": True,
        "latitude": KANSAS_CITY[0],
        "longitude": KANSAS_CITY[1],
        "made_at": NOW,
        "code": f"S{next(_number):07d}",
    }
    seeker = Seeker.objects.create(community=community, **values | fields)
    for skill, level in (shows or {}).items():
        proves(seeker, skill, level)
    return seeker


def proves(seeker: Seeker, skill: Skill, level: float) -> None:
    """A supervised test that came out at this level."""
    _evidence(seeker, skill, "proctored_test", level, source="bank", sd=0.3)


def claims(seeker: Seeker, skill: Skill, level: float) -> None:
    """What the person told about themselves."""
    _evidence(seeker, skill, "claim", level)


def _evidence(seeker: Seeker, skill: Skill, kind: str, level: float, **more: Any) -> None:
    system = Actor.system(seeker.community_id)
    add_evidence(system, seeker, skill_id=skill.pk, kind=kind, level=level, at=TODAY, now=NOW, **more)


def found_person(community: Community, shows: Mapping[Skill, int], **fields: Any) -> Seeker:
    """An adult who turned being found on, by the one action there is for that."""
    seeker = a_person(community, shows, **fields)
    return turn_found_on(Actor.system(community.pk), seeker, now=NOW)


def a_posting(employer: Organization, asks: Mapping[Skill, int], **fields: Any) -> Posting:
    """A published posting; skills are essential on day one unless ``add_line`` says otherwise."""
    values: dict[str, Any] = {
        "title": f"Help desk {next(_number)}",
        "state": "published",
        "published_at": NOW,
        "made_at": NOW,
        "valid_through": date(2026, 5, 1),
        "latitude": KANSAS_CITY[0],
        "longitude": KANSAS_CITY[1],
        "zip_code": "64106",
        "city": "Kansas City",
        "state_code": "MO",
    }
    posting = Posting.objects.create(community=employer.community, organization=employer, **values | fields)
    for skill, level in asks.items():
        add_line(posting, skill, level)
    return posting


def add_line(posting: Posting, skill: Skill, level: int, **fields: Any) -> Requirement:
    """One confirmed requirement."""
    return Requirement.objects.create(posting=posting, skill=skill, level=level, confirmed=True, **fields)


def crowd(community: Community, skills: Iterable[Skill], people: int, dice: random.Random) -> list[Seeker]:
    """Many people with random estimates and conditions, written straight to the tables."""
    seekers = Seeker.objects.bulk_create(
        Seeker(
            community=community,
            code=f"R{next(_number):07d}",
            made_at=NOW,
            found=dice.random() < 0.8,
            is_adult=dice.choice([True, True, True, True, None, False]),
            state=dice.choice(["active"] * 9 + ["erased"]),
            **a_place(dice),
            travel_mode=dice.choice(["car", "car", "transit", "none"]),
            travel_minutes=dice.choice([15, 30, 60, 240]),
            remote_ok=dice.random() < 0.7,
            schedule=dice.choice([0, 0, 1, 3, 17, 63]),
            pay_floor_cents=dice.choice([0, 0, 1500, 2000, 4000]),
            available_from=dice.choice([None, None, date(2026, 3, 1), date(2026, 9, 1)]),
            authorized=dice.choice(["yes", "yes", "no", "not_said"]),
            needs_sponsorship=dice.choice(["no", "no", "yes", "not_said"]),
            has_degree=dice.choice(["yes", "no", "not_said"]),
        )
        for _unused in range(people)
    )
    estimates = [
        Estimate(seeker=seeker, skill=skill, code=a_code(dice), as_of=date(2026, 3, 1))
        for seeker in seekers
        for skill in skills
        if dice.random() < 0.6
    ]
    Estimate.objects.bulk_create(estimates)
    Changed.objects.bulk_create(Changed(seeker=s, community_id=community.pk) for s in seekers)
    return seekers


def a_place(dice: random.Random) -> dict[str, float | None]:
    """Somewhere around Kansas City, far away, or nothing said."""
    spot = dice.choice([KANSAS_CITY, KANSAS_CITY, KANSAS_CITY, DENVER, None])
    if spot is None:
        return {"latitude": None, "longitude": None}
    return {"latitude": spot[0] + dice.choice([0, 0.1, 0.5]), "longitude": spot[1] + dice.choice([0, 0.2])}


def a_code(dice: random.Random) -> int:
    """A stored estimate: its class, mean and spread drawn from a few steps, so that people tie."""
    return dice.choice([1, 2, 3, 3]) << 12 | dice.choice([20, 40, 50, 60, 80]) << 5 | dice.choice([3, 9, 20])
