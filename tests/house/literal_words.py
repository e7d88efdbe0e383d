"""Finds words of a page, a template or a string in Python, that no translator will ever see."""

import ast
import re
from html.parser import HTMLParser

from django.template.base import Lexer, TokenType

WORD = re.compile(r"[^\W\d_]{2,}")
ENTITY_OR_ADDRESS = re.compile(r"&\w+;|https?://\S+")
SPOKEN = {"alt", "title", "aria-label", "aria-description", "placeholder", "data-label", "label", "summary"}
FILTER_WORDS = re.compile(
    r"""\|(?:default|default_if_none|yesno|pluralize):\s*["']([^"']*[^\W\d_]{2,}[^"']*)["']"""
)
SILENT = {"script", "style", "code", "kbd", "samp", "svg"}
OPEN = {"comment": "endcomment", "blocktranslate": "endblocktranslate", "blocktrans": "endblocktrans"}


class Reader(HTMLParser):
    """Collects what a person would read or hear."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.silent += tag in SILENT
        self.said += [given[name] or "" for name in SPOKEN & given.keys()]
        if tag == "input" and given.get("type") in {"submit", "button", "reset"}:
            self.said.append(given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.said.append(data)


def literal_words(template: str, allowed: frozenset[str] = frozenset(), html: bool = True) -> list[str]:
    """The pieces of `template` that hold a word which is neither marked for translation nor `allowed`."""
    outside, filters = unmarked(template)
    pieces = filters + (read(outside) if html else outside.splitlines())
    return [piece.strip() for piece in pieces if foreign(piece, allowed)]


def unmarked(template: str) -> tuple[str, list[str]]:
    """The text outside every tag and translation block, and the words inside filters that show them."""
    text, filters, until = "", [], ""
    for token in Lexer(template).tokenize():
        name = token.contents.split()[0] if token.token_type is TokenType.BLOCK else ""
        if until:
            until = "" if name == until else until
        elif name in OPEN:
            until = OPEN[name]
        elif token.token_type is TokenType.VAR:
            filters += FILTER_WORDS.findall(token.contents)
        elif token.token_type is TokenType.TEXT:
            text += token.contents
    return text, filters


def read(text: str) -> list[str]:
    reader = Reader()
    reader.feed(text)
    reader.close()
    return reader.said


def foreign(piece: str, allowed: frozenset[str]) -> bool:
    """Whether a piece holds a word that is not on the list."""
    return any(word not in allowed for word in WORD.findall(ENTITY_OR_ADDRESS.sub(" ", piece)))


MARKUP = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?>")


def literal_pages(source: str) -> list[str]:
    """The pieces of pages written as strings in Python that hold a word; docstrings and blanks aside."""
    tree = ast.parse(source)
    inside = {
        id(part) for whole in ast.walk(tree) if isinstance(whole, ast.JoinedStr) for part in whole.values
    }
    inside |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [_text(node) for node in ast.walk(tree) if id(node) not in inside]
    pieces = [piece for text in texts if text and MARKUP.search(text) for piece in read(text)]
    return [piece.strip() for piece in pieces if foreign(re.sub(r"\{[^{}]*\}", " ", piece), frozenset())]


def _text(node: ast.AST) -> str:
    """A string, or one with blanks, without what is put into them."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
