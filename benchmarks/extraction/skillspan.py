"""SkillSpan as texts with character spans, and the scores of spans found in them."""

import gzip
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SHARED = Path(os.environ.get("TECHHIRE_SHARED_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
KINDS = ("skill", "knowledge")
Span = tuple[int, int]


@dataclass(frozen=True)
class Sentence:
    """One sentence and the spans its annotators marked, by kind; `posting` tells sentences of one posting."""

    text: str
    spans: dict[str, list[Span]]
    posting: int


def load(part: str) -> list[Sentence]:
    """Return the sentences of "train" or "dev"."""
    with gzip.open(SHARED / "skillspan" / f"{part}.json.gz", "rt", encoding="utf-8") as file:
        return [_sentence(json.loads(line)) for line in file]


def _sentence(row: dict[str, list[str]]) -> Sentence:
    starts, at = [], 0
    for token in row["tokens"]:
        starts.append(at)
        at += len(token) + 1
    ends = [start + len(token) for start, token in zip(starts, row["tokens"], strict=True)]
    spans = {kind: _spans(row[f"tags_{kind}"], starts, ends) for kind in KINDS}
    return Sentence(" ".join(row["tokens"]), spans, int(str(row["idx"])))


def _spans(tags: Sequence[str], starts: Sequence[int], ends: Sequence[int]) -> list[Span]:
    found: list[Span] = []
    for index, tag in enumerate(tags):
        if tag == "B" or (tag == "I" and (index == 0 or tags[index - 1] == "O")):
            found.append((starts[index], ends[index]))
        elif tag == "I":
            found[-1] = (found[-1][0], ends[index])
    return found


def f1(gold: Sequence[Sequence[Span]], found: Sequence[Sequence[Span]], strict: bool) -> float:
    """Return the span F1 over all sentences: equal spans when strict, else spans that share a character.

    Overlapping: precision is the share of found spans that touch a gold one, recall of gold spans touched.
    """
    hit_found = hit_gold = 0
    for truth, guess in zip(gold, found, strict=True):
        if strict:
            common = len(set(truth) & set(guess))
            hit_found, hit_gold = hit_found + common, hit_gold + common
        else:
            hit_found += sum(any(a < d and c < b for a, b in truth) for c, d in guess)
            hit_gold += sum(any(a < d and c < b for c, d in guess) for a, b in truth)
    precision = hit_found / max(1, sum(map(len, found)))
    recall = hit_gold / max(1, sum(map(len, gold)))
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
