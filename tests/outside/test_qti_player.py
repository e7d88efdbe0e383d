"""Items we write are shown and scored by a QTI player that others wrote, answered as a person would, in a browser.

The player (@citolab/qti-components) is fetched by `.venv/bin/python -m bootstrap.outside_player`.
"""

import io
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, TimeoutError, expect, sync_playwright

from techhire.engines.item_exchange import Choice, ExchangeItem, Media, write_package
from tests.journeys.browser import FLAGS

pytestmark = pytest.mark.outside

PLAYER = Path(__file__).parents[2] / "var" / "outside" / "qti-player" / "player.js"
HARNESS = Path(__file__).with_name("qti_player.html")
HOME = "http://player.test"
TYPES = {".html": "text/html", ".js": "text/javascript", ".xml": "application/xml", ".png": "image/png"}
# One gray pixel.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c636800000082008177cd72b60000000049454e44ae426082"
)

ABC = (Choice("a", "Restart it"), Choice("b", "Read the log with `tail`"), Choice("c", "Buy a new one"))
SINGLE = ExchangeItem(
    "log",
    "The log",
    "single",
    "A service stops at night.\n\nWhat comes first?",
    choices=ABC,
    key="b",
    rationale="The log says why.",
    media=(Media("screen.png", "image/png", PIXEL, "A gray screen"),),
)
READING = ExchangeItem(
    "loop",
    "A loop",
    "code_reading",
    "What is printed?",
    code="for n in (1, 2):\n    print(n < 2)",
    choices=(Choice("tf", "True, False"), Choice("ft", "False, True")),
    key="tf",
)
MULTIPLE = ExchangeItem("safe", "Safe", "multiple", "Which help?", choices=ABC, key=["a", "b"])
ORDER = ExchangeItem("steps", "Steps", "order", "Put in order.", choices=ABC, key=["b", "a", "c"])
MATCH = ExchangeItem(
    "ports",
    "Ports",
    "match",
    "Match.",
    choices=(Choice("ssh", "SSH"), Choice("web", "HTTPS")),
    targets=(Choice("p22", "22"), Choice("p443", "443"), Choice("p25", "25")),
    key={"ssh": "p22", "web": "p443"},
)
WORD = ExchangeItem("record", "Record", "short_text", "Which record?", key=["MX", "MX record"])
CASED = ExchangeItem(
    "flag", "Flag", "short_text", "Which flag shows all?", key=["-A", "--all"], case_sensitive=True
)
NUMBER = ExchangeItem("seconds", "Seconds", "numeric", "How many seconds?", key=80, tolerance=0.3)
EXACT = ExchangeItem("hosts", "Hosts", "numeric", "How many hosts?", key=254)


