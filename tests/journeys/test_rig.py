"""The rig finds what it is there to find, also on pages with the strict content policy of the product."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.journeys.browser import Keyboard, Watch

HOME = "http://rig.localhost"
POLICY = {"Content-Security-Policy": "default-src 'self'"}
GOOD = """<!doctype html><html lang="en"><head><title>Good</title>
<meta name="viewport" content="width=device-width"></head><body>
<main><h1>Good</h1><p><a href="/two">One</a></p><label>Name <input></label></main></body></html>"""
NO_TEXT = GOOD.replace("<label>Name <input></label>", "<input>")
WIDE = GOOD.replace("</main>", "<svg width='3000' height='5' role='img' aria-label='Wide'></svg></main>")
SCRIPT = GOOD.replace("</main>", "<script>document.title = 'taken over'</script></main>")
OUTSIDE = GOOD.replace("</main>", "<img alt='' src='http://elsewhere.localhost/pixel.png'></main>")
PAGES = {"/": GOOD, "/no-text": NO_TEXT, "/wide": WIDE, "/script": SCRIPT, "/outside": OUTSIDE}


@pytest.fixture
def home() -> str:
    """A site that exists only inside the browser."""
    return HOME


@pytest.fixture
def watched(context: BrowserContext) -> Iterator[tuple[Page, Watch]]:
    """A page whose watch the test reads itself."""
    page, watch = context.new_page(), Watch(HOME)
    page.route(HOME + "/**", serve)
    watch.over(page)
    yield page, watch


@pytest.fixture
def page(watched: tuple[Page, Watch]) -> Page:
    """The page alone."""
    return watched[0]


def serve(route: Route) -> None:
    """Answer for the site from `PAGES`."""
    body = PAGES.get(urlsplit(route.request.url).path, "")
    route.fulfill(body=body, headers=POLICY, content_type="text/html")


def test_axe_passes_a_page_without_barriers(page: Page, axe: Callable[[Page], None]) -> None:
    page.goto(HOME + "/")
    axe(page)


def test_axe_finds_a_field_without_a_label(page: Page, axe: Callable[[Page], None]) -> None:
    page.goto(HOME + "/no-text")
    with pytest.raises(AssertionError, match="label"):
        axe(page)


def test_a_page_wider_than_the_screen_is_found(page: Page, axe: Callable[[Page], None]) -> None:
    page.goto(HOME + "/wide")
    with pytest.raises(AssertionError, match="wider than the screen"):
        axe(page)


def test_a_blocked_script_is_found(watched: tuple[Page, Watch]) -> None:
    page, watch = watched
    page.goto(HOME + "/script")
    expect(page).to_have_title("Good")
    assert any("Content Security Policy" in trouble for trouble in watch.troubles)


def test_a_call_to_another_server_is_found_and_stopped(watched: tuple[Page, Watch]) -> None:
    page, watch = watched
    page.goto(HOME + "/outside")
    assert any("elsewhere.localhost" in trouble for trouble in watch.troubles)


def test_the_keyboard_reaches_a_field_and_writes(page: Page, keyboard: Keyboard) -> None:
    page.goto(HOME + "/")
    keyboard.write(page.get_by_label("Name"), "Ada")
    expect(page.get_by_label("Name")).to_have_value("Ada")


def test_the_keyboard_says_when_it_cannot_reach(page: Page, keyboard: Keyboard) -> None:
    page.goto(HOME + "/")
    with pytest.raises(AssertionError, match="not reached"):
        keyboard.reach(page.locator("h1"), limit=4)
