"""A proctor on a Saturday: a day planned, people checked in and tested on borrowed computers, results explained."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from techhire.plays.assessments.models import Assessment, CheckIn, LiveCheck, Sitting, TestDay
from techhire.plays.onramps.models import Caseload
from techhire.plays.seekers.models import Evidence, Seeker
from tests.factories.assessments import right_answer
from tests.factories.matches import proves
from tests.journeys.browser import Walk, broken_words
from tests.journeys.town import organization_of, resident

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture
def proctor(town: None, sign_in: Callable[[Any], None]) -> None:
    """The coach of the career house, signed in."""
    sign_in(resident("onramp"))


def coached() -> list[Seeker]:
    """People on the caseload of the career house, by name."""
    rows = Caseload.objects.filter(organization=organization_of("onramp"), ended_at=None).select_related(
        "seeker"
    )
    return sorted((row.seeker for row in rows), key=lambda seeker: seeker.name.casefold())


def plan(page: Page, walk: Walk) -> TestDay:
    """Plan a day for tomorrow."""
    walk.to(reverse("onramp:test_days"))
    walk.to(reverse("onramp:plan_test_day"))
    tomorrow = (timezone.now() + timedelta(days=1)).date().isoformat()
    page.get_by_label("Day", exact=True).fill(tomorrow)
    page.get_by_label("Time it begins").fill("09:30")
    page.get_by_label("Where").fill("Career house, room 12")
    page.locator("label").filter(has_text="Networking, supervised").click()
    walk.press("Plan it")
    walk.headed("0 people are on the list")
    told, heading = page.locator(".usa-alert").bounding_box(), page.locator("h1").bounding_box()
    assert told and heading and heading["y"] - told["y"] - told["height"] >= 8, "what was said stands apart"
    return TestDay.objects.get()


def open_on_the_day(walk: Walk, day: TestDay) -> None:
    """Check-in cannot be opened the day before; then the day comes, and it can."""
    walk.to(reverse("onramp:test_day", args=[day.pk]))
    walk.reads("Check-in opens here on the day itself.")
    TestDay.objects.filter(pk=day.pk).update(starts_at=timezone.now())
    walk.to(reverse("onramp:test_day", args=[day.pk]))
    walk.press("Open check-in")


def check_in(page: Page, walk: Walk, row: CheckIn) -> str:
    """Make sure who it is, and make a code; the code."""
    walk.to(reverse("onramp:check_in", args=[row.day_id, row.pk]))
    page.locator("label").filter(has_text="looked at a photo ID").click()
    walk.press("Yes, this is the person")
    walk.reads("Checked in")
    walk.press("Make a code")
    code = page.locator(".th-code").inner_text()
    assert re.fullmatch(r"\d{4}-\d{4}", code)
    return code


def take(page: Page, walk: Walk) -> Sitting:
    """Answer every question rightly on the page; the sitting as it ended."""
    for _turn in range(20):
        sitting = Sitting.objects.latest("pk")
        if sitting.state == "finished":
            return sitting
        assert sitting.current is not None
        chosen = page.locator(f"input[name=answer][value='{right_answer(sitting.current)}']")
        page.locator(f"label[for='{chosen.get_attribute('id')}']").click()
        walk.leave_by(page.locator("button[name=send]"))
    raise AssertionError("the test does not end")


def test_a_saturday_from_planning_to_explained_results(
    page: Page, walk: Walk, proctor: None, sign_in: Callable[[Any], None]
) -> None:
    day = plan(page, walk)
    first, second = coached()[:2]
    for seeker in (first, second):
        page.locator(f"label[for='person-code-{seeker.code}']").click()
    walk.press("Put them on the list")
    walk.headed("2 people are on the list")
    walk.to(reverse("onramp:test_day_sign_in", args=[day.pk]))
    walk.reads(first.name, second.name, "Signature / Firma")
    walk.to(reverse("onramp:change_test_day", args=[day.pk]))
    page.get_by_label("Seats").fill("12")
    walk.press("Save")
    open_on_the_day(walk, day)
    walk.headed("0 of 2 people are here")
    rows = list(CheckIn.objects.filter(day=day).order_by("number"))
    walk.leave_by(page.locator(f"#person-{rows[0].pk}"))
    code = check_in(page, walk, rows[0])
    walk.to(reverse("onramp:test_list", args=[day.pk]))
    if page.evaluate("innerWidth") > 640:
        assert broken_words(page, ".th-paper th, .th-paper td") == []
    page.locator(f"#how-{rows[1].pk}").select_option("known")
    walk.press("Save the list")
    walk.headed("2 of 2 people are here")
    page.context.clear_cookies()
    ended = on_a_borrowed_computer(page, walk, code, rows[0])
    sign_in(resident("onramp"))
    walk.to(reverse("onramp:test_day", args=[day.pk]))
    walk.reads("finished")
    assert Evidence.objects.get(seeker=rows[0].seeker, kind="proctored_test").pk == ended.evidence_id
    void_and_end(page, walk, day, rows[0])


def on_a_borrowed_computer(page: Page, walk: Walk, code: str, row: CheckIn) -> Sitting:
    """Type the code, see whose tests these are, take the test, read the result, close the pages."""
    walk.to(reverse("seeker:kiosk"))
    page.locator("#id_code").fill("0000-0000")
    walk.press("Open")
    walk.reads("does not open anything")
    page.locator("#id_code").fill(code)
    walk.press("Open")
    walk.headed(row.seeker.name)
    walk.press("Begin")
    walk.headed("Question 1 of at most 8")
    ended = take(page, walk)
    expect(page.locator("h1")).to_contain_text("most likely")
    walk.press("Done: close my pages here")
    walk.reads("Your pages are closed on this computer")
    return ended


def void_and_end(page: Page, walk: Walk, day: TestDay, row: CheckIn) -> None:
    """Staff say that it does not count, then the day is over."""
    walk.to(reverse("onramp:check_in", args=[day.pk, row.pk]))
    page.locator("details summary").first.click()
    page.locator("label").filter(has_text="the equipment failed").click()
    walk.leave_by(page.locator("button[name=void]"))
    assert not Evidence.objects.filter(seeker=row.seeker, kind="proctored_test", state="counts").exists()
    walk.to(reverse("onramp:test_day", args=[day.pk]))
    page.locator("details summary").last.click()
    walk.press("End it")
    walk.headed("2 of 2 people came")


def test_a_day_is_called_off_and_the_people_on_it_read_so(
    page: Page, walk: Walk, proctor: None, sign_in: Callable[[Any], None]
) -> None:
    plan(page, walk)
    sign_in(resident("seeker"))
    walk.to(reverse("seeker:tests"))
    walk.press("Put me on the list")
    sign_in(resident("onramp"))
    walk.to(reverse("onramp:test_day", args=[TestDay.objects.get().pk]))
    page.locator("details summary").filter(has_text="Call the test day off").click()
    walk.press("Call it off")
    walk.headed("This test day was called off")
    sign_in(resident("seeker"))
    walk.to(reverse("seeker:tests"))
    walk.reads("Called off. You need not come.")


def test_a_person_joins_a_day_and_takes_the_test_on_their_own_page(
    page: Page, walk: Walk, proctor: None, sign_in: Callable[[Any], None]
) -> None:
    day = plan(page, walk)
    sign_in(resident("seeker"))
    walk.to(reverse("seeker:tests"))
    walk.press("Put me on the list")
    walk.reads("You are on the list, number 1")
    walk.press("Take me off the list")
    walk.press("Put me on the list")
    row = CheckIn.objects.get(day=day)
    sign_in(resident("onramp"))
    open_on_the_day(walk, day)
    check_in(page, walk, row)
    sign_in(resident("seeker"))
    walk.to(reverse("seeker:tests"))
    walk.follow("ready to begin")
    walk.reads("staff watch")
    walk.press("Begin")
    ended = take(page, walk)
    assert ended.evidence is not None and ended.evidence.kind == "proctored_test"
    walk.follow("See what it did to the skill")


def test_a_live_check_is_asked_for_agreed_to_and_answered(
    page: Page, walk: Walk, proctor: None, sign_in: Callable[[Any], None]
) -> None:
    seeker = Seeker.objects.get(account=resident("seeker"))
    networking = Assessment.objects.get(title="Networking, supervised").bank.skill
    proves(seeker, networking, 4)
    walk.to(reverse("onramp:person_tests", args=[seeker.code]))
    page.get_by_label("How much time they want").select_option("1.25")
    walk.press("Save")
    live = Assessment.objects.get(title="Networking, live")
    page.get_by_label("About").select_option(str(live.pk))
    walk.press("Ask for it")
    sign_in(resident("seeker"))
    walk.to(reverse("seeker:tests"))
    walk.follow("Look at it")
    walk.reads("It also counts as a supervised test")
    walk.press("Yes, I agree")
    sign_in(resident("onramp"))
    walk.to(reverse("onramp:person_tests", args=[seeker.code]))
    walk.press("We are both here: start it")
    sign_in(resident("seeker"))
    walk.to(reverse("seeker:tests"))
    walk.follow("Look at it")
    walk.press("Begin")
    walk.reads("Seconds left for this question: 7")
    take(page, walk)
    walk.headed("Agrees with the earlier result")
    assert LiveCheck.objects.get().outcome == "consistent"
