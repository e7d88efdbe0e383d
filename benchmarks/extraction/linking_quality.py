"""How often the linker's first five labels are right, beside baselines in the same run, and how fast it is.

    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python benchmarks/extraction/linking_quality.py [--model]

RP@5 = hits in the first five / min(5, gold labels); MRR counts the first right label among the first ten. Tuned on
nothing here; see LINKING.md for what was looked at while building.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from unittest.mock import patch

import numpy as np
from linking_corpus import SETS, read_labels, read_validation
from sklearn.feature_extraction.text import TfidfVectorizer

from techhire.engines.skill_extraction import linking
from techhire.engines.skill_extraction.link_static import raw_vectors, read_tokenizer
from techhire.engines.skill_extraction.link_windows import scaled

Ranker = Callable[[Sequence[str]], list[list[int]]]
Case = tuple[str, list[str], list[set[int]]]


def ranker_of(scores: Callable[[Sequence[str]], np.ndarray]) -> Ranker:
    """First ten labels by a full score matrix (texts, labels), ties by label order."""
    return lambda texts: [list(np.argsort(-row, kind="stable")[:10]) for row in scores(texts)]


def tfidf(labels: list[str], **options: object) -> Callable[[Sequence[str]], np.ndarray]:
    """Cosine of TF-IDF vectors fitted on the labels."""
    vectorizer = TfidfVectorizer(**options)
    known = vectorizer.fit_transform(labels)
    return lambda texts: (vectorizer.transform(texts) @ known.T).toarray()


def untuned(labels: list[str]) -> Callable[[Sequence[str]], np.ndarray]:
    """Cosine of mean piece vectors as the wordllama wheel ships them."""
    raw, tokenizer = raw_vectors(), read_tokenizer()

    def encode(texts: Sequence[str]) -> np.ndarray:
        encoded = tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return scaled(np.stack([raw[one.ids].mean(axis=0) for one in encoded]), 0.0)

    known = encode(labels)
    return lambda texts: encode(texts) @ known.T


def of_index(index: linking.LabelIndex) -> Ranker:
    return lambda texts: [[label for label, _ in row] for row in index.rank(texts, 10)]


def marks(ranked: list[list[int]], gold: list[set[int]]) -> tuple[np.ndarray, np.ndarray]:
    """RP@5 and reciprocal rank of every text, in percent."""
    precise = [
        len(set(row[:5]) & right) / min(5, len(right)) for row, right in zip(ranked, gold, strict=True)
    ]
    first = [
        next((1 / at for at, label in enumerate(row, 1) if label in right), 0.0)
        for row, right in zip(ranked, gold, strict=True)
    ]
    return 100 * np.asarray(precise), 100 * np.asarray(first)


def report(name: str, ranker: Ranker, cases: list[Case]) -> None:
    """One line of the table: RP@5 / MRR for every set."""
    cells = []
    for _, texts, gold in cases:
        precise, first = marks(ranker(texts), gold)
        cells.append(f"{precise.mean():5.1f} / {first.mean():4.1f}")
    print(f"| {name:44} | {' | '.join(cells)} |", flush=True)


def interval(ranker: Ranker, case: Case, draws: int = 2000) -> str:
    """95 % bootstrap interval of RP@5 over texts, seed 0."""
    name, texts, gold = case
    precise, _ = marks(ranker(texts), gold)
    picks = np.random.default_rng(0).integers(0, len(precise), (draws, len(precise)))
    low, high = np.percentile(precise[picks].mean(axis=1), [2.5, 97.5])
    return f"{name}: {precise.mean():.1f} ({low:.0f} to {high:.0f}, {len(texts)} texts)"


def timed_rate(index: linking.LabelIndex, texts: list[str], least: int) -> float:
    """Texts a second by wall clock over at least ``least`` texts, after one warm-up batch."""
    many = (texts * (least // len(texts) + 1))[:least]
    index.rank(many[:64], 10)
    started = time.perf_counter()
    index.rank(many, 10)
    return least / (time.perf_counter() - started)


def agreement(index: linking.LabelIndex, texts: list[str]) -> float:
    """Share of the first five that an exact look at every row would also give."""
    short = of_index(index)(texts)
    with patch.object(linking, "CANDIDATES", len(index.owner)):
        full = of_index(index)(texts)
    return float(
        np.mean([len(set(one[:5]) & set(other[:5])) / 5 for one, other in zip(short, full, strict=True)])
    )


def built(labels: list[str], **options: linking.Encoder) -> tuple[linking.LabelIndex, float]:
    started = time.perf_counter()
    index = linking.build_index(labels, **options)
    return index, time.perf_counter() - started


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument(
        "--model", action="store_true", help="also measure the optional local model (minutes)"
    )
    options = arguments.parse_args()
    labels = read_labels()
    cases: list[Case] = [(name, *read_validation(name, labels)) for name in SETS]
    cases += [(f"{name} spans", *read_validation(name, labels, spans=True)) for name in SETS]
    print(
        f"| RP@5 / MRR, {len(labels)} labels | {' | '.join(f'{name} ({len(texts)})' for name, texts, _ in cases)} |"
    )
    print("|---" * (len(cases) + 1) + "|")
    words, grams = tfidf(labels), tfidf(labels, analyzer="char_wb", ngram_range=(3, 5))
    static = untuned(labels)
    report("word TF-IDF", ranker_of(words), cases)
    report("character TF-IDF", ranker_of(grams), cases)
    report("static vectors, untuned", ranker_of(static), cases)
    report("static vectors, untuned + character TF-IDF", ranker_of(lambda t: static(t) + grams(t)), cases)
    if options.model:
        model = linking.load_local_model()
        known = model.encode(labels)
        report("stock MiniLM", ranker_of(lambda texts: model.encode(texts) @ known.T), cases)
    with patch.object(linking, "load_ad_phrases", dict):
        report("TechHire without its phrase list", of_index(built(labels)[0]), cases)
    index, seconds = built(labels)
    report("TechHire", of_index(index), cases)
    tell(index, seconds, cases, 5000)
    if options.model:
        index, seconds = built(labels, encoder=model)
        report("TechHire with the local model", of_index(index), cases)
        tell(index, seconds, cases, 300)


def tell(index: linking.LabelIndex, seconds: float, cases: list[Case], least: int) -> None:
    """What stands below the table: intervals, speed, and what the short list costs."""
    sentences = [text for _, texts, _ in cases[: len(SETS)] for text in texts]
    print(
        "RP@5 with 95 % interval: "
        + "; ".join(interval(of_index(index), case) for case in cases[: len(SETS)])
    )
    print(f"index of {len(index.labels)} labels ({len(index.owner)} names) built in {seconds:.1f} s")
    print(f"{timed_rate(index, sentences, least):.0f} sentences a second")
    print(f"short list against every row: {agreement(index, sentences):.1%} of the first five agree")


if __name__ == "__main__":
    main()
