"""Whether tests are exact and fair enough: people may say who they are, and the civic lead reads the count."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from techhire.commons.communities.models import Community, Organization
from techhire.commons.communities.queries import actor_for
from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor
from techhire.plays.assessments.actions.quality import publish_judged_quality, publish_quality_report
from techhire.plays.assessments.actions.sittings import begin_sitting
from techhire.plays.assessments.models import Assessment, Item, Rescoring, Response, Sitting
from techhire.plays.seekers.models import Seeker, SelfIdentification
from tests.factories.assessments import NOW, a_bank, a_test_day, able, answer_all, checked_in
from tests.factories.assessments import a_test as a_private_test
from tests.factories.judging import a_rubric, judged_crowd, read_by_two
from tests.factories.people import AccountFactory
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


@pytest.fixture
def spoiled(here: Community) -> Sitting:
    """A supervised test of somebody who then has an address of their own; its first question is wrong."""
    onramp = Organization.objects.filter(community=here, kinds__kind="onramp").order_by("pk")[0]
    private = a_private_test(a_bank(here, title="Networking at work"), seconds=1800)
    account = resident("seeker")
    actor, me = actor_for(account, here), Seeker.objects.get(account=account)
    check_in = checked_in(a_test_day(onramp, private), me)
    begun = begin_sitting(actor, me, private, check_in=check_in, seed=7, now=NOW)
    ended = answer_all(actor, begun, able(0.5), now=NOW)
    drain(lambda: NOW)
    Sitting.objects.filter(pk=ended.pk).update(level="4.60", level_sd="0.200")
    return ended


def test_a_question_is_pulled_from_where_it_is_flagged(
    page: Page, walk: Walk, watched: Assessment, sign_in: Callable[[Any], None]
) -> None:
    sign_in(resident("convener"))
    walk.to(reverse("convener:test_quality", args=[watched.bank_id, watched.pk]))
    walk.leave_by(page.get_by_role("link", name="Pull it q11"))
    walk.headed("Take q11 out at once")
    expect(page.get_by_role("radio", name="Its key or text is wrong")).to_be_checked()
    page.locator("label", has_text="People answer it differently than before").click()
    walk.press("Take it out now")
    walk.reads("q11 is taken out", "Taken out already.")
    assert Item.objects.get(bank=watched.bank, code="q11").pulled_for == "drifting"


def test_a_wrong_question_is_pulled_and_the_person_reads_what_changed(
    page: Page, walk: Walk, spoiled: Sitting, sign_in: Callable[[Any], None]
) -> None:
    item = spoiled.responses.order_by("place")[0].item
    sign_in(resident("convener"))
    walk.to(reverse("convener:item_pull", args=[item.pk]))
    walk.reads("1 result rests on answers to it.")
    page.locator("label", has_text="Its key or text is wrong").click()
    page.get_by_label("What happened").fill("Two answers are right.")
    walk.press("Take it out now")
    walk.headed("Results are being scored again")
    drain(timezone.now)
    expect(page.locator("h1")).to_contain_text("1 result was scored again")
    walk.to(reverse("convener:rescoring", args=[item.pk, Rescoring.objects.get().pk]))
    walk.reads("Lower than before")
    sign_in(resident("seeker"))
    walk.to(reverse("seeker:result", args=[spoiled.pk]))
    walk.reads("Scored again on", "it is lower than before", "That was our mistake, not yours.")


def test_judged_work_is_read_beside_the_tests(
    page: Page, walk: Walk, here: Community, sign_in: Callable[[Any], None]
) -> None:
    onramp = Organization.objects.filter(community=here, kinds__kind="onramp").order_by("pk")[0]
    rubric = a_rubric(onramp)
    works = judged_crowd(rubric, 60, (1.6, 2.0, 2.2, 2.3, 3.4), sex="woman", **REST)
    judged_crowd(rubric, 60, (2.2, 3.0, 3.4, 3.6, 4.2), sex="man", **REST)
    judged_crowd(rubric, 40, (2.0, 3.0))
    read_by_two(works[:14], AccountFactory(), AccountFactory())
    publish_judged_quality(Actor.system(here.pk), rubric, now=timezone.now())
    sign_in(resident("convener"))
    walk.to(reverse("convener:qualities"))
    walk.follow("Answer a ticket")
    assert page.url.endswith(reverse("convener:judged_quality", args=[rubric.pk]))
    walk.reads("Do assessors agree?", "Yes, assessors agree well.", "Sex: women", "Fisher's exact test")
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
