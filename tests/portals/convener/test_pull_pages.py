"""Taking a question out: from its own page and from the page of the test, what follows, and how far that is."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from techhire.commons.communities.models import Community, Organization
from techhire.commons.communities.queries import actor_for
from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor
from techhire.plays.assessments.actions.items import edit_item
from techhire.plays.assessments.actions.quality import publish_quality_report
from techhire.plays.assessments.actions.sittings import begin_sitting
from techhire.plays.assessments.models import Assessment, Item, ItemEvent, Rescoring, Response, Sitting
from techhire.plays.assessments.queries.wording import Wording
from tests.cases import in_one_world
from tests.factories.assessments import a_bank, a_test_day, able, answer_all, checked_in
from tests.factories.assessments import a_test as a_private_test
from tests.factories.banks import ItemBankFactory, ItemFactory
from tests.factories.people import AccountFactory
from tests.factories.quality import NOW, a_test, answered, crowd
from tests.factories.seekers import seeker_behind

pytestmark = pytest.mark.django_db
SPREAD = tuple(at / 5 - 2 for at in range(21))


def at(name: str, *args: Any, **query: Any) -> str:
    asked = "&".join(f"{key}={value}" for key, value in query.items())
    return reverse(f"convener:{name}", args=args) + (f"?{asked}" if asked else "")


@pytest.fixture
def test(community: Community, system: Actor) -> Assessment:
    """A test with one question whose key is wrong, as its page says."""
    test = a_test(community, items=SPREAD, title="Desk test")
    crowd(test, community, 200, tuple(one / 10 - 2 for one in range(41)))
    answered(test)
    for row in Response.objects.filter(item__code="q11"):
        row.points = 1 - row.points
        row.save()
    publish_quality_report(system, test, now=NOW)
    return test


@pytest.fixture
def q11(test: Assessment) -> Item:
    return Item.objects.get(code="q11")


@pytest.fixture
def taken(community: Community, onramp: Organization) -> Sitting:
    """Somebody's supervised test."""
    private = a_private_test(a_bank(community), seconds=1800)
    actor = actor_for(AccountFactory(), community)
    seeker = seeker_behind(actor)
    here = checked_in(a_test_day(onramp, private), seeker)
    return answer_all(
        actor, begin_sitting(actor, seeker, private, check_in=here, seed=7, now=NOW), able(0.5), now=NOW
    )


def test_the_quality_page_leads_to_pulling_with_the_reason_that_suggests_itself(
    desk: Client, test: Assessment, q11: Item
) -> None:
    page = desk.get(at("test_quality", test.bank_id, test.pk)).content.decode()
    link = at("item_pull", q11.pk, reason="wrong", test=test.pk)
    assert link.replace("&", "&amp;") in page
    form = desk.get(link).content.decode()
    assert 'value="wrong" checked' in form and "Nobody is asked it from the next question on" in form


def test_pulled_from_the_quality_page_one_comes_back_there_and_it_says_so(
    desk: Client, test: Assessment, q11: Item
) -> None:
    done = desk.post(at("item_pull", q11.pk), {"reason": "drifting", "test": test.pk})
    assert done.url == at("test_quality", test.bank_id, test.pk)
    page = desk.get(done.url).content.decode()
    assert "Taken out already." in page and "q11 is taken out" in page
    assert at("item_pull", q11.pk) not in page
    listed = desk.get(at("qualities")).content.decode()
    assert 'data-label="Questions to pull">0<' in listed


def test_what_follows_is_told_before_it_is_done(desk: Client, taken: Sitting) -> None:
    item = taken.responses.order_by("place")[0].item
    page = desk.get(at("item_pull", item.pk)).content.decode()
    assert "1 result rests on answers to it." in page
    assert page.count("Results that rest on them are scored again.") == 2
    assert "earlier_words" not in page
    assert desk.get(at("item", item.pk)).content.decode().count(at("item_pull", item.pk)) == 1
    assert Item.objects.get(pk=item.pk).state == "active"


