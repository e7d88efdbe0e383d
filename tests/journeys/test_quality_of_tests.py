"""Whether tests are exact and fair enough: people may say who they are, and the civic lead reads the count."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor
from techhire.plays.assessments.actions.quality import publish_quality_report
from techhire.plays.assessments.models import Assessment, Response
from techhire.plays.seekers.models import Seeker, SelfIdentification
from tests.factories.quality import a_test, answered, crowd, finished
from tests.journeys.browser import Walk
from tests.journeys.town import resident

pytestmark = pytest.mark.usefixtures("town")
REST = {"race": "white", "age": "under_forty"}
LOW, HIGH = (-1.5, -0.5, -0.5, -0.5, 0.5), (-0.5, 0.5, 0.5, 0.5, 1.5)


@pytest.fixture
def here(town: None) -> Community:
    """The community of the town."""
    return Community.objects.get(is_default=True)


@pytest.fixture
def watched(here: Community) -> Assessment:
    """Women pass a test far less often than men, and one of its questions has a wrong key."""
    test = a_test(here, items=tuple(at / 5 - 2 for at in range(21)), title="Help desk, supervised")
    crowd(test, here, 90, LOW, sex="woman", **REST)
    crowd(test, here, 90, HIGH, sex="man", **REST)
    crowd(test, here, 60, (*LOW, *HIGH))
    answered(test)
    for row in Response.objects.filter(item__code="q11"):
        row.points = 1 - row.points
        row.save()
    publish_quality_report(Actor.system(here.pk), test, now=timezone.now())
    return test


def test_a_person_answers_after_a_test_changes_it_and_deletes_it(
    page: Page, walk: Walk, here: Community, sign_in: Callable[[Any], None]
) -> None:
    sign_in(resident("seeker"))
    me = Seeker.objects.get(account=resident("seeker"))
    walk.to(reverse("seeker:about"))
    expect(page.get_by_role("radio")).to_have_count(0)
    finished(a_test(here), me, theta=0.5)
    walk.to(reverse("seeker:home"))
    walk.leave_by(page.locator(f"#main a[href='{reverse('seeker:about')}']").first)
    questions = page.locator("#main fieldset")
    expect(questions).to_have_count(3)
    for question in questions.all():
        expect(question.locator("input[value=not_said]")).to_be_checked()
    page.locator("label[for=id_sex_0]").click()
    page.locator("label[for=id_age_1]").click()
    walk.leave_by(page.locator("button[name=save]"))
    kept = SelfIdentification.objects.get()
    assert (kept.sex, kept.race, kept.age) == ("woman", "not_said", "under_forty")
    walk.leave_by(page.locator("button[name=take_back]"))
    assert not SelfIdentification.objects.exists()


def test_the_civic_lead_reads_two_answers_and_what_to_do(
    page: Page, walk: Walk, watched: Assessment, sign_in: Callable[[Any], None]
) -> None:
    sign_in(resident("convener"))
    walk.to(reverse("convener:home"))
    walk.follow("How good are our tests?")
    assert page.url.endswith(reverse("convener:qualities"))
    walk.reads("Not without a closer look")
    walk.follow("Help desk, supervised")
    assert page.url.endswith(reverse("convener:test_quality", args=[watched.bank_id, watched.pk]))
    walk.reads("Is it exact enough?", "Is it fair enough to use?", "Sex: women", "Pull it now.")
    expect(page.locator("#main svg").first).to_be_visible()
    page.get_by_label("Pass rates at level").select_option("2")
    walk.press("Show this level")
    walk.reads("Who reaches level 2")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download all levels as a table").click()
    assert "women" in Path(download.value.path()).read_text(encoding="utf-8")


def test_a_test_few_people_took_says_why_it_says_nothing(
    walk: Walk, here: Community, sign_in: Callable[[Any], None]
) -> None:
    sign_in(resident("convener"))
    test = a_test(here, title="Young test")
    crowd(test, here, 9)
    walk.to(reverse("convener:test_quality", args=[test.bank_id, test.pk]))
    walk.reads("We cannot tell yet")
