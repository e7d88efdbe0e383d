"""Where a sentence stands in a posting: under requirements, nice to have, duties, the company, benefits, the law.

Headings are found on lines of their own and, in postings that lost their line breaks, in front of a colon. English
and Spanish wordings; the list is our own reading of common postings.
"""

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass

from .cue_patterns import read_list

REQUIRED = "required"
PREFERRED = "preferred"
DUTIES = "duties"
COMPANY = "company"
BENEFITS = "benefits"
LEGAL = "legal"
APPLY = "apply"
EXCLUDED = "excluded"
OPENING = "opening"

_ORDER = (EXCLUDED, PREFERRED, REQUIRED, DUTIES, COMPANY, BENEFITS, LEGAL, APPLY)
_WORDINGS = {name: "|".join(read_list(f"heading_{name}")) for name in _ORDER}
_LINE = {name: re.compile(rf"^(?:{body})\s*$", re.IGNORECASE) for name, body in _WORDINGS.items()}
_INLINE = re.compile(
    r"(?:^|[\n.;!?\u2022)*]|(?<=\s)-)[^\S\n]*(?P<all>"
    + "|".join(f"(?P<{k}>(?:{v}))" for k, v in _WORDINGS.items())
    + r")\s*:",
    re.IGNORECASE,
)
_DECORATION = " \t\r\n#*_-=~\u2022\u2013\u2014>|:"
_MAX_HEADING = 70
_ASIDE = re.compile(r"\s*\((?P<words>[^()\d$%]+)\)$")
"""Words in parentheses behind a heading: "Nice to have (not required)", "Skills (preferred)"."""
_BREAK = re.compile(
    r"\r?\n+|[\u2022\u25aa\u25cf\u2023]|\s\*\s|;\.?\s|(?<=[.!?])\.?[\"')\u201d]?\s+(?=[\"'(\u201c\u00bf\u00a1]?[A-Z\u00c0-\u00dd0-9])"
    r"|(?<=[a-z]{3}[.!?])(?=[A-Z][a-z]{2})"
)
_LONGEST = 1000
"""Characters of a sentence; longer than any that people write."""
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|inc|ltd|co|corp|sr|jr|dr|mr|ms|mrs|st|no|dept|approx|incl|esp|ex|u\.s|u\.k|min|max)\.|"
    r"\b[A-Z]\.)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sentence:
    """A half-open span of the text and the section it stands in."""

    start: int
    end: int
    section: str


def sentences(text: str) -> list[Sentence]:
    """Return the sentences (and list items, and headings) of `text` in order, each with its section.

    What goes on for more than a thousand characters is cut between words: all that is read of a sentence looks at it
    once for each name in it.
    """
    marks = sorted(_headings(text))
    positions = [at for at, _ in marks]
    cuts = {at for at, _ in marks}
    result = []
    spoken, since = OPENING, -1
    for start, end in _short(text, _pieces(text, cuts)):
        announced = section_of_heading(text[start:end])
        if announced:
            spoken, since = announced, start
        at = bisect.bisect_right(positions, start) - 1
        section = marks[at][1] if at >= 0 and positions[at] >= since else spoken
        if text[start:end].strip():
            result.append(Sentence(start, end, section))
    return result


def section_of_heading(line: str) -> str | None:
    """Return the section a line announces, or None when it is not a heading."""
    if len(line) > _MAX_HEADING:
        return None
    plain = line.strip(_DECORATION).replace("\u2019", "'").rstrip("?!.")
    aside = _ASIDE.search(plain)
    if aside:
        named = (_announced(plain[: aside.start()].rstrip(_DECORATION)), _announced(aside.group("words")))
        return PREFERRED if PREFERRED in named and named[0] else _announced(plain)
    return _announced(plain)


def _announced(plain: str) -> str | None:
    if not plain:
        return None
    return next((name for name, pattern in _LINE.items() if pattern.match(plain)), None)


def _headings(text: str) -> Iterator[tuple[int, str]]:
    """Yield (position, section) of every heading; a blank-separated unknown heading resets to duties."""
    at = 0
    for line in text.splitlines(keepends=True):
        section = section_of_heading(line)
        if section:
            yield at, section
        elif _looks_like_heading(line):
            yield at, COMPANY if re.match(r"\W*about\b", line, re.IGNORECASE) else DUTIES
        at += len(line)
    for match in _INLINE.finditer(text):
        name = next(key for key in _WORDINGS if match.group(key) is not None)
        yield match.start("all"), name


def _short(text: str, pieces: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in pieces:
        while end - start > _LONGEST:
            space = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
            cut = space + 1 if space >= 0 else start + _LONGEST
            yield start, cut
            start = cut
        yield start, end


def _looks_like_heading(line: str) -> bool:
    plain = line.strip()
    words = plain.strip(_DECORATION).split()
    if not 1 <= len(words) <= 6 or plain.startswith(("-", "*", "\u2022")):
        return False
    return (
        plain.endswith(":") and len(plain) < 50 or bool(re.match(r"#{1,4} |\*\*.+\*\*$|About [A-Z]", plain))
    )


def _pieces(text: str, cuts: set[int]) -> Iterator[tuple[int, int]]:
    ends = {
        m.start(): m.end()
        for m in _BREAK.finditer(text)
        if not _ABBREVIATION.search(text, max(0, m.start() - 6), m.start())
    }
    for cut in cuts:
        ends.setdefault(cut, cut)
    start = 0
    for at in sorted(ends):
        if at >= start:
            yield start, at
            start = ends[at]
    yield start, len(text)
