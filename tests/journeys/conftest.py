"""The browser rig: Debian's Chromium under Playwright against a live server, every page looked at at two widths."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from techhire.plays.matches.bridge import forget_served
from tests.journeys.browser import (
    ADDRESS,
    BUILT,
    FLAGS,
    SCREENS,
    Keyboard,
    Passed,
    Walk,
    Watch,
    overflow,
    sticking_out,
)
from tests.journeys.town import build
from tests.plugins.kept import Kept, keeper

AXE_RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a journey."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Keep SQLite in a file: the threads of a live server cannot share one connection in memory."""
    if connection.vendor == "sqlite":
        name = str(tmp_path_factory.mktemp("database") / "journeys.sqlite3")
        connection.settings_dict["TEST"]["NAME"] = name


@pytest.fixture(autouse=True)
def nothing_kept_in_memory() -> None:
    """Every journey has the same skills, so what was made of their names may stay; the rest is forgotten."""
    forget_served()
    cache.clear()


@pytest.fixture(scope="session")
def kept() -> Kept:
    """The filled database, copied once it was built."""
    return keeper()


@pytest.fixture
def town(live_server: Any, kept: Kept) -> None:
    """A small community, built once a run; every test finds it as it was."""
    connection.ensure_connection()
    if not kept.bring_back():
        build(timezone.now())
        kept.keep()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next((path for path in map(shutil.which, names) if path), None)
    if program is None:
        pytest.fail("No Chromium on this machine: as root, apt-get install chromium")
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    # Playwright's event loop lives in this thread, and Django takes that for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def screen(request: pytest.FixtureRequest) -> str:
    """`desktop`, or `phone` where a module says that its people come by phone: ``SCREEN = "phone"``."""
    return str(getattr(request.module, "SCREEN", "desktop"))


@pytest.fixture
def home(live_server: Any) -> str:
    """The address of the running site, by the name a passkey accepts."""
    return str(live_server.url).replace("127.0.0.1", "localhost")


@pytest.fixture
def context(browser: Browser, screen: str, home: str) -> Iterator[BrowserContext]:
    """A browser window of somebody new: no cookies, paths relative to the site."""
    context = browser.new_context(base_url=home, locale="en-US", reduced_motion="reduce", **SCREENS[screen])
    context.set_default_timeout(30_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, home: str) -> Iterator[Page]:
    """A page under watch: script errors, blocked content and calls to other servers fail the test at its end."""
    watch = Watch(home)
    page = context.new_page()
    watch.over(page)
    yield page
    assert not watch.troubles, "\n".join(watch.troubles)


@pytest.fixture
def sign_in(context: BrowserContext, home: str) -> Callable[[AbstractBaseUser], None]:
    """``sign_in(account)`` makes the browser that account's, without walking through the form."""

    def enter(account: AbstractBaseUser) -> None:
        client = Client()
        client.force_login(account)
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": home}])

    return enter


@pytest.fixture
def keyboard(page: Page) -> Keyboard:
    """The page without a mouse."""
    return Keyboard(page)


@pytest.fixture(scope="session")
def passed(tmp_path_factory: pytest.TempPathFactory) -> Passed:
    """How the pages were built in which axe found no barrier, in this process or in one beside it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    return Passed(folder / "passed")


@pytest.fixture
def axe(passed: Passed) -> Callable[[Page], None]:
    """``axe(page)`` fails with every barrier axe-core finds, and when the page is wider than the screen.

    A page is looked at on this screen each time that it is built of other parts, and once an address at the width of
    the other screens, where everything but colors is asked anew: no color changes with the width.
    """

    def look(page: Page, rules: dict[str, Any] = AXE_RULES) -> bool:
        beyond = overflow(page)
        assert beyond <= 0, f"{page.url} is {beyond} pixels wider than the screen: {sticking_out(page)}"
        built = page.evaluate(BUILT)
        if built in passed:
            return False
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE_SCRIPT)
        barriers = page.evaluate("asked => axe.run(asked).then(found => found.violations)", rules)
        found = [f"{page.url}: {describe(violation)}" for violation in barriers]
        assert not found, "\n".join(found)
        passed.add(built)
        return True

    def check(page: Page) -> None:
        if not look(page):
            return
        address = page.evaluate(ADDRESS)
        if address in passed:
            return
        passed.add(address)
        own = page.viewport_size
        for other in SCREENS.values():
            if other["viewport"] != own:
                page.set_viewport_size(other["viewport"])
                look(page, AXE_RULES | {"rules": {"color-contrast": {"enabled": False}}})
        page.set_viewport_size(own)

    return check


@pytest.fixture
def walk(page: Page, axe: Callable[[Page], None]) -> Walk:
    """The page, with axe on every page that is opened."""
    return Walk(page, axe)


def describe(violation: dict[str, Any]) -> str:
    """One line a barrier: the rule, what it asks, and up to three places."""
    places = ", ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:3])
    return f"{violation['id']} ({violation['help']}) at {places}"
