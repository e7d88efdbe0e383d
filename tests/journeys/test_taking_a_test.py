"""Somebody practices on a phone with a bad connection, in both languages, and decides what becomes of the result."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, Route, expect

from techhire.commons.people.models import Account
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.models import Assessment, Item, Sitting, SittingNote
from techhire.plays.seekers.models import Evidence
from tests.journeys.browser import Keyboard, Walk
from tests.journeys.town import resident

SCREEN = "phone"
pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture(autouse=True)
def lucia(town: None, sign_in: Callable[[Any], None]) -> Account:
    """The job seeker of the demo, signed in."""
    account = resident("seeker")
    sign_in(account)
    return account


def practice(code: str) -> Assessment:
    return Assessment.objects.get(
        bank__skill=Skill.objects.get(code=code, framework__slug="starter"), bank__kind="practice"
    )


def begin(walk: Walk, code: str, word: str = "Begin") -> int:
    """From the list of tests to the first question; how many there are at most."""
    walk.to(reverse("seeker:tests"))
    walk.to(reverse("seeker:begin", args=[practice(code).pk]))
    walk.press(word)
    return practice(code).max_items


def shown() -> Item:
    """The question in front of the person, as the server has it."""
    item = Sitting.objects.get(state="under_way").current
    assert item is not None
    return item


def fill(page: Page, item: Item, right: bool = True) -> None:
    """Answer what is on the page by its own controls."""
    key = item.key
    choices = [part["id"] for part in item.content["en"].get("choices", [])]
    if item.kind in {"single", "code_reading"}:
        choose(page, key if right else next(one for one in choices if one != key))
    elif item.kind == "multiple":
        for one in key if right else choices[:1]:
            choose(page, one)
    elif item.kind == "order":
        order = key if right else list(reversed(key))
        for at, one in enumerate(choices):
            page.locator(f"select[name=place-{at}]").select_option(str(order.index(one) + 1))
    elif item.kind == "match":
        first = next(iter(key.values()))
        for at, one in enumerate(choices):
            page.locator(f"select[name=match-{at}]").select_option(key[one] if right else first)
    else:
        typed = key[0] if item.kind == "short_text" else str(key)
        page.locator("input[name=answer]").fill(typed if right else "0")


def choose(page: Page, value: str) -> None:
    """Tap the label of a choice."""
    chosen = page.locator(f"input[name=answer][value='{value}']").get_attribute("id")
    page.locator(f"label[for='{chosen}']").click()


def answer(page: Page, walk: Walk, right: bool = True) -> None:
    fill(page, shown(), right)
    walk.leave_by(page.locator("button[name=send]"))


def test_a_lost_connection_a_reload_and_the_back_button_lose_nothing(
    page: Page, walk: Walk, context: BrowserContext
) -> None:
    most = begin(walk, "computer-troubleshooting")
    walk.headed(f"Question 1 of at most {most}")
    answer(page, walk)
    item = shown()
    fill(page, item)
    context.set_offline(True)
    page.locator("button[name=send]").click()
    expect(page.locator("#offline")).to_be_focused()
    walk.reads("Your answers so far are saved")
    walk.look(page)
    assert Sitting.objects.get().responses.count() == 1
    context.set_offline(False)
    expect(page.locator("#offline")).to_be_hidden()
    expect(page.locator("button[name=send]")).to_be_enabled()
    page.reload()
    assert shown() == item
    walk.headed(f"Question 2 of at most {most}")
    walk.leave_by(page.locator("button[name=send]"))
    walk.headed(f"Question 3 of at most {most}")
    assert Sitting.objects.get().responses.get(place=1).points == 1
    page.go_back()
    walk.reads("You have a test under way")
    walk.follow("Go on with it")
    walk.headed(f"Question 3 of at most {most}")
    assert page.evaluate("sessionStorage.getItem('techhire-answer')") is None
    note = SittingNote.objects.get(kind="lost_connection")
    assert note.times >= 1


def test_offline_then_online_it_is_sent_from_where_it_was_typed(
    page: Page, walk: Walk, context: BrowserContext
) -> None:
    most = begin(walk, "sql")
    fill(page, shown())
    context.set_offline(True)
    for _turn in range(2):
        page.locator("button[name=send]").click()
        expect(page.locator("#offline")).to_be_visible()
    context.set_offline(False)
    walk.leave_by(page.locator("button[name=send]"))
    walk.headed(f"Question 2 of at most {most}")
    assert Sitting.objects.get().responses.get().points == 1


def test_the_link_that_ends_the_test_stays_on_the_page_without_a_connection(
    page: Page, walk: Walk, context: BrowserContext
) -> None:
    most = begin(walk, "sql")
    item = shown()
    fill(page, item)
    link, here, end = page.get_by_role("link", name="End the test"), page.url, reverse("seeker:end")
    context.set_offline(True)
    link.click()
    expect(page.locator("#offline")).to_be_focused()
    context.set_offline(False)
    expect(page.locator("#offline")).to_be_hidden()
    page.route(f"**{end}", lambda route: route.abort())
    link.click()
    expect(page.locator("#offline")).to_be_focused()
    assert page.url == here and shown() == item
    walk.headed(f"Question 1 of at most {most}")
    page.unroute(f"**{end}")
    walk.follow("End the test")
    walk.headed("End the test now?")


def test_with_the_server_away_the_page_stays_and_what_came_through_counts_once(
    page: Page, walk: Walk
) -> None:
    most = begin(walk, "sql")
    fill(page, shown())
    page.route("**/tests/now/", lambda route: route.abort())
    page.locator("button[name=send]").click()
    expect(page.locator("#offline")).to_be_focused()
    assert not Sitting.objects.get().responses.exists()
    page.unroute("**/tests/now/")
    page.route("**/tests/now/", lose_the_answer)
    page.locator("button[name=send]").click()
    expect(page.locator("button[name=send]")).to_be_enabled()
    wait_for(page, lambda: Sitting.objects.get().responses.count() == 1)
    page.unroute("**/tests/now/")
    walk.leave_by(page.locator("button[name=send]"))
    walk.headed(f"Question 2 of at most {most}")
    expect(page.locator("#main")).not_to_contain_text("had answered that question already")
    assert Sitting.objects.get().responses.get().points == 1


def lose_the_answer(route: Route) -> None:
    """The server gets it, and the connection breaks before it has answered."""
    route.fetch()
    route.abort()


def wait_for(page: Page, seen: Callable[[], bool]) -> None:
    """Give the server time, three seconds at most."""
    for _turn in range(30):
        if seen():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it did not come through")


def test_a_test_closes_by_itself_when_its_time_is_over(page: Page, walk: Walk) -> None:
    begin(walk, "sql")
    expect(page.locator("#clock")).to_contain_text("Minutes left: 20")
    expect(page.locator("#soon-over")).to_be_hidden()
    Sitting.objects.update(ends_at=timezone.now() + timedelta(seconds=125))
    page.reload()
    expect(page.locator("#clock")).to_contain_text("Seconds left: ")
    expect(page.locator("#soon-over")).to_be_visible()
    walk.look(page)
    Sitting.objects.update(ends_at=timezone.now() + timedelta(seconds=8))
    page.reload()
    fill(page, shown())
    walk.headed("Too few answers for a result")
    walk.reads("1 answer came in time. A result needs at least 8.", "the time was over")
    walk.look(page)
    walk.follow("Try again")


def test_two_tabs_lead_to_the_same_question_and_count_once(
    page: Page, walk: Walk, context: BrowserContext
) -> None:
    most = begin(walk, "sql")
    item = shown()
    second = context.new_page()
    second.goto(reverse("seeker:question"))
    answer(page, walk)
    fill(second, item, right=False)
    with second.expect_navigation():
        second.locator("button[name=send]").click()
    expect(second.locator("#main")).to_contain_text("You had answered that question already.")
    expect(second.locator("h1")).to_contain_text(f"Question 2 of at most {most}")
    assert Sitting.objects.get().responses.get().points == 1
    second.close()


def test_a_whole_test_in_spanish_and_english_to_a_result_that_is_let_count(
    page: Page, walk: Walk, lucia: Account, context: BrowserContext, home: str
) -> None:
    context.add_cookies([{"name": "django_language", "value": "es", "url": home}])
    most = begin(walk, "sql", "Empezar")
    walk.headed(f"Pregunta 1 de {most} como máximo")
    item = shown()
    expect(page.locator("#asked")).to_contain_text(item.content["es"]["prompt"].split("`")[0][:30])
    walk.leave_by(page.locator(f"form[action='{reverse('seeker:rest')}'] button"))
    walk.headed("Está en una pausa")
    walk.leave_by(page.locator(f"form[action='{reverse('seeker:go_on')}'] button"))
    assert shown() == item
    if page.locator(".usa-menu-btn").is_visible():
        page.locator(".usa-menu-btn").click()
    walk.leave_by(page.locator(".th-language button"))
    walk.headed(f"Question 1 of at most {most}")
    assert shown() == item
    for turn in range(most):
        if not Sitting.objects.filter(state="under_way").exists():
            break
        answer(page, walk, right=turn % 3 != 0)
    headed_by_a_level(page, walk)
    walk.reads("Nobody but you.", "What to learn next", "Question by question")
    page.locator("#main ol details summary").first.click()
    walk.look(page)
    walk.press("Let this count")
    assert Evidence.objects.filter(seeker__account=lucia, kind="unproctored_test", state="counts").exists()
    walk.press("Keep it to myself")
    walk.to(reverse("seeker:results"))
    walk.headed("1 test taken")


def headed_by_a_level(page: Page, walk: Walk) -> None:
    """The page of a result says a level in words."""
    walk.headed("SQL")
    expect(page.locator("h1")).to_contain_text("most likely")


def test_by_keyboard_alone_a_question_is_answered_and_the_test_ended(
    page: Page, walk: Walk, keyboard: Keyboard
) -> None:
    most = begin(walk, "sql")
    with page.expect_navigation():
        keyboard.press(page.locator("button[name=unknown]"))
    walk.headed(f"Question 2 of at most {most}")
    walk.leave_by(page.locator("button[name=send]"))
    expect(page.locator("#error-summary")).to_be_focused()
    walk.look(page)
    walk.to(reverse("seeker:end"))
    walk.reads("A result needs at least 8 answers")
    walk.press("Yes, end it")
    walk.headed("Too few answers for a result")
    page.locator("summary").filter(has_text="Delete this practice test").click()
    walk.press("Delete it")
    assert not Sitting.objects.exists()


def test_without_a_script_a_test_is_taken_too(
    browser: Any, home: str, context: BrowserContext, walk: Walk, screen: str
) -> None:
    plain = browser.new_context(base_url=home, java_script_enabled=False)
    plain.add_cookies(context.cookies())
    page = plain.new_page()
    most = practice("sql").max_items
    page.goto(reverse("seeker:begin", args=[practice("sql").pk]))
    page.get_by_role("button", name="Begin").click()
    for number in range(1, 4):
        expect(page.locator("h1")).to_contain_text(f"Question {number} of at most {most}")
        fill(page, shown())
        page.locator("button[name=send]").click()
    plain.close()


def test_my_time_for_tests_is_set_without_a_reason(page: Page, walk: Walk) -> None:
    walk.to(reverse("seeker:own_time"))
    page.locator("label[for=id_extra_time_2]").click()
    page.locator("label[for=id_breaks_1]").click()
    walk.press("Save")
    walk.to(reverse("seeker:begin", args=[practice("sql").pk]))
    walk.reads(f"{practice('sql').seconds * 3 // 120} minutes")
