"""Cutting a posting into the parts a reader takes in one at a time: bullets and sentences, with their
offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BULLET = re.compile(r"[ \t]*(?:[-*•·▪◦o–—](?=[ \t])|\d{1,2}[.)](?=[ \t]))?[ \t]*")
_SENTENCE_END = re.compile(
    r"(?<!\b[A-Za-z])(?<!\.[A-Za-z])[.!?;]+[ \t]+(?=[A-Z0-9\"“(])(?!(?<=\b[Mm][aá]x\.[ \t])\d)|;[ \t]*"
)
"""A dot before a capital or a figure; "Max. 35" is one thing, as is "E. coli"."""
LONGEST_SEGMENT = 2_000
"""Text without sentences is cut here, so that the time to check grows with the length and not its square."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A bullet or sentence. `start` to `end` is its text; `cut_start` to `cut_end` is what goes when it goes,
    its bullet and line break or its following space included.
    """

    text: str
    start: int
    end: int
    cut_start: int
    cut_end: int


def segments(text: str) -> Iterator[Segment]:
    """The bullets and sentences of the text, in order. Blank lines give none."""
    position = 0
    for line in text.splitlines(keepends=True):
        body = line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029").rstrip()
        bullet = _BULLET.match(body)
        first = bullet.end() if bullet else 0
        if first < len(body):
            yield from _sentences(
                text, position, position + first, position + len(body), position + len(line)
            )
        position += len(line)


def _sentences(text: str, line_start: int, start: int, end: int, line_end: int) -> Iterator[Segment]:
    cuts = [start]
    cuts += [match.end() for match in _SENTENCE_END.finditer(text, start, end) if match.end() < end]
    cuts = [
        cut
        for here, following in zip(cuts, [*cuts[1:], end], strict=True)
        for cut in _short(text, here, following)
    ]
    cuts.append(end)
    for here, following in zip(cuts, cuts[1:], strict=False):
        whole_line = here == start and following == end
        stop = here + len(text[here:following].rstrip())
        cut = (line_start, line_end) if whole_line else (here, following)
        if stop > here:
            yield Segment(text[here:stop], here, stop, *cut)


def _short(text: str, start: int, end: int) -> Iterator[int]:
    """Starts of pieces of at most LONGEST_SEGMENT characters, cut after a space where there is one."""
    while end - start > LONGEST_SEGMENT:
        yield start
        space = text.rfind(" ", start, start + LONGEST_SEGMENT)
        start = space + 1 if space > start else start + LONGEST_SEGMENT
    yield start
