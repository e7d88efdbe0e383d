"""Items of every kind, with texts nobody would write."""

from typing import Any

from hypothesis import strategies as st

from techhire.engines.item_exchange import KINDS, Choice, ExchangeItem, Media
from techhire.engines.item_exchange.tidy_text import one_line, tidy

LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff") | st.sampled_from(
    "\n\r\t `<>&\"'-_|#*]["
)
TEXTS = st.text(LETTERS, max_size=60)
WORDS = TEXTS.filter(lambda text: bool(tidy(text)))
LINES = TEXTS.filter(lambda text: bool(one_line(text)))
IDS = st.from_regex(r"[A-Za-z_][A-Za-z0-9_.-]{0,10}", fullmatch=True)
STARTS = {
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/jpeg": b"\xff\xd8\xff",
    "audio/mpeg": b"ID3",
    "video/webm": b"\x1a\x45\xdf\xa3",
}
CONTENTS = st.tuples(
    st.sampled_from(sorted(STARTS)), st.binary(max_size=20).filter(lambda data: b"ftyp" not in data)
)
MEDIA = st.builds(
    lambda name, content, alt: Media(name, content[0], STARTS[content[0]] + content[1], alt),
    st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,20}", fullmatch=True),
    CONTENTS,
    TEXTS,
)
NUMBERS = st.integers(-(10**15), 10**15) | st.floats(-1e15, 1e15).filter(
    lambda number: number == 0 or abs(number) >= 1e-15
)


@st.composite
def items(draw: st.DrawFn) -> ExchangeItem:
    """Any item at all."""
    kind = draw(st.sampled_from(KINDS))
    ids = draw(st.lists(IDS, min_size=4, max_size=7, unique=True))
    choices, targets, key, more = PARTS[kind](draw, ids)
    return ExchangeItem(
        identifier=draw(LINES),
        title=draw(TEXTS),
        kind=kind,
        prompt=draw(WORDS),
        code=draw(WORDS.filter(lambda text: bool(text.strip("\r\n"))) if kind == "code_reading" else TEXTS),
        choices=choices,
        targets=targets,
        key=key,
        rationale=draw(TEXTS),
        language=draw(st.sampled_from(["en", "es", "es-MX"])),
        media=tuple(draw(st.lists(MEDIA, max_size=2, unique_by=lambda media: media.name.casefold()))),
        skill_code=draw(TEXTS),
        level=draw(st.none() | st.integers(1, 5)),
        **more,
    )


Parts = tuple[tuple[Choice, ...], tuple[Choice, ...], Any, dict[str, Any]]


def _choices(draw: st.DrawFn, ids: list[str]) -> tuple[Choice, ...]:
    return tuple(Choice(id, draw(WORDS)) for id in ids)


def _single(draw: st.DrawFn, ids: list[str]) -> Parts:
    return _choices(draw, ids), (), draw(st.sampled_from(ids)), {}


def _multiple(draw: st.DrawFn, ids: list[str]) -> Parts:
    return _choices(draw, ids), (), draw(st.lists(st.sampled_from(ids), min_size=1, unique=True)), {}


def _order(draw: st.DrawFn, ids: list[str]) -> Parts:
    return _choices(draw, ids), (), draw(st.permutations(ids)), {}


def _match(draw: st.DrawFn, ids: list[str]) -> Parts:
    key = {id: draw(st.sampled_from(ids[2:])) for id in ids[:2]}
    return _choices(draw, ids[:2]), _choices(draw, ids[2:]), key, {}


def _short_text(draw: st.DrawFn, ids: list[str]) -> Parts:
    answers = draw(st.lists(LINES, min_size=1, max_size=4))
    return (), (), answers, {"case_sensitive": draw(st.booleans())}


def _numeric(draw: st.DrawFn, ids: list[str]) -> Parts:
    return (), (), draw(NUMBERS), {"tolerance": abs(draw(NUMBERS))}


PARTS = {
    "single": _single,
    "code_reading": _single,
    "multiple": _multiple,
    "order": _order,
    "match": _match,
    "short_text": _short_text,
    "numeric": _numeric,
}
