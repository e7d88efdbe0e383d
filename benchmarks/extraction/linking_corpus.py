"""What the linker is trained and measured on: label lists, validation sentences and made-up ads.

Training sentences are real SkillSpan ads (train part, MIT license) whose marked spans are replaced by names of other
skills: ESCO labels, their other names, and the phrases of the package's own lexicon. Sentences that also stand in a
validation set are left out.
"""

import csv
import gzip
import json
import os
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from techhire.engines.skill_extraction.link_lexicon import load_ad_phrases
from techhire.engines.skill_extraction.link_text import bare_name

DATA = Path(os.environ.get("TECHHIRE_SHARED_DATA", Path(__file__).parents[2] / "../shared/data"))
SETS = ("tech", "house")
Slot = str | None


def rows_of(name: str) -> Iterator[dict[str, str]]:
    """Rows of a gzipped CSV below the shared data folder."""
    with gzip.open(DATA / name, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def read_labels() -> list[str]:
    """The preferred ESCO labels in the order of the published list."""
    return [row["label"] for row in rows_of("esco_linking/esco_preferred_labels.csv.gz")]


def read_validation(name: str, labels: list[str], *, spans: bool = False) -> tuple[list[str], list[set[int]]]:
    """Texts and their gold labels. The text is the sentence, as published, or the span an annotator linked.

    Rows whose label is not in the list are skipped, and with them texts that have no other row.
    """
    number = {label: at for at, label in enumerate(labels)}
    gold: dict[str, set[int]] = {}
    for row in rows_of(f"esco_linking/{name}_validation_annotations.csv.gz"):
        if row["label"] in number:
            text = (row["sub_span"] or row["span"]) if spans else row["sentence"]
            gold.setdefault(text, set()).add(number[row["label"]])
    return list(gold), list(gold.values())


@dataclass(frozen=True)
class Described:
    """What ESCO says of a label: its other names and a description."""

    names: list[str]
    description: str


def acting_words(labels: list[str]) -> set[str]:
    """Words that begin skill names and hardly stand inside them: ``manage``, ``perform``, ``write``."""
    split = [label.lower().split() for label in labels if label.strip()]
    first = Counter(words[0] for words in split)
    inside = Counter(word for words in split for word in words[1:])
    return {word for word, count in first.items() if count >= 3 and inside[word] < count / 2}


def read_described(labels: list[str]) -> dict[str, Described]:
    """Cut ESCO's fused text (label, other names, description in one cell) at the known label and first sentence."""
    acting = acting_words(labels)
    starts: dict[str, list[str]] = {}
    for label in sorted(labels, key=len, reverse=True):
        starts.setdefault(label[:3], []).append(label)
    found: dict[str, Described] = {}
    for row in rows_of("esco/skills.csv.gz"):
        text = row["description"]
        label = next(
            (one for one in starts.get(text[:3], []) if text == one or text.startswith(f"{one} ")), None
        )
        if label is not None:
            found[label] = _described(label, text[len(label) :].split(), acting)
    return found


def _described(label: str, rest: list[str], acting: set[str]) -> Described:
    cut = next((at for at in range(len(rest) - 3) if _begins_sentence(rest, at)), None)
    if cut is None:
        cut = 0 if rest and rest[-1].endswith(".") else len(rest)
    names = _split_names(rest[:cut], max(1, len(label.split())), label.lower().split()[0] in acting, acting)
    return Described(names, " ".join(rest[cut:]))


def _split_names(words: list[str], size: int, is_action: bool, acting: set[str]) -> list[str]:
    """Other names stand one after another without a mark: cut before acting words, else into equal lengths."""
    if not words:
        return []
    if is_action:
        starts = [at for at, word in enumerate(words) if at == 0 or word in acting]
    else:
        starts = list(range(0, len(words), size)) if len(words) > size + 2 else [0]
    names = [" ".join(words[at:end]) for at, end in zip(starts, [*starts[1:], len(words)], strict=True)]
    return [name for name in names if len(names) == 1 or len(name.split()) >= min(2, size)]


def _begins_sentence(words: list[str], at: int) -> bool:
    return words[at][:1].isupper() and words[at][1:] == words[at][1:].lower() and words[at + 1][:1].islower()


@dataclass
class Sampler:
    """Makes training texts with the labels they speak of; every choice comes from ``rng``."""

    labels: list[str]
    rng: random.Random
    common_share: float = 0.5
    described: dict[str, Described] = field(init=False)
    acting: set[str] = field(init=False)
    said: dict[str, tuple[str, ...]] = field(init=False)
    frames: list[list[Slot]] = field(init=False)

    def __post_init__(self) -> None:
        self.described = read_described(self.labels)
        self.acting = acting_words(self.labels)
        lexicon = load_ad_phrases()
        self.said = {label: lexicon[label.lower()] for label in self.labels if label.lower() in lexicon}
        self.frames = _frames({text for name in SETS for text in read_validation(name, self.labels)[0]})
        self._pools = {
            (kind, common): [one for one in pool if self._kind(one) == kind]
            for kind in "SK"
            for common, pool in ((True, list(self.said)), (False, self.labels))
        }

    def batch(self, size: int) -> tuple[list[str], list[list[str]]]:
        """``size`` texts and their labels: six in ten whole sentences, the rest single phrases or descriptions."""
        made: list[tuple[str, list[str]]] = []
        while len(made) < size:
            text, labels = self._sentence() if self.rng.random() < 0.6 else self._single()
            if labels and text:
                made.append((text, labels))
        return [text for text, _ in made], [labels for _, labels in made]

    def _kind(self, label: str) -> str:
        return "S" if label.lower().split()[0] in self.acting else "K"

    def _pick(self, kind: str) -> str:
        return self.rng.choice(self._pools[kind, self.rng.random() < self.common_share])

    def _sentence(self) -> tuple[str, list[str]]:
        words: list[str] = []
        labels: list[str] = []
        frame = self.rng.choice(self.frames)
        for slot in frame:
            if slot in ("S", "K"):
                if len(labels) == 3:
                    break
                labels.append(self._pick(slot))
                words.append(self._as_action(self._phrase(labels[-1])))
            elif slot:
                words.append(slot)
        return " ".join(words), labels

    def _single(self) -> tuple[str, list[str]]:
        label = self._pick(self.rng.choice("SSK"))
        description = self.described[label].description if label in self.described else ""
        if description and self.rng.random() < 0.3:
            parts = re.split(r"(?<=[.;]) ", description)
            return (self.rng.choice(parts) if self.rng.random() < 0.6 else description), [label]
        return self._phrase(label), [label]

    def _phrase(self, label: str) -> str:
        if label in self.said and self.rng.random() < 0.7:
            return self.rng.choice(self.said[label])
        names = self.described[label].names if label in self.described else []
        return self.rng.choice(names) if names and self.rng.random() < 0.65 else bare_name(label)

    def _as_action(self, phrase: str) -> str:
        first, _, rest = phrase.partition(" ")
        if first.lower() not in self.acting or self.rng.random() > 0.35:
            return phrase
        stem = first[:-1] if first.endswith("e") and not first.endswith("ee") else first
        return f"{stem}ing {rest}".strip()


def _frames(excluded: set[str]) -> list[list[Slot]]:
    frames = []
    with gzip.open(DATA / "skillspan/train.json.gz", "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if len(row["tokens"]) <= 60 and " ".join(row["tokens"]) not in excluded:
                frames.append(_frame(row))
    return [frame for frame in frames if any(slot in ("S", "K") for slot in frame)]


def _frame(row: dict[str, list[str]]) -> list[Slot]:
    """The sentence with each marked span as one slot: S for a skill, K for knowledge; skills win where both are."""
    slots: list[Slot] = []
    for word, skill, knowledge in zip(row["tokens"], row["tags_skill"], row["tags_knowledge"], strict=True):
        tag, kind = (skill, "S") if skill != "O" else (knowledge, "K")
        if tag == "O":
            slots.append(word)
        elif tag.startswith("B") or not slots or slots[-1] != kind:
            slots.append(kind)
    return slots
