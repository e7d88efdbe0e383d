"""Skills that no name matches: phrases such as "troubleshoot workstations for staff", offered to a linker.

The linker is any callable that ranks labels for phrases; this module only says where the phrases are.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from . import cues, sections
from .artifacts import mend
from .tagger import KINDS, Tagger, load_tagger

Linker = Callable[[list[str]], list[list[tuple[int, float]]]]
Span = tuple[int, int]

_LEAD = re.compile(
    r"\b(?:responsible for|ability to|able to|experience (?:in|with)|knowledge of|you(?:'ll| will)?|to|"
    r"skilled (?:in|at)|capacidad (?:de|para)|experiencia (?:en|con)|conocimientos? de)\s+",
    re.IGNORECASE,
)
_CUT = re.compile(r"[,;:.()]|\s(?:and|or|y|o)\s(?=\w+(?:ing|ar|er|ir)?\s)")
_MAX_WORDS = 12
_NOT_ABOUT_SKILLS = (sections.COMPANY, sections.BENEFITS, sections.LEGAL, sections.APPLY, sections.EXCLUDED)


@dataclass(frozen=True)
class Phrase:
    """A phrase that may describe a skill: half-open span in characters of the text, and "skill" or "knowledge"."""

    start: int
    end: int
    text: str
    kind: str


@dataclass(frozen=True)
class Proposal:
    """A phrase with the labels a linker ranked for it: (label index, score), best first."""

    phrase: Phrase
    labels: tuple[tuple[int, float], ...]


def candidate_phrases(text: str, tagger: Tagger | None = None) -> list[Phrase]:
    """Return the phrases of `text` that read like skills, in order; sentences about company, pay or law give none.

    `tagger` defaults to the one in the package; where its weights are absent, plain rules cut duties into phrases.
    """
    mended = mend(text)
    marker = tagger or load_tagger()
    found = []
    for part in sections.sentences(mended):
        sentence = mended[part.start : part.end]
        if part.section not in _NOT_ABOUT_SKILLS and not cues.is_benefit(sentence):
            spans = _tagged(sentence, marker) if marker else _ruled(sentence)
            found += [(part.start + low, part.start + high, kind) for low, high, kind in spans]
    return [Phrase(low, high, text[low:high], kind) for low, high, kind in sorted(set(found))]


def propose(text: str, named: Sequence[Span], linker: Linker, *, least: float = 0.0) -> list[Proposal]:
    """Return the phrases outside the spans in `named`, each with the labels the linker scores at least `least`."""
    phrases = [
        one for one in candidate_phrases(text) if not any(a < one.end and one.start < b for a, b in named)
    ]
    if not phrases:
        return []
    ranked = linker([one.text for one in phrases])
    kept = [tuple((label, score) for label, score in labels if score >= least) for labels in ranked]
    return [Proposal(one, labels) for one, labels in zip(phrases, kept, strict=True) if labels]


def _tagged(sentence: str, tagger: Tagger) -> Iterator[tuple[int, int, str]]:
    spans = tagger.spans(sentence)
    for kind in KINDS:
        for low, high in spans.get(kind, []):
            yield low, high, kind


def _ruled(sentence: str) -> Iterator[tuple[int, int, str]]:
    """Yield the pieces between commas and conjunctions, lead-ins such as "ability to" taken off."""
    start = 0
    for end in [*(match.start() for match in _CUT.finditer(sentence)), len(sentence)]:
        leads = list(_LEAD.finditer(sentence, start, end))
        low = leads[-1].end() if leads else start
        piece = sentence[low:end]
        low += len(piece) - len(piece.lstrip(" ,;:.()-*\u2022"))
        high = low + len(sentence[low:end].rstrip())
        if 2 <= len(sentence[low:high].split()) <= _MAX_WORDS:
            yield low, high, "skill"
        start = end
