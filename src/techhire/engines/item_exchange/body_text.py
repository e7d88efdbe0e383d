"""What a person reads in an item, taken out of its markup: words, code, media, and the thing to answer.

Nothing of the markup survives but paragraphs, line breaks, list dashes and backticks around code, so nothing a
stranger wrote can act on our pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from techhire.engines.item_exchange.problems import Reason, Refused
from techhire.engines.item_exchange.safe_xml import Node
from techhire.engines.item_exchange.tidy_text import laid_out, one_line

BLANK = "____"
"""Stands in a prompt where the person fills something in."""

_HOLE = "\x00"  # no XML text can hold it, so it cannot be mistaken for an author's own underscores
_SPACES = re.compile(r"[ \t\r\n]+")
_BLOCKS = frozenset(
    """
    p div section article header footer main figure figcaption blockquote center address details
    summary h1 h2 h3 h4 h5 h6 ul ol dl dt dd table thead tbody tfoot caption hr itembody contentbody
    prompt rubricblock textblock simplematchset
    """.split()  # noqa: SIM905  # read as words, not as a column of quotes
)
_CODE = frozenset({"code", "kbd", "samp", "tt"})
_MEDIA = frozenset({"img", "object", "audio", "video", "embed"})
_SILENT = frozenset(
    {"script", "style", "stylesheet", "noscript", "template", "head", "link", "meta", "cataloginfo"}
)
_FEEDBACK = frozenset({"feedbackinline", "feedbackblock", "modalfeedback"})
_FILLED_IN = frozenset({"printedvariable", "templateinline", "templateblock"})
_FRAMES = frozenset({"iframe", "frame", "include", "svg", "canvas", "form"})
_ROWS = frozenset({"tr", "li"})


@dataclass(slots=True)
class Body:
    """Everything found between two tags, in the order it is read."""

    interactions: list[Node] = field(default_factory=list)
    media: list[Node] = field(default_factory=list)
    code: list[Node] = field(default_factory=list)
    rationale: list[str] = field(default_factory=list)
    scripts: list[Node] = field(default_factory=list)
    _done: list[tuple[bool, str]] = field(default_factory=list)
    _inline: list[str] = field(default_factory=list)
    _in_row: bool = False
    _dash: str = ""

    def text(self) -> str:
        """Paragraphs one empty line apart, rows right under each other.

        A blank on a line of its own is the field to answer in and no text.
        """
        self._close()
        shown = [block for block in self._done if block[1] != _HOLE]
        text = ""
        for place, (is_row, words) in enumerate(shown):
            follows_row = is_row and place > 0 and shown[place - 1][0]
            text += ("" if place == 0 else "\n" if follows_row else "\n\n") + words
        return text.replace(_HOLE, BLANK)

    def _close(self) -> None:
        """End the paragraph or row that was being read."""
        words = laid_out("".join(self._inline))
        if words:
            self._done.append((self._in_row, self._dash + words))
            self._dash = ""
        self._inline.clear()

    def walk(self, node: Node) -> None:
        """Take in everything inside `node`."""
        for child in node.children:
            if isinstance(child, str):
                self._inline.append(_SPACES.sub(" ", child))
            else:
                self._element(child)

    def _element(self, node: Node) -> None:
        self._note_handlers(node)
        tag = node.tag
        if tag.endswith("interaction"):
            self._interaction(node)
        elif tag in _MEDIA:
            self.media.append(node)
        elif tag == "pre":
            self._close()
            self.code.append(node)
        elif tag == "rubricblock" and "candidate" not in node.attributes.get("view", "candidate").split():
            self.rationale.append(words_of(node))
        elif tag in _SILENT or tag in _FEEDBACK:
            self.scripts += [node] if tag == "script" else []
        else:
            self._refuse_what_text_cannot_hold(node)
            self._plain_element(node)

    def _interaction(self, node: Node) -> None:
        self.interactions.append(node)
        if node.tag == "textentryinteraction":
            self._inline.append(_HOLE)
            return
        self._close()
        prompt = node.child("prompt")
        if prompt:
            self._element(prompt)

    def _plain_element(self, node: Node) -> None:
        if node.tag == "br":
            self._inline.append("\n")
        elif node.tag in _CODE:
            self._inline.append(f"`{_SPACES.sub(' ', node.text())}`" if node.text().strip() else "")
        elif node.tag in _ROWS:
            self._row(node)
        elif node.tag in _BLOCKS:
            self._close()
            self.walk(node)
            self._close()
        else:
            self.walk(node)

    def _row(self, node: Node) -> None:
        """A line of a list or of a table, right under the one before it."""
        self._close()
        around, self._in_row = self._in_row, True
        if node.tag == "li":
            self._dash = "- "
            self.walk(node)
        else:
            self._inline.append(" | ".join(self._cell(cell) for cell in node.elements()))
        self._close()
        self._in_row, self._dash = around, ""

    def _cell(self, node: Node) -> str:
        cell = body_of(node)
        for mine, its in (
            (self.interactions, cell.interactions),
            (self.media, cell.media),
            (self.code, cell.code),
            (self.scripts, cell.scripts),
        ):
            mine.extend(its)
        return one_line(cell.text())

    def _note_handlers(self, node: Node) -> None:
        if any(name.startswith("on") and len(name) > 4 for name in node.attributes):
            self.scripts.append(node)

    def _refuse_what_text_cannot_hold(self, node: Node) -> None:
        if node.tag == "math":
            raise Refused(Reason.FORMULA, node.line)
        if node.tag in _FILLED_IN:
            raise Refused(Reason.CHANGES_ITSELF, node.line)
        if node.tag in _FRAMES:
            raise Refused(Reason.OUTSIDE_REFERENCE, node.line, node.written)


def body_of(node: Node) -> Body:
    """Everything inside `node`."""
    body = Body()
    body.walk(node)
    return body


def words_of(node: Node) -> str:
    """The words inside `node`, whatever else is in there; code comes after them."""
    body = body_of(node)
    return laid_out("\n\n".join([body.text(), *(code.text() for code in body.code)]))
