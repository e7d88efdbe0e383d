"""Somebody asks to be read by a person, the employer reads and answers, a coach asks for somebody, the lead watches."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from techhire.commons.permits import Actor
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.decisions import decide
from techhire.plays.matches.actions.reviews import ask_for_review
from techhire.plays.matches.models import ReviewRequest
from techhire.plays.matches.queries import pseudonym_of
from techhire.plays.onramps.models import Caseload
from techhire.plays.seekers.models import Contact, Seeker
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
    walk.sure("They take it back")
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


def test_an_employer_writes_to_somebody_without_an_address_and_is_answered(
    page: Page, walk: Walk, sign_in: Callable[[Any], None]
) -> None:
    posting = open_posting()
    system = Actor.system(posting.community_id)
    caseload = Caseload.objects.filter(organization=organization_of("onramp"), seeker__is_adult=True)
    alone = caseload.filter(seeker__account__isnull=True).select_related("seeker").latest("pk").seeker
    lucia = Seeker.objects.get(account=resident("seeker"))
    Contact.objects.filter(seeker__in=[alone, lucia]).delete()
    for seeker in (alone, lucia):
        ask_for_review(system, seeker, posting, now=timezone.now())
        decide(system, posting, seeker, answer="yes", now=timezone.now())
    sign_in(resident("employer"))
    for seeker in (alone, lucia):
        name = pseudonym_of(posting.pk, seeker.pk)
        walk.to(reverse("employer:asked_person", args=[posting.identifier, name]))
        walk.follow("Write a message")
        page.get_by_label("Your message").fill(
            "Tuesday at 10 or Thursday at 3? <b>Call us</b> at 816-555-0142."
        )
        walk.press("Send")
        walk.reads("Waits for an answer", "<b>Call us</b>")
    page.context.clear_cookies()
    sign_in(resident("seeker"))
    walk.to(reverse("seeker:home"))
    walk.reads("<b>Call us</b>")
    page.locator("textarea[name$=words]").fill("After six, please.")
    walk.leave_by(page.locator("button[name=answer][value=other_time]"))
    assert reverse("seeker:messages") in page.url
    walk.reads("After six, please.")
    page.context.clear_cookies()
    sign_in(resident("onramp"))
    walk.to(reverse("onramp:home"))
    walk.reads("A message from an employer waits for 1 person")
    walk.to(reverse("onramp:person", args=[alone.code]))
    walk.follow("Read and answer it together")
    assert reverse("onramp:person_messages", args=[alone.code]) in page.url
    walk.leave_by(page.locator("button[name=answer][value=yes]"))
    page.context.clear_cookies()
    sign_in(resident("employer"))
    walk.to(reverse("employer:write", args=[posting.identifier, pseudonym_of(posting.pk, lucia.pk)]))
    walk.reads("Answered: another time, please", "After six, please.")