@dataclass
class Player:
    """The player showing one item."""

    page: Page

    def choose(self, *ids: str) -> None:
        """Tap choices."""
        for id in ids:
            self.page.locator(f"qti-simple-choice[identifier={id}]").click()

    def type(self, text: str) -> None:
        """Fill in the field."""
        self.page.locator("qti-text-entry-interaction input").press_sequentially(text)

    def drag(self, identifier: str, target: str, answer: str) -> None:
        """Pull a choice onto a place until the player has the answer, as a hand does that sees it jump back."""
        for _ in range(4):
            self.pull(identifier, target)
            with suppress(TimeoutError):
                self.page.wait_for_function("one => answered()?.includes(one)", arg=answer, timeout=2_000)
                return
        pytest.fail(f"{identifier} did not stay at {target}: {self.page.evaluate('answered()')}")

    def pull(self, identifier: str, target: str) -> None:
        """Press, move and let go."""
        one = self.page.locator(f"[identifier={identifier}]").first.bounding_box()
        two = self.page.locator(target).bounding_box()
        assert one is not None and two is not None
        mouse = self.page.mouse
        mouse.move(one["x"] + one["width"] / 2, one["y"] + one["height"] / 2)
        mouse.down()
        mouse.move(two["x"] + two["width"] / 2, two["y"] + two["height"] / 2, steps=12)
        self.page.wait_for_timeout(150)
        mouse.up()
        self.page.wait_for_timeout(150)

    def score(self) -> float:
        """What the player gives for it."""
        return float(self.page.evaluate("score()"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for the whole file."""
    program = next((path for path in map(shutil.which, ("chromium", "google-chrome")) if path), None)
    if program is None:
        pytest.skip("no Chromium on this machine: as root, apt-get install chromium")
    if not PLAYER.exists():
        pytest.skip("the player is not here: .venv/bin/python -m bootstrap.outside_player")
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    # Playwright's event loop lives in this thread, and Django takes that for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")
    if before is not None:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@pytest.fixture
def show(browser: Browser) -> Iterator[Callable[[ExchangeItem], Player]]:
    """Opens an item out of a package we wrote; a script error fails the test, and nothing outside is reached."""
    page = browser.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)

    def open_item(item: ExchangeItem) -> Player:
        page.route("**/*", lambda route: serve(route, unpacked(item)))
        page.goto(f"{HOME}/qti_player.html")
        page.locator("qti-item-body").wait_for()
        return Player(page)

    yield open_item
    page.close()
    assert troubles == []


def unpacked(item: ExchangeItem) -> dict[str, bytes]:
    """What the player is served: itself, the page around it, the item of a package and its media."""
    archive = zipfile.ZipFile(io.BytesIO(write_package([item])))
    files = {f"/{path.removeprefix('items/')}": archive.read(path) for path in archive.namelist()}
    harness, player = HARNESS.read_bytes(), PLAYER.read_bytes()
    return {**files, "/qti_player.html": harness, "/player.js": player, "/item.xml": files["/item-1.xml"]}


def serve(route: Route, files: dict[str, bytes]) -> None:
    """Answer from memory, or not at all."""
    path = route.request.url.removeprefix(HOME)
    if path in files:
        route.fulfill(body=files[path], content_type=TYPES[Path(path).suffix])
    elif path == "/favicon.ico":
        route.fulfill(status=204)
    else:
        route.abort()


Show = Callable[[ExchangeItem], Player]


def test_words_code_and_pictures_are_shown_and_the_reason_of_the_key_is_not(show: Show) -> None:
    page = show(SINGLE).page
    expect(page.get_by_text("A service stops at night.")).to_be_visible()
    expect(page.get_by_text("What comes first?")).to_be_visible()
    expect(page.get_by_text("The log says why.")).to_be_hidden()
    picture = page.get_by_alt_text("A gray screen")
    expect(picture).to_have_js_property("naturalWidth", 1)
    code = show(READING).page.locator("pre.code-reading")
    assert code.inner_text() == READING.code


@pytest.mark.parametrize(("id", "score"), [("a", 0), ("b", 1), ("c", 0)])
def test_one_choice_is_scored(show: Show, id: str, score: float) -> None:
    player = show(SINGLE)
    player.choose(id)
    assert player.score() == score


def test_read_code_is_scored(show: Show) -> None:
    player = show(READING)
    player.choose("ft")
    assert player.score() == 0
    player.choose("tf")
    assert player.score() == 1


@pytest.mark.parametrize(("ids", "score"), [("ab", 1), ("ba", 1), ("a", 0), ("abc", 0), ("", 0)])
def test_several_choices_are_scored_as_a_whole(show: Show, ids: str, score: float) -> None:
    player = show(MULTIPLE)
    player.choose(*ids)
    assert player.score() == score


@pytest.mark.parametrize(
    ("item", "text", "score"),
    [
        (WORD, "mx RECORD", 1),
        (WORD, "MX", 1),
        (WORD, "A", 0),
        (WORD, "", 0),
        (CASED, "-A", 1),
        (CASED, "-a", 0),
        (CASED, "--all", 1),
        (NUMBER, "79.7", 1),
        (NUMBER, "80.3", 1),
        (NUMBER, "80.31", 0),
        (NUMBER, "79.6", 0),
        (NUMBER, "", 0),
        (EXACT, "254", 1),
        (EXACT, "254.0", 1),
        (EXACT, "255", 0),
    ],
)
def test_typed_answers_are_scored(show: Show, item: ExchangeItem, text: str, score: float) -> None:
    player = show(item)
    player.type(text)
    assert player.score() == score


@pytest.mark.parametrize(("order", "score"), [("bac", 1), ("abc", 0)])
def test_an_order_is_scored(show: Show, order: str, score: float) -> None:
    player = show(ORDER)
    for place, id in enumerate(order):
        player.drag(id, f"drop-list[identifier=droplist{place}]", id)
    assert player.page.evaluate("answered()") == list(order)
    assert player.score() == score


@pytest.mark.parametrize(("web", "score"), [("p443", 1), ("p25", 0)])
def test_matching_is_scored(show: Show, web: str, score: float) -> None:
    player = show(MATCH)
    player.drag("ssh", "[identifier=p22]", "ssh p22")
    player.drag("web", f"[identifier={web}]", f"web {web}")
    assert sorted(player.page.evaluate("answered()")) == ["ssh p22", f"web {web}"]
    assert player.score() == score
