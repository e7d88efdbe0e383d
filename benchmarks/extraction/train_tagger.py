"""Estimate the span tagger's weights from the train part of SkillSpan and write them into the package.

Run: python benchmarks/extraction/train_tagger.py --check   (three-fold check within train, nothing written)
     python benchmarks/extraction/train_tagger.py           (train on all of train, write data/tagger.npz)
Deterministic: the order of sentences comes from a fixed seed. The dev part is never read here.
"""

import argparse
from pathlib import Path

import numpy as np
import skillspan
from numba import njit

import techhire.engines.skill_extraction.tagger as package
from techhire.engines.skill_extraction.tagger import Field, Tagger
from techhire.engines.skill_extraction.tagger_features import BUCKETS, features, tokens

SEED = 7
EPOCHS = 10
RATE = 0.1
DECAY = 1e-4
OUTSIDE_OFFSET = {"skill": -0.7, "knowledge": -0.8}
TARGET = Path(package.__file__).parent / "data" / package.WEIGHTS


@njit(cache=True)
def _log_sum(values):
    top = values.max()
    return top + np.log(np.exp(values - top).sum())


@njit(cache=True)
def _marginals(scores, transitions, first):
    """Return (tag marginals (n, 3), summed pair marginals (3, 3)) of a chain."""
    n = scores.shape[0]
    ahead, behind = np.empty((n, 3)), np.zeros((n, 3))
    ahead[0] = scores[0] + first
    for t in range(1, n):
        for tag in range(3):
            ahead[t, tag] = scores[t, tag] + _log_sum(ahead[t - 1] + transitions[:, tag])
    for t in range(n - 2, -1, -1):
        for tag in range(3):
            behind[t, tag] = _log_sum(transitions[tag] + scores[t + 1] + behind[t + 1])
    total = _log_sum(ahead[n - 1])
    pairs = np.zeros((3, 3))
    for t in range(n - 1):
        for a in range(3):
            for b in range(3):
                pairs[a, b] += np.exp(
                    ahead[t, a] + transitions[a, b] + scores[t + 1, b] + behind[t + 1, b] - total
                )
    return np.exp(ahead + behind - total), pairs


@njit(cache=True)
def _step(weights, sums, row, gradient):
    """Move one row of weights against its gradient by AdaGrad (Duchi, Hazan and Singer 2011)."""
    for tag in range(3):
        slope = gradient[tag] + DECAY * weights[row, tag]
        sums[row, tag] += slope * slope
        weights[row, tag] -= RATE * slope / np.sqrt(sums[row, tag])


@njit(cache=True)
def _fit(corpus, order, weights, sums, chain, chain_sums):
    """Pass once over the sentences in `order`; chain holds transitions in rows 0-2 and first tags in row 3."""
    hashed, tags, bounds = corpus
    for sentence in order:
        low, high = bounds[sentence], bounds[sentence + 1]
        if high == low:
            continue
        scores = np.zeros((high - low, 3))
        for t in range(low, high):
            for row in hashed[t]:
                scores[t - low] += weights[row]
        marginals, pairs = _marginals(scores, chain[:3], chain[3])
        first = marginals[0].copy()
        first[tags[low]] -= 1
        for t in range(low, high):
            if t + 1 < high:
                pairs[tags[t], tags[t + 1]] -= 1
            marginals[t - low, tags[t]] -= 1
            for row in hashed[t]:
                _step(weights, sums, row, marginals[t - low])
        for tag in range(3):
            _step(chain, chain_sums, tag, pairs[tag])
        _step(chain, chain_sums, 3, first)


def tag_words(places: list[skillspan.Span], spans: list[skillspan.Span]) -> list[int]:
    """Return the tag of each word: begin where a span starts, inside where it goes on, else outside."""
    tags = []
    for start, end in places:
        inside = next((span for span in spans if span[0] < end and start < span[1]), None)
        tags.append(0 if inside is None else 1 if start == inside[0] else 2)
    return tags


def train(sentences: list[skillspan.Sentence], kind: str) -> Field:
    """Return the field of one kind of span."""
    places = [tokens(sentence.text) for sentence in sentences]
    words = [[s.text[a:b] for a, b in spans] for s, spans in zip(sentences, places, strict=True)]
    hashed = np.concatenate([features(row) for row in words if row])
    tags = np.array(
        [tag for s, spans in zip(sentences, places, strict=True) for tag in tag_words(spans, s.spans[kind])]
    )
    bounds = np.cumsum([0, *map(len, words)])
    weights, sums = np.zeros((BUCKETS, 3)), np.full((BUCKETS, 3), 1e-2)
    chain, chain_sums = np.zeros((4, 3)), np.full((4, 3), 1.0)
    chain[0, 2] = chain[3, 2] = -8.0
    rng = np.random.default_rng(SEED)
    for _ in range(EPOCHS):
        order = rng.permutation(len(sentences))
        _fit((hashed, tags, bounds), order, weights, sums, chain, chain_sums)
    return compact(weights, chain, OUTSIDE_OFFSET[kind])


def compact(weights: np.ndarray, chain: np.ndarray, offset: float) -> Field:
    """Return the field with emission weights rounded to int8 and the score of "outside" moved by `offset`."""
    scale = float(np.quantile(np.abs(weights[weights != 0]), 0.9999)) / 127
    emissions = np.clip(np.rint(weights / scale), -127, 127).astype(np.int8)
    chain = chain.copy()
    chain[:, 0] += offset
    return Field(emissions, scale, chain[:3].astype(np.float32), chain[3].astype(np.float32))


def check(sentences: list[skillspan.Sentence], folds: int = 3) -> None:
    """Print strict and overlapping F1 on held-out thirds of train, cut along the file."""
    for kind in skillspan.KINDS:
        gold, found = [], []
        for part in np.array_split(np.arange(len(sentences)), folds):
            held = set(part.tolist())
            field = train([s for i, s in enumerate(sentences) if i not in held], kind)
            tagger = Tagger({kind: field})
            gold += [sentences[i].spans[kind] for i in part]
            found += [tagger.spans(sentences[i].text)[kind] for i in part]
        strict, loose = skillspan.f1(gold, found, True), skillspan.f1(gold, found, False)
        counts = f"{sum(map(len, found))} of {sum(map(len, gold))} spans"
        print(f"{kind:10} strict {strict:.3f}  overlapping {loose:.3f}  {counts}")


def main() -> None:
    """Check within train, or train on all of it and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    sentences = skillspan.load("train")
    if parser.parse_args().check:
        check(sentences)
        return
    store = {}
    for kind in skillspan.KINDS:
        field = train(sentences, kind)
        for name in ("emissions", "scale", "transitions", "first"):
            store[f"{kind}_{name}"] = np.asarray(getattr(field, name))
    TARGET.parent.mkdir(exist_ok=True)
    np.savez_compressed(TARGET, **store)
    print(f"wrote {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
