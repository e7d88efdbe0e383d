"""Texts made from labelled ones, without a label: words exchanged, clauses cut and joined, other words asked about.

They are for a teacher to label (see mention_teacher.py); most are poor English, and all are fresh arrangements of the
wordings a small model must tell apart. Nothing of them is kept.
"""

import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import skillspan
from mention_rows import INDEPENDENT, PHRASES, Seen, Span, looked_at

from techhire.engines.skill_extraction.cue_patterns import read_list
from techhire.engines.skill_extraction.link_static import raw_vectors, read_tokenizer

NEIGHBORS = 8
SHORTEST, LONGEST = 15, 220
BEFORE, AFTER = 0.22, 0.18
_WORD = re.compile(r"[A-Za-z]+(?:['\u2019][a-z]+)?")
_THING = re.compile(r"[A-Za-z][\w+#.&/-]*[\w+#]")
_CUT = re.compile(
    r"(?:[,;:\u2014\u2013.?!]|\s-)\s+|\s(?=(?:but|and|because|while|so|if|although|though|unless|which|since|as|when|"
    r"or|yet)\s)"
)
_GOES_ON = re.compile(
    r"\W*(?:it|they|that|those|these|both|but|not|no|never|its|their|this|he|she)\b", re.IGNORECASE
)
_SMALL = frozenset(read_list("small_words"))


@dataclass(frozen=True)
class Text:
    """A text with the half-open spans of its names, sorted, and those whose writers it is made of, joined by "+"."""

    text: str
    spans: tuple[Span, ...]
    writer: str


def texts_of(rows: Sequence[dict[str, str]]) -> list[Text]:
    """Return each text of the rows once, with its labelled names."""
    spans: dict[tuple[str, str], set[Span]] = {}
    for row in rows:
        at = row["text"].find(row["skill"])
        if at >= 0:
            spans.setdefault((row["text"], row["note"]), set()).add((at, at + len(row["skill"])))
    return [Text(text, _apart(found), writer) for (text, writer), found in spans.items()]


def _apart(spans: set[Span]) -> tuple[Span, ...]:
    """Return spans in order without those that begin inside another."""
    kept: list[Span] = []
    for span in sorted(spans):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return tuple(kept)


def of_ads(seed: int) -> list[Seen]:
    """Return a mention of each sentence of SkillSpan's train part, of a marked one or of any word, not labelled."""
    rng = random.Random(seed)
    sentences = skillspan.load("train")
    texts = ["", *(one.text for one in sentences), ""]
    found: list[Seen] = []
    for at, one in enumerate(sentences):
        words = [match.span() for match in _THING.finditer(one.text)]
        spans = _apart(set(one.spans["knowledge"] or [rng.choice(words)])) if words else ()
        before = f"{texts[at]}\n" if rng.random() < 0.4 else ""
        after = f"\n{texts[at + 2]}" if rng.random() < 0.4 else ""
        moved = [(low + len(before), high + len(before)) for low, high in spans]
        if moved:
            found += looked_at(before + one.text + after, moved, {rng.choice(moved)}, -1, "ads")
    return found


def among_strangers(mentions: Sequence[Seen], seed: int) -> list[Seen]:
    """Return the mentions, every fifth or so beside a sentence of another text, which a reader must learn to overlook.

    A sentence that goes on, or asks, keeps the neighbors it has; so does one that has any.
    """
    rng = random.Random(seed)
    sentences = [one.sight.sentence.strip() for one in mentions if one.writer != PHRASES]
    strangers = [one for one in sentences if SHORTEST < len(one) < LONGEST and not _GOES_ON.match(one)]
    varied = []
    for one in mentions:
        sight = one.sight
        if not (sight.before or _GOES_ON.match(sight.sentence)) and rng.random() < BEFORE:
            sight = sight._replace(before=rng.choice(strangers))
        if not (sight.after or sight.sentence.rstrip().endswith("?")) and rng.random() < AFTER:
            sight = sight._replace(after=rng.choice(strangers))
        varied.append(replace(one, sight=sight))
    return varied