def test_a_wrong_question_leads_to_the_page_of_the_work_it_makes(desk: Client, taken: Sitting) -> None:
    item = taken.responses.order_by("place")[0].item
    done = desk.post(at("item_pull", item.pk), {"reason": "wrong", "remark": "Two are right"})
    rescoring = Rescoring.objects.get()
    assert done.url == at("rescoring", item.pk, rescoring.pk)
    page = desk.get(done.url).content.decode()
    assert "Results are being scored again" in page and "0 of 1 tests" in page
    part = desk.get(done.url, headers={"HX-Request": "true"})
    assert b"<html" not in part.content and "HX-Refresh" not in part
    drain(timezone.now)
    assert desk.get(done.url, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    page = desk.get(done.url).content.decode()
    assert "1 result was scored again" in page and "its key or text is wrong" in page
    assert done.url in desk.get(at("item", item.pk)).content.decode()
    assert ItemEvent.objects.filter(item=item, step="pulled", remark="Two are right").exists()


def test_answers_to_earlier_words_are_asked_about_where_there_are_any(
    desk: Client, convener: Actor, taken: Sitting
) -> None:
    item = taken.responses.order_by("place")[0].item
    edit_item(convener, item, wording=Wording.of(item), b=1.0, now=NOW)
    page = desk.get(at("item_pull", item.pk)).content.decode()
    assert "0 results rest on answers to it." in page and "1 more rests on answers" in page
    desk.post(at("item_pull", item.pk), {"reason": "wrong", "earlier_words": "on"})
    assert Rescoring.objects.get().first_version == 1


def test_a_retired_question_can_still_be_found_wrong_once(desk: Client, taken: Sitting) -> None:
    item = taken.responses.order_by("place")[0].item
    desk.post(at("item", item.pk), {"step": "retire", "version": item.version})
    page = desk.get(at("item_pull", item.pk)).content.decode()
    assert "wrong all along?" in page and 'value="leaked"' not in page
    desk.post(at("item_pull", item.pk), {"reason": "unfair"})
    drain(timezone.now)
    assert "no result rests on it" in desk.get(at("item_pull", item.pk)).content.decode()


@pytest.mark.parametrize("reason", ["", "replaced", "x", "²"])
def test_without_a_reason_nothing_is_taken_out_and_the_words_stay(
    desk: Client, taken: Sitting, reason: str
) -> None:
    item = taken.responses.order_by("place")[0].item
    page = desk.post(
        at("item_pull", item.pk), {"reason": reason, "remark": "Seen in a chat"}
    ).content.decode()
    assert "error-summary" in page and "Seen in a chat" in page
    assert Item.objects.get(pk=item.pk).state == "active"


@pytest.mark.parametrize("asked", ["99999999", "x", "-1", "9" * 30])
def test_a_test_that_is_not_of_this_bank_is_no_way_back(
    desk: Client, taken: Sitting, test: Assessment, asked: str
) -> None:
    item = Item.objects.filter(bank=taken.assessment.bank).order_by("pk")[0]
    for way in (asked, str(test.pk)):
        assert desk.get(at("item_pull", item.pk, test=way)).status_code == 200
        done = desk.post(at("item_pull", item.pk), {"reason": "leaked", "test": way})
        assert done.status_code == 200 or done.url == at("item", item.pk)


def test_practice_questions_are_not_pulled_here_and_the_page_says_why(
    desk: Client, community: Community, system: Actor
) -> None:
    practice = a_test(items=SPREAD)
    crowd(practice, community, 200, tuple(one / 10 - 2 for one in range(41)))
    answered(practice)
    for row in Response.objects.filter(item__code="q11"):
        row.points = 1 - row.points
        row.save()
    publish_quality_report(system, practice, now=NOW)
    page = desk.get(at("test_quality", practice.bank_id, practice.pk)).content.decode()
    assert "Practice questions come with the product" in page and "take-out" not in page
    item = Item.objects.get(code="q11")
    assert "come with the product" in desk.get(at("item_pull", item.pk)).content.decode()
    desk.post(at("item_pull", item.pk), {"reason": "wrong"})
    assert Item.objects.get(pk=item.pk).state == "active"


def test_who_may_only_read_is_shown_no_way_to_pull(onlooker: Client, test: Assessment, q11: Item) -> None:
    page = onlooker.get(at("test_quality", test.bank_id, test.pk)).content.decode()
    assert "take-out" not in page and "Only the civic lead of the community can do that." in page
    assert onlooker.post(at("item_pull", q11.pk), {"reason": "wrong"}).status_code == 404


@in_one_world("who", ["hiring_manager", "trainer", "coach", "helper", "person", "rival"])
def test_nobody_else_comes_here(
    browser_of: Callable[[Actor], Client], request: pytest.FixtureRequest, taken: Sitting, who: str
) -> None:
    item = taken.responses.order_by("place")[0].item
    browser = browser_of(request.getfixturevalue(who))
    assert browser.get(at("item_pull", item.pk)).status_code == 403
    assert browser.post(at("item_pull", item.pk), {"reason": "wrong"}).status_code == 403
    assert Item.objects.get(pk=item.pk).state == "active"


def test_another_communitys_question_and_work_are_not_found(
    desk: Client, elsewhere: Community, taken: Sitting
) -> None:
    theirs = ItemFactory(bank=ItemBankFactory(community=elsewhere))
    assert desk.get(at("item_pull", theirs.pk)).status_code == 404
    item, other = (row.item for row in taken.responses.order_by("place")[:2])
    desk.post(at("item_pull", item.pk), {"reason": "wrong"})
    work = Rescoring.objects.get()
    assert desk.get(at("rescoring", other.pk, work.pk)).status_code == 404
    assert desk.get(at("rescoring", item.pk, 10**9)).status_code == 404
