"""Somebody asks to be read by a person, the employer reads and answers, a coach asks for somebody, the lead watches."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.models import ReviewRequest
from techhire.plays.matches.queries import pseudonym_of
from techhire.plays.onramps.models import Caseload
from techhire.plays.seekers.models import Seeker
from tests.journeys.browser import Walk
from tests.journeys.town import organization_of, resident

pytestmark = pytest.mark.usefixtures("town")


def open_posting() -> Posting:
    """An open posting of the demo's employer nobody has asked about."""
    asked = ReviewRequest.objects.values("posting_id")
    mine = Posting.objects.filter(organization=organization_of("employer"), state="published")
    return mine.exclude(pk__in=asked).earliest("pk")


def test_a_person_asks_and_the_employer_reads_and_answers(
    page: Page, walk: Walk, sign_in: Callable[[Any], None]
) -> None:
    posting = open_posting()
    seeker = Seeker.objects.get(account=resident("seeker"))
    Seeker.objects.filter(pk=seeker.pk).update(found=False)
    sign_in(resident("seeker"))
    walk.to(reverse("public:job", args=[posting.identifier]))
    walk.follow("Ask to be read by a person")
    walk.press("Ask to be read by a person")
    walk.reads("The employer has until")
    page.context.clear_cookies()
    sign_in(resident("employer"))
    walk.to(reverse("employer:asked", args=[posting.identifier]))
    walk.headed("1 person asks you to read what they show")
    name = pseudonym_of(posting.pk, seeker.pk)
    walk.to(reverse("employer:asked_person", args=[posting.identifier, name]))
    walk.reads("without any order", "Skill by skill")
    walk.press("Yes")
    walk.press("Show the name")
    expect(page.locator("h1")).not_to_contain_text("Person ")
    walk.to(reverse("employer:asked", args=[posting.identifier]))
    walk.headed("Nobody waits to be read")
    page.context.clear_cookies()
    sign_in(resident("seeker"))
    walk.to(reverse("seeker:reviews"))
    walk.reads("said yes")
    walk.press("Take it back")
    walk.reads("You took this request back.")


def test_a_coach_asks_in_somebodys_words(page: Page, walk: Walk, sign_in: Callable[[Any], None]) -> None:
    posting = open_posting()
    caseload = Caseload.objects.filter(organization=organization_of("onramp"), seeker__is_adult=True).first()
    assert caseload is not None
    sign_in(resident("onramp"))
    walk.to(reverse("onramp:person_jobs", args=[caseload.seeker.code]))
    walk.to(reverse("onramp:person_review", args=[caseload.seeker.code, posting.identifier]))
    page.get_by_label("What they said, in their words").fill("Please let somebody read me.")
    walk.press("They said yes: ask the employer")
    walk.reads("The employer has until")
    walk.press("They take it back")
    walk.reads("Read this to them and write down their answer.")


def test_the_civic_lead_watches_and_sets_how_people_are_ordered(
    page: Page, walk: Walk, sign_in: Callable[[Any], None]
) -> None:
    sign_in(resident("convener"))
    walk.to(reverse("convener:home"))
    walk.follow("Read by a person")
    walk.headed("Every request to be read by a person is in time")
    walk.to(reverse("convener:reviews"))
    walk.to(reverse("convener:settings"))
    page.get_by_text("The law here asks for a yearly audit and a notice first").click()
    walk.press("Save")
    walk.reads("Both come first.")
    posting = open_posting()
    walk.to(reverse("public:job", args=[posting.identifier]))
    walk.reads("Nobody is put in order in this community.")
