"""Names in a posting that look like tools and are in no vocabulary, so that a community can add them.

Two signs, our own: a name in a list whose other items are known skills ("Linux, iptables, Sendmail"), and a word in
the capitals of product names ("SELinux"). Both are looked for only in sentences that name a known skill.
"""

import re
from collections.abc import Iterator, Sequence

from . import sections
from .artifacts import mend
from .cue_patterns import read_list

MOST = 12
_ITEM = re.compile(r"[^,;/()•\n]+")
_JOINT = re.compile(r"(?<![^\S\n])\s+(?:and|or|y|o|e|u)\s+|^\s*(?:and|or|y|o)\s+", re.IGNORECASE)
_PRODUCT = re.compile(r"\b(?:[A-Z][a-z]+[A-Z]\w*|[A-Z]{2,}[a-z]+\w*|[a-z]+[A-Z]\w+|[A-Z]{3,6})\b(?![’'])")
_NAME = re.compile(r"[A-Za-z][\w.+#-]*(?:\s[A-Z][\w.+#-]*)?")
_AND_DO = re.compile(r"\s+(?:and|or|y|o|e|u)\s+[^\W\d_A-Z]")
_NO_TOOL = re.compile(
    r"\b(?:skills?|experience|knowledge|ability|years?|degree|certification|required|preferred|plus|etc|similar|other"
    r"|related|equivalent|software|tools?|systems?|work|team|strong|good|basic|more|including|such|like|training"
    r"|\w+(?:ing|ion|ment|ness|ance|ence|ity|ship|ers?|ly|al|ed|ies|ados?|ción|mente))$",
    re.IGNORECASE,
)
_SMALL = frozenset(
    word
    for name in ("stop_words_en", "stop_words_es", "everyday_words", "small_words")
    for word in read_list(name)
)
_CAPITALS = frozenset(
    """AAP ADA CEO CFO COO CTO DOE EEO EEOC EOE EST FTE FAQ GED GPA HRS LLC LLP MON FRI NOT PDT PST PTO TBD USA USD
    VEVRAA ZIP AND THE FOR YOU OUR ARE NEW JOB PAY BSC MSC BA BS MBA PHD COVID DOB LRB RRB LSB RSB LCB RCB""".split()  # noqa: SIM905  # a list read at a glance
)
_SECTIONS = frozenset({sections.REQUIRED, sections.PREFERRED, sections.DUTIES, sections.OPENING})
Span = tuple[int, int]


def unknown_names(text: str, known: Sequence[Span]) -> list[str]:
    """Names that look like tools outside the half-open `known` spans, as written, each once, at most MOST.

    Marks of text processing, as "-LRB-" for a bracket, are read as what they stand for.
    """
    text = mend(text)
    found: dict[str, str] = {}
    for sentence in sections.sentences(text):
        here = [span for span in known if sentence.start <= span[0] < sentence.end]
        if not here or sentence.section not in _SECTIONS:
            continue
        for start, end in [*_listed(text, sentence, here), *_products(text, sentence)]:
            name = text[start:end].strip(" .")
            clear = all(end <= first or last <= start for first, last in known)
            if clear and name.casefold() not in _SMALL and name.upper() not in _CAPITALS:
                found.setdefault(name.casefold(), name)
    return list(found.values())[:MOST]


def _products(text: str, sentence: sections.Sentence) -> Iterator[Span]:
    words = text[sentence.start : sentence.end]
    if not words.isupper():
        yield from ((m.start(), m.end()) for m in _PRODUCT.finditer(text, sentence.start, sentence.end))


def _listed(text: str, sentence: sections.Sentence, known: Sequence[Span]) -> Iterator[Span]:
    """Single names in a list of three or more of which two or more are known; "Install and replace" opens none."""
    items = [(m.start(), m.end()) for m in _ITEM.finditer(text, sentence.start, sentence.end)]
    items = [part for item in items for part in _parts(text, *item)]
    sure = [item for item in items if any(item[0] <= start and end <= item[1] for start, end in known)]
    if len(items) < 3 or len(sure) < 2:
        return
    for start, end in items:
        words = text[start:end].strip(" .\t")
        at = text.find(words, start) if words else start
        opens = not text[sentence.start : at].strip() and _AND_DO.match(text, at + len(words))
        if len(words) > 2 and _NAME.fullmatch(words) and not _NO_TOOL.search(words) and not opens:
            yield at, at + len(words)


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    for joint in _JOINT.finditer(text, start, end):
        if joint.start() > start:
            yield start, joint.start()
        start = joint.end()
    if end > start:
        yield start, end
