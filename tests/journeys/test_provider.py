"""A training provider: who finished, what a program teaches, when it starts next, who can be vouched for."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from techhire.plays.providers.models import Cohort, Enrollment, Program
from techhire.plays.seekers.models import Evidence
from tests.journeys.browser import Walk
from tests.journeys.town import organization_of, resident, today

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture(autouse=True)
def signed_in(town: None, sign_in: Callable[[Any], None]) -> None:
    """The program manager of the college."""
    sign_in(resident("provider"))


def test_a_course_that_is_over_is_settled_and_becomes_proof(page: Page, walk: Walk) -> None:
    walk.to(reverse("provider:home"))
    walk.headed("Say how it ended for 2 people")
    walk.follow("Record completions")
    for label in page.locator("form fieldset").first.locator("label").all():
        label.click()
    page.get_by_label("Day they finished").fill(today().isoformat())
    before = Evidence.objects.filter(kind="completion").count()
    walk.press("They completed it")
    assert Evidence.objects.filter(kind="completion").count() > before
    walk.headed("Everybody in this cohort is recorded")


def test_a_program_is_entered_taught_listed_and_announced(page: Page, walk: Walk) -> None:
    walk.to(reverse("provider:programs"))
    walk.follow("Enter a program")
    page.locator("#id_name").fill("Evening help desk")
    page.locator("#id_summary").fill("Twelve evenings on tickets, passwords and patience.")
    page.locator("#id_length_weeks").fill("12")
    page.locator("#id_hours_per_week").fill("6")
    page.locator("#id_tuition").fill("0")
    walk.press("Save and go on")
    program = Program.objects.get(name="Evening help desk")
    walk.to(reverse("provider:teaches", args=[program.pk]))
    page.get_by_label("Course description or syllabus").fill(
        "You learn to reset passwords in Active Directory, to use a ticketing system and to support printers."
    )
    walk.press("Read the skills")
    walk.press("Save these skills")
    assert program.teaches.exists()
    walk.to(reverse("provider:program", args=[program.pk]))
    walk.press("List it")
    walk.follow("Announce a start")
    page.get_by_label("Starts on").fill("2031-02-03")
    page.get_by_label("Ends on").fill("2031-04-25")
    page.locator("#id_seats").fill("12")
    walk.press("Announce it")
    cohort = Cohort.objects.get(program=program)
    walk.to(reverse("provider:cohort", args=[cohort.pk]))
    walk.headed("Nobody is in this cohort yet")
    walk.to(reverse("public:program", args=[program.organization.slug, program.slug]))
    walk.reads("Starts to come", "12 seats")


def test_a_certification_the_school_has_seen_is_entered(page: Page, walk: Walk) -> None:
    person = Enrollment.objects.filter(cohort__program__organization=organization_of("provider")).first()
    assert person is not None
    walk.to(reverse("provider:person_credential", args=[person.seeker.code]))
    walk.follow("It is on no list")
    page.get_by_label("Name of the skill").fill("linux")
    walk.press("Search", page.locator("#main"))
    walk.follow("Linux")
    page.get_by_label("Name of the certification").fill("Linux One")
    page.get_by_label("Who gave it").fill("Harbor Guild")
    page.locator("label[for=id_level_1]").click()
    walk.press("Save")
    walk.reads("Certifications you looked at", "Harbor Guild")


def test_a_missing_name_is_told_and_nothing_typed_is_lost(page: Page, walk: Walk) -> None:
    walk.to(reverse("provider:new_program"))
    page.locator("#id_summary").fill("Words that must not be lost.")
    walk.press("Save and go on")
    expect(page.locator("#error-summary")).to_be_focused()
    expect(page.locator("#id_summary")).to_have_value("Words that must not be lost.")


def test_a_trainee_is_vouched_for(page: Page, walk: Walk) -> None:
    walk.to(reverse("provider:people"))
    person = Enrollment.objects.filter(cohort__program__organization=organization_of("provider")).first()
    assert person is not None
    walk.to(reverse("provider:person", args=[person.seeker.code]))
    page.get_by_label("Name of the skill").fill("printer")
    walk.press("Search")
    walk.leave_by(page.locator("ul.th-list .th-card a").first)
    page.locator("input[name=level]").nth(1).locator("xpath=following-sibling::label").click()
    page.get_by_label("When you last saw it").fill(today().isoformat())
    walk.press("Vouch for it")
    walk.reads("waits for their yes")
    walk.to(reverse("provider:feedback"))
    walk.reads("Counts only, rounded")
    walk.to(reverse("provider:vouches"))
    walk.reads("Vouch by vouch", "waits for the person's yes")
    assert Evidence.objects.filter(seeker=person.seeker, kind="vouch").exists()
