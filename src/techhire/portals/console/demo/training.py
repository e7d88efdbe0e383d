"""The demo's courses go in, with their cohorts and some of the people in them."""

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from techhire.plays.providers.actions.cohorts import add_cohort, complete_enrollment, enroll
from techhire.plays.providers.actions.programs import create_program, list_program, set_teaches
from techhire.plays.seekers.actions.access import grant_access, let_vouch
from techhire.plays.seekers.rules import visible_seekers
from techhire.portals.console.demo.programs import Course, Group, courses, draw_groups

if TYPE_CHECKING:
    from techhire.plays.providers.models import Cohort, Program
    from techhire.plays.seekers.models import Seeker
    from techhire.portals.console.demo.seeding import Scene

DEMO_PROVIDER = "River City Community College"
YES = "Yes, this school may see my record while I train there. (Made-up person of the demo.)"
VOUCHING = "Yes, my teachers may say what they saw me do. (Made-up person of the demo.)"


@transaction.atomic
def add_courses(scene: "Scene") -> None:
    """Every course of the table, listed, with cohorts that ended, that run and that are to come."""
    for course in courses(scene.slug):
        program = _program(scene, course)
        for group in draw_groups(scene.dice, course, scene.today):
            cohort = add_cohort(
                scene.system,
                program,
                starts_on=group.starts_on,
                ends_on=group.ends_on,
                apply_by=group.starts_on - timedelta(days=10),
                seats=group.seats,
                now=scene.now,
            )
            scene.cohorts.append((course, group, cohort))


def _program(scene: "Scene", course: Course) -> "Program":
    school = scene.organizations[course.provider]
    program = create_program(
        scene.system,
        school,
        name=course.name,
        summary=course.summary,
        language=course.language,
        pace=course.pace,
        length_weeks=course.weeks,
        hours_per_week=course.hours,
        tuition=course.tuition,
        free_for_eligible=course.free,
        credential=course.credential,
        online=course.online,
        city=school.city,
        zip_code=school.zip_code,
        enrolled_per_year=(enrolled := scene.dice.randrange(40, 160)),
        completed_per_year=int(enrolled * scene.dice.uniform(0.55, 0.9)),
        now=scene.now,
    )
    lines = [(scene.skills[skill], level) for skill, level in course.teaches]
    set_teaches(scene.system, program, lines=lines, now=scene.now)
    return list_program(scene.system, program, now=scene.now)


def add_people_in_courses(scene: "Scene") -> None:
    """A few people in each cohort that has begun; most of those in ended ones finished."""
    ids = list(visible_seekers(scene.system).order_by("pk").values_list("pk", flat=True))
    today = scene.today
    for course, group, cohort in scene.cohorts:
        if group.starts_on > today or group.starts_on < today - timedelta(days=240):
            continue
        most = 7 if course.provider == DEMO_PROVIDER else 2
        wanted = scene.dice.sample(ids, k=min(most, max(1, len(ids) // 15)))
        with transaction.atomic():
            for seeker in visible_seekers(scene.system).filter(pk__in=wanted):
                _take_part(scene, course, group, cohort, seeker)


def _take_part(scene: "Scene", course: Course, group: Group, cohort: "Cohort", seeker: "Seeker") -> None:
    began, school = _noon(group), scene.organizations[course.provider]
    grant_access(scene.system, seeker, school, purpose="training", words=YES, now=began)
    if course.provider == DEMO_PROVIDER and seeker.pk % 2:
        let_vouch(scene.system, seeker, school, words=VOUCHING, now=began)
    enrollment = enroll(scene.system, cohort, seeker, now=began)
    if group.ends_on < scene.today and scene.dice.random() < 0.8:
        complete_enrollment(scene.system, enrollment, on=group.ends_on, now=scene.now)


def _noon(group: Group) -> datetime:
    return datetime.combine(group.starts_on, time(12), tzinfo=timezone.get_current_timezone())