class Maker:
    """Makes variants of texts; the same texts and seed give the same variants."""

    def __init__(self, texts: Sequence[Text], seed: int) -> None:
        self.texts = list(texts)
        self.weights = [4 if INDEPENDENT.fullmatch(one.writer) else 1 for one in texts]
        self.rng = random.Random(seed)

    def made(self, count: int) -> list[Seen]:
        """Return `count` mentions of variants, none labelled."""
        found: list[Seen] = []
        while len(found) < count:
            way = self.rng.choices(
                (self.reworded, self.spliced, self.joined, self.cut, self.asked), (30, 25, 10, 13, 22)
            )[0]
            made = way(self._pick())
            if made and way != self.reworded and self.rng.random() < 0.4:
                made = self._exchanged(made, 0.15)
            if made and made.spans:
                own = self.rng.choice(made.spans)
                found += list(looked_at(made.text, made.spans, {own}, -1, made.writer))
        return found[:count]

    def reworded(self, one: Text) -> Text:
        """Exchange some words for near ones."""
        return self._exchanged(one, self.rng.choice((0.1, 0.2, 0.3)))

    def spliced(self, one: Text) -> Text | None:
        """Let the end of another text follow the beginning of this one."""
        other = self._pick()
        places, others = self._cuts(one), self._cuts(other)
        if not (places and others):
            return None
        low, high = self.rng.choice(places).end(), self.rng.choice(others).end()
        left = [span for span in one.spans if span[1] <= low]
        right = [(a + low - high, b + low - high) for a, b in other.spans if a >= high]
        return Text(one.text[:low] + other.text[high:], (*left, *right), f"{one.writer}+{other.writer}")

    def joined(self, one: Text) -> Text:
        """Let another text follow."""
        other = self._pick()
        lead = one.text + self.rng.choice((" ", " ", "\n", "; ", ", and ", " but "))
        right = [(a + len(lead), b + len(lead)) for a, b in other.spans]
        return Text(lead + other.text, (*one.spans, *right), f"{one.writer}+{other.writer}")

    def cut(self, one: Text) -> Text | None:
        """Leave out what comes before or after one place."""
        places = self._cuts(one)
        if not places:
            return None
        place = self.rng.choice(places)
        if self.rng.random() < 0.5:
            kept = tuple(span for span in one.spans if span[1] <= place.start())
            return Text(f"{one.text[: place.start()]}.", kept, one.writer)
        at = place.end()
        return Text(one.text[at:], tuple((a - at, b - at) for a, b in one.spans if a >= at), one.writer)

    def asked(self, one: Text) -> Text | None:
        """Ask about another word of the text as if it were a name."""
        words = [
            match
            for match in _THING.finditer(one.text)
            if match.group().lower() not in _SMALL
            and not any(low < match.end() and match.start() < high for low, high in one.spans)
        ]
        capitals = [match for match in words if match.start() and match.group()[0].isupper()]
        chosen = capitals if capitals and self.rng.random() < 0.5 else words
        return Text(one.text, (self.rng.choice(chosen).span(),), one.writer) if chosen else None

    def _pick(self) -> Text:
        return self.rng.choices(self.texts, self.weights)[0]

    def _cuts(self, one: Text) -> list[re.Match[str]]:
        """Return the places where a clause may end, none inside a name."""
        return [
            match
            for match in _CUT.finditer(one.text)
            if not any(low < match.end() and match.start() < high for low, high in one.spans)
        ]

    def _exchanged(self, one: Text, share: float) -> Text:
        text, spans, at = "", [], 0
        for low, high in one.spans:
            text += self._words(one.text[at:low], share)
            spans.append((len(text), len(text) + high - low))
            text += one.text[low:high]
            at = high
        return Text(text + self._words(one.text[at:], share), tuple(spans), one.writer)

    def _words(self, part: str, share: float) -> str:
        return _WORD.sub(lambda match: self._near(match.group(), share), part)

    def _near(self, word: str, share: float) -> str:
        near = self.near.get(word.lower())
        if not near or self.rng.random() >= share:
            return word
        other = self.rng.choice(near)
        return other.capitalize() if word[0].isupper() else other

    @cached_property
    def near(self) -> dict[str, list[str]]:
        """Return the closest words of each word that the texts use twice, by the vectors of its pieces."""
        used = Counter(match.group().lower() for one in self.texts for match in _WORD.finditer(one.text))
        words = [word for word, times in used.items() if times > 1]
        raw = raw_vectors()
        encoded = read_tokenizer().encode_batch(words, add_special_tokens=False)
        vectors = np.array([raw[one.ids].mean(axis=0) for one in encoded])
        vectors -= vectors.mean(axis=0)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-6
        closest = np.argsort(-(vectors @ vectors.T), axis=1)[:, 1 : NEIGHBORS + 1]
        return {word: [words[at] for at in row] for word, row in zip(words, closest, strict=True)}
