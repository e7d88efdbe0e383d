"""What a journey needs beside Playwright's page: screen sizes, a watch over what goes wrong unseen, a keyboard."""

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, Response, expect

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    # No other server is reached, whatever a page asks for.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
SCREENS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "is_mobile": True,
        "has_touch": True,
        "device_scale_factor": 2,
    },
}
ADDRESS = """() => document.documentElement.lang + ' ' + location.pathname.replace(/[^/]*\\d[^/]*/g, '0')"""
"""Where a page is, whatever number stands in its address, and in which language."""
BUILT = """() => {
  const part = e => [e.tagName, e.className, e.getAttribute('role'), e.type,
    (e.getAttribute('name') || '').replace(/\\d+/g, '0'),
    [...e.attributes].map(a => a.name).join(' '), e.hidden, e.disabled, !e.textContent.trim()].join('|');
  const parts = [...document.querySelectorAll('html, body *')].map(part);
  const path = location.pathname.replace(/[^/]*\\d[^/]*/g, '0');
  return [innerWidth, document.documentElement.lang, path, ...new Set(parts.sort())].join('\\n');
}"""
"""How a page is built, whatever it says: its address without numbers, its width and language, its kinds of parts."""
BEYOND = """() => {
  const beyond = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const found = beyond();
  if (found > 0) return found;
  const folded = [...document.querySelectorAll('details:not([open])')];
  folded.forEach(e => { e.open = true; });
  const unfolded = beyond();
  if (unfolded <= 0) folded.forEach(e => { e.open = false; });
  return unfolded;
}"""
"""How far the page reaches beyond the screen; where unfolding does it, it stays unfolded to show what sticks out."""
FOCUS_IS_VISIBLE = """element => {
  const style = getComputedStyle(element);
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
  return outlined || style.boxShadow !== 'none';
}"""


@dataclass
class Watch:
    """Keeps what a person at the screen would not see: script errors, blocked content, broken files, calls outside."""

    home: str
    troubles: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        """Begin to watch a page. Nothing is held up on the way: that would keep the browser from keeping files."""
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.troubles.append(f"script error: {error}"))
        page.on("response", self.receive)
        page.on("request", self.send)

    def hear(self, message: ConsoleMessage) -> None:
        """Note errors of the console; a failed load is judged by its answer instead."""
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.troubles.append(f"console: {message.text}")

    def receive(self, response: Response) -> None:
        """Note a server error, and a style sheet, script, font or picture that is not there."""
        loads_a_part = response.request.resource_type in {"stylesheet", "script", "font", "image"}
        if response.status >= 500 or (loads_a_part and response.status >= 400):
            self.troubles.append(f"{response.status} from {response.url}")

    def send(self, request: Request) -> None:
        """Note what is asked of any server but the site's own."""
        if not request.url.startswith((self.home, "data:", "blob:")):
            self.troubles.append(f"called outside: {request.url}")


@dataclass(frozen=True)
class Passed:
    """What was found good once, as one empty file each: processes that run side by side share a folder."""

    folder: Path

    def add(self, built: str) -> None:
        """Found good."""
        self.folder.mkdir(exist_ok=True)
        self._at(built).touch()

    def __contains__(self, built: str) -> bool:
        """Whether anybody found it good."""
        return self._at(built).exists()

    def _at(self, built: str) -> Path:
        return self.folder / sha256(built.encode()).hexdigest()


@dataclass(frozen=True)
class Walk:
    """Somebody who goes from page to page, each looked at by axe as it opens."""

    page: Page
    look: Callable[[Page], None]

    def to(self, path: str) -> None:
        """Open an address of the site."""
        answer = self.page.goto(path)
        assert answer is not None and answer.ok, f"{path} answers {answer and answer.status}"
        self.look(self.page)

    def press(self, name: str, within: Locator | None = None) -> None:
        """Press the first button of this name and wait for the page that follows."""
        self.leave_by((within or self.page).get_by_role("button", name=name).first)

    def follow(self, name: str, within: Locator | None = None) -> None:
        """Follow the first link of this name inside the page's main part."""
        self.leave_by((within or self.page.locator("#main")).get_by_role("link", name=name).first)

    def leave_by(self, way: Locator) -> None:
        """Click what leads to another page."""
        with self.page.expect_navigation():
            way.click()
        self.look(self.page)

    def sure(self, name: str) -> None:
        """Ask for a deed of this name that is not taken back, read what follows, and say yes."""
        asked = self.page.locator("details.th-sure", has=self.page.locator("summary", has_text=name)).first
        asked.locator("summary").click()
        expect(asked.locator("p")).to_be_visible()
        self.leave_by(asked.get_by_role("button"))

    def reads(self, *words: str) -> None:
        """The page's main part says all of these."""
        for said in words:
            expect(self.page.locator("#main")).to_contain_text(said)

    def headed(self, words: str) -> None:
        """The page's heading says this."""
        expect(self.page.locator("h1")).to_contain_text(words)


@dataclass(frozen=True)
class Keyboard:
    """Somebody who has no mouse."""

    page: Page

    def reach(self, target: Locator, limit: int = 80) -> None:
        """Press Tab until the target has the focus, and see that the focus shows."""
        for _ in range(limit):
            if target.evaluate("element => element === document.activeElement"):
                assert target.evaluate(FOCUS_IS_VISIBLE), f"the focus does not show on {target}"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} was not reached with {limit} presses of Tab")

    def press(self, target: Locator, key: str = "Enter") -> None:
        """Reach the target and press a key on it."""
        self.reach(target)
        self.page.keyboard.press(key)

    def write(self, target: Locator, text: str) -> None:
        """Reach a field and type into it, in place of what it held."""
        self.reach(target)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the screen, as it is or with all unfolded; 0 is right."""
    return int(page.evaluate(BEYOND))


def sticking_out(page: Page) -> str:
    """Up to three innermost elements that reach beyond the right edge of the screen."""
    found = page.evaluate(
        """() => [...document.querySelectorAll('main *, header *, footer *')]
          .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth && !e.children.length)
          .slice(0, 3).map(e => e.outerHTML.slice(0, 120))"""
    )
    return "; ".join(found)


def broken_words(page: Page, cells: str) -> list[str]:
    """Words in these elements that stand on two lines; of a word with a hyphen that is right, so those are left out."""
    return list(
        page.evaluate(
            """cells => [...document.querySelectorAll(cells)].flatMap(cell => {
              const found = [], texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), part = new Range()
              while (texts.nextNode()) for (const word of texts.currentNode.data.matchAll(/[^\\s-]+/g)) {
                part.setStart(texts.currentNode, word.index)
                part.setEnd(texts.currentNode, word.index + word[0].length)
                if (new Set([...part.getClientRects()].map(box => Math.round(box.top))).size > 1) found.push(word[0])
              }
              return found
            })""",
            cells,
        )
    )
