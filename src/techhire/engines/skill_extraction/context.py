"""What a posting says about a name it mentions: required, preferred, not wanted, or not about the person."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from . import answers, cues, language, levels, mention_model, others, sections
from .cues import BOILERPLATE, NEGATED, PREFERRED, REQUIRED
from .mention_features import Sight
from .readings import BY_DEFAULT, BY_SECTION, EXPLICIT, Reading

Span = tuple[int, int]

_SECTION_READING = {
    sections.REQUIRED: (REQUIRED, BY_SECTION),
    sections.PREFERRED: (PREFERRED, BY_SECTION),
    sections.EXCLUDED: (NEGATED, BY_SECTION),
    sections.DUTIES: (REQUIRED, BY_DEFAULT),
    sections.OPENING: (REQUIRED, BY_DEFAULT),
    sections.COMPANY: (BOILERPLATE, BY_SECTION),
    sections.BENEFITS: (BOILERPLATE, BY_SECTION),
    sections.LEGAL: (BOILERPLATE, BY_SECTION),
    sections.APPLY: (BOILERPLATE, BY_SECTION),
}
_NEW_SUBJECT = re.compile(
    r"(?<!whether )(?<!if )(?<!that )\b(?:we|you|they|our|this|only|just|nosotros|usted|solo)\b",
    re.IGNORECASE,
)
_OTHER_OBJECT = re.compile(
    r"(?<!care )(?<!matter )\bif\b|\b(?:as long as|provided|because|since|unless|until|degree|diploma|college|"
    r"bachelor\S*|supervision|manager|desk job|junior|senior|entry[- ]level|internship|t[i\u00ed]tulo)\b|\w\s?:\s",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"\s(?:you|candidates|applicants|people|them)\s(?:on|about|to|for|in|with)\b", re.IGNORECASE
)
_LETTER = re.compile(r"\w")
_BESIDE = re.compile(r"(?: certifi(?:cation|cate)s?)?\s*[(,;\u2013\u2014-]", re.IGNORECASE)
_JOINTS = re.compile(r"(?:[\W\d_]|\b(?:and|or|certifi(?:cation|cate|ed)s?)\b)*", re.IGNORECASE)
"""What may stand in a list item that is names alone."""
_NEAREST = 16
"""Cues before a name that are looked at; what stands further back is over by then."""
_ABOUT_OTHERS = (sections.COMPANY, sections.BENEFITS, sections.LEGAL, sections.APPLY)


@dataclass(frozen=True)
class _Part:
    """What is known of a sentence as a whole: section, whether about benefits or the company, what follows."""

    section: str
    benefit: bool
    company: bool
    after: str


def read_mentions(
    text: str,
    spans: Sequence[Span],
    parts: Sequence[sections.Sentence],
    tongue: str | None = None,
    reader: mention_model.Reader | None = None,
) -> list[Reading]:
    """Return one reading per span; spans are sorted, half-open and in characters of `text`.

    `tongue` is what `language.detect` says of `text`, if the caller knows it. In English, and in what can be taken for
    it, a small model has a say beside the rules, and a larger `reader` where there is one.
    """
    sights, ruled = look(text, spans, parts)
    tongue = tongue or language.detect(text)
    if sights and (tongue == mention_model.LANGUAGE or language.may_be_english(text)):
        weighed = mention_model.weigh(sights, ruled, reader)
        held = [keep for sight in sights for keep in _settled(sight)]
        ruled = [old if keep else new for old, new, keep in zip(ruled, weighed, held, strict=True)]
    return [replace(one, level=None) if one.importance == NEGATED else one for one in ruled]


def _settled(sight: Sight) -> list[bool]:
    """Return of each name of a sentence whether the rules have the last word on it: what stands around the sentence,
    such as "no degree needed" below a list, says nothing of an item that is names alone, and words about others are
    clear.
    """
    rest, end = "", 0
    for low, high in sight.spans:
        rest, end = rest + sight.sentence[end:low] + " ", high
    listed = sight.section in (sections.REQUIRED, sections.PREFERRED)
    alone = listed and _JOINTS.fullmatch(rest + sight.sentence[end:]) is not None
    return [
        (alone and firmness == BY_SECTION) or others.is_about_others(sight.sentence[:start])
        for (start, _), (_, firmness) in zip(sight.spans, sight.ruled, strict=True)
    ]


def look(
    text: str, spans: Sequence[Span], parts: Sequence[sections.Sentence]
) -> tuple[list[Sight], list[Reading]]:
    """Return what the model would see of each sentence with spans, and what the rules read of each span."""
    starts = [part.start for part in parts]
    groups: dict[int, list[Span]] = {}
    for span in spans:
        groups.setdefault(max(0, bisect_right(starts, span[0]) - 1), []).append(span)
    sights: list[Sight] = []
    ruled: list[Reading] = []
    for index, group in groups.items():
        before = text[parts[index - 1].start : parts[index - 1].end] if index else ""
        sight, readings = _read_sentence(text, parts[index], group, (before, _after(text, parts, index)))
        sights.append(sight)
        ruled += readings
    return sights, ruled


def _after(text: str, parts: Sequence[sections.Sentence], index: int) -> str:
    """Return the sentence after one, or nothing where a heading on another line begins a new section: that says nothing
    of what stands above it.
    """
    if index + 1 == len(parts):
        return ""
    here, there = parts[index], parts[index + 1]
    is_new = there.section != here.section and "\n" in text[here.end - 1 : there.start + 1]
    return "" if is_new else text[there.start : there.end]


def _read_sentence(
    text: str, part: sections.Sentence, spans: Sequence[Span], around: tuple[str, str]
) -> tuple[Sight, list[Reading]]:
    """Return what the model sees of a sentence, and what the rules read of its names, each with its level."""
    sentence = text[part.start : max(part.end, spans[-1][1])]
    local = [(start - part.start, end - part.start) for start, end in spans]
    company = cues.is_company(sentence) or cues.continues_company(around[0], sentence)
    facts = _Part(part.section, cues.is_benefit(sentence), company, around[1])
    borders = _borders(sentence, local)
    readings = [_read_one(sentence, local, span, borders, facts) for span in local]
    ruled = [(one.importance, one.firmness) for one in readings]
    return Sight(sentence, local, borders, ruled, part.section, *around), readings


def _borders(sentence: str, spans: Sequence[Span]) -> list[int]:
    """Return the positions where segments of a sentence begin, names never cut in two."""
    ends = [m.end() for m in cues.SEGMENT_BREAK.finditer(sentence)]
    return [0, *[at for at in ends if not any(low < at < high for low, high in spans)], len(sentence)]


def _read_one(
    sentence: str, spans: Sequence[Span], span: Span, borders: Sequence[int], part: _Part
) -> Reading:
    at = bisect_right(borders, span[0]) - 1
    low, high = borders[at], max(borders[min(at + 1, len(borders) - 1)], span[1])
    if others.is_about_others(sentence[: span[0]]):
        return Reading(BOILERPLATE, None, EXPLICIT)
    said = cues.turned(sentence, span[1], _said(sentence, spans, span, low, high))
    said = _answered(sentence, spans, span, part.after, said)
    level = levels.suggest(_outside_parentheses(sentence[low : span[0]]), _own_item(sentence, span, high))
    if said == NEGATED:
        return Reading(NEGATED, level, EXPLICIT)
    if part.section in _ABOUT_OTHERS and not (said and cues.speaks_to_reader(sentence)):
        return Reading(BOILERPLATE, level, BY_SECTION)
    if (part.benefit and not _is_item(sentence, span, part)) or (part.company and not said):
        return Reading(BOILERPLATE, level, EXPLICIT)
    if said and not (said == REQUIRED and part.section in (sections.PREFERRED, sections.EXCLUDED)):
        return Reading(said, level, EXPLICIT)
    importance, firmness = _SECTION_READING[part.section]
    return Reading(importance, level, firmness)


def _is_item(sentence: str, span: Span, part: _Part) -> bool:
    """Return whether the name opens an item of a list of wants, and the benefit is said beside it in parentheses or
    behind a comma: "CompTIA A+ (we pay for the exam)".
    """
    listed = part.section in (sections.REQUIRED, sections.PREFERRED)
    beside = _BESIDE.match(sentence, span[1]) if listed and not _LETTER.search(sentence[: span[0]]) else None
    return beside is not None and not cues.is_benefit(sentence[: beside.end()])


def _said(sentence: str, spans: Sequence[Span], span: Span, low: int, high: int) -> str | None:
    """Return what the cues of the segment [low, high) say of the name at `span`, or None."""
    forward = _last_forward(sentence, spans, span, (low, high))
    backward = _first_backward(sentence, spans, span, high)
    if forward is None or backward is None:
        chosen = forward or backward
        return chosen[0] if chosen else None
    if NEGATED in (forward[0], backward[0]):
        return NEGATED if forward[0] == NEGATED or "," not in sentence[span[1] : backward[1]] else forward[0]
    between = sentence[span[1] : backward[1]]
    others = any(span[1] <= start < backward[1] for start, _ in spans)
    return forward[0] if "," in between and others else backward[0]


def _answered(sentence: str, spans: Sequence[Span], span: Span, after: str, said: str | None) -> str | None:
    """Return what is said of the last name of a sentence once the words after it are heard too."""
    if said not in (None, NEGATED) or span != spans[-1]:
        return said
    return answers.reading(sentence, span[1], after) or said


def _last_forward(sentence: str, spans: Sequence[Span], span: Span, bounds: Span) -> tuple[str, int] | None:
    """Return (importance, end) of the forward cue nearest before the name, in its segment and parentheses."""
    ahead = sorted(
        (match.end(), match.start(), importance)
        for importance, pattern, reach in _forward_cues(span[1], bounds[1])
        for match in pattern.finditer(sentence, bounds[0], reach)
        if match.end() <= span[0] + 1
    )
    found = [item for item in ahead[-_NEAREST:] if not _is_inside(spans, item[1])]
    found = [item for item in found if not _over(sentence[item[0] : span[0]], item[2])]
    found = [item for item in found if not any(_swallows(other, item) for other in found)]
    if not found:
        return None
    end, _, importance = max(found, key=lambda item: (item[0], item[2] == NEGATED))
    return importance, end


def _is_inside(spans: Sequence[Span], at: int) -> bool:
    """Whether a name of `spans`, which are sorted, reaches over the position."""
    before = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return before >= 0 and at < spans[before][1]


def _forward_cues(end: int, high: int) -> list[tuple[str, re.Pattern[str], int]]:
    """Return the patterns that look ahead, and how far each may read: some close only behind the name."""
    return [
        *((importance, pattern, end) for importance, pattern in cues.FORWARD),
        (NEGATED, cues.AROUND, high),
    ]


def _swallows(cue: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    """Return whether a cue (end, start, importance) makes another one part of itself.

    "cannot ... without" holds "without"; a refusal also takes the word right behind it, as in "no need to know".
    """
    end, start, importance = cue
    longer = end - start > other[0] - other[1]
    if start <= other[1] < end and longer and other[0] <= end:
        return True
    return importance == NEGATED != other[2] and start <= other[1] <= end + 1


def _first_backward(sentence: str, spans: Sequence[Span], span: Span, high: int) -> tuple[str, int] | None:
    """Return (importance, start) of the backward cue nearest after the name; a negated reading wins a tie."""
    if cues.TOUCHING.match(sentence, span[1]):
        return NEGATED, span[1]
    found = []
    for rank, (importance, pattern) in enumerate(cues.BACKWARD):
        for m in pattern.finditer(sentence, span[1], high):
            if not _belongs_to_another(sentence, spans, span, m.start()):
                found.append((m.start(), -(m.end() - m.start()), rank, importance))
    if not found:
        return None
    start, _, _, importance = min(found)
    return importance, start


def _belongs_to_another(sentence: str, spans: Sequence[Span], span: Span, at: int) -> bool:
    """Return whether a cue at `at` stands in parentheses with, or right behind, another name of its own."""
    between = sentence[span[1] : at]
    opened = between.rfind("(")
    if opened < 0 or ")" in between[opened:]:
        closed = between.rfind("(")
        return closed >= 0 and ")" in between[closed:] and _cue_inside(between[closed:])
    names_inside = any(span[1] + opened < start < at for start, _ in spans)
    names_before = any(span[1] <= start < span[1] + opened for start, _ in spans)
    return names_inside or names_before


def _cue_inside(text: str) -> bool:
    return any(pattern.search(text) for _, pattern in cues.BACKWARD)


def _over(between: str, importance: str) -> bool:
    """Return whether a cue's reach ended before the name: its parenthesis closed, or a new subject took over."""
    if between.count(")") > between.count("("):
        return True
    between = _OBJECT.sub("", between, count=1) if _OBJECT.match(between) else between
    return importance == NEGATED and bool(_NEW_SUBJECT.search(between) or _OTHER_OBJECT.search(between))


def _outside_parentheses(before: str) -> str:
    """Return the text before a name without closed parentheses, whose words belong to an earlier name."""
    return re.sub(r"\([^()]*\)", lambda m: " " * len(m.group()), before)


def _own_item(sentence: str, span: Span, high: int) -> str:
    """Return the rest of the name's own list item, up to a comma, "and" or the end of the segment."""
    rest = others.of_the_person(sentence[span[1] : high])
    cut = re.search(r",|;|\band\b|\bor\b|\by\b", rest)
    return rest[: cut.start()] if cut else rest
