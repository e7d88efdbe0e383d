"""Programs, starts, and people who let a school see them."""

from datetime import date, datetime
from itertools import count
from typing import Any

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.providers.actions.cohorts import add_cohort
from techhire.plays.providers.actions.programs import create_program, list_program, set_teaches
from techhire.plays.providers.models import Cohort, Program
from techhire.plays.seekers.actions.access import grant_access
from techhire.plays.seekers.models import Grant, Seeker
from tests.factories.matches import NOW, a_person

_number = count(1)


def a_program(
    provider: Organization, teaches: dict[Skill, int] | None = None, *, listed: bool = False, **fields: Any
) -> Program:
    """A program by the actions there are for it, with what it teaches."""
    system = Actor.system(provider.community_id)
    name = fields.pop("name", f"Support basics {next(_number)}")
    program = create_program(system, provider, name=name, now=NOW, **fields)
    if teaches:
        lines = [(skill.pk, level) for skill, level in teaches.items()]
        program = set_teaches(system, program, lines=lines, now=NOW)
    return list_program(system, program, now=NOW) if listed else program


def a_cohort(program: Program, *, starts_on: date = date(2026, 1, 12), **fields: Any) -> Cohort:
    """A start; it began in January and ended in February unless a test says otherwise."""
    system = Actor.system(program.organization.community_id)
    fields = {"seats": 2, "ends_on": None if starts_on > date(2026, 2, 20) else date(2026, 2, 27)} | fields
    return add_cohort(system, program, starts_on=starts_on, now=NOW, **fields)


def lets_in(
    seeker: Seeker, organization: Organization, purpose: str = "training", now: datetime = NOW, **fields: Any
) -> Grant:
    """The person gives an organization access."""
    return grant_access(
        Actor.system(seeker.community_id), seeker, organization, purpose=purpose, now=now, **fields
    )


def a_trainee(provider: Organization, **fields: Any) -> Seeker:
    """Somebody who let the provider see them for training."""
    seeker = a_person(provider.community, **fields)
    lets_in(seeker, provider)
    return seeker
