"""Estimate the weights of the model that reads how a mention is meant, and write them into the package.

Run: python benchmarks/extraction/train_context.py --check   (cross-validation by writer, nothing written)
     python benchmarks/extraction/train_context.py           (train on everything, write data/mentions.npz)
Reads context_training.csv (columns as in context_sentences.csv; note names the writer's voice) and
context_phrases.csv (columns expected, phrase; _ stands for the skill) beside this file. All of it was written for
this project. Deterministic: carriers of phrases and the order of steps come from a fixed seed.
"""

import argparse
import csv
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from sklearn.model_selection import GroupKFold
from sklearn.svm import LinearSVC

import techhire.engines.skill_extraction.mention_model as package
from techhire.engines.skill_extraction import context, sections
from techhire.engines.skill_extraction.artifacts import mend
from techhire.engines.skill_extraction.mention_features import BUCKETS, Features, features
from techhire.engines.skill_extraction.mention_model import MARGINS, READINGS, MentionModel
from techhire.engines.skill_extraction.readings import BY_DEFAULT, EXPLICIT, Reading
from techhire.engines.skill_extraction.vocabulary import NameRow, Vocabulary

HERE = Path(__file__).parent
TARGET = Path(package.__file__).parent / "data" / package.WEIGHTS
SEED = 7
FOLDS = 5
COST, PHRASE_WEIGHT = 0.1, 0.5
COSTS, PHRASE_WEIGHTS = (0.03, 0.05, 0.1), (0.3, 0.5, 1.0)
SKILLS = [
    "Python",
    "Java",
    "SQL",
    "Linux",
    "Docker",
    "Salesforce",
    "Photoshop",
    "Tableau",
    "Spanish",
    "AutoCAD",
    "QuickBooks",
    "Kubernetes",
    "Zendesk",
    "JavaScript",
    "bookkeeping",
    "welding",
    "phlebotomy",
    "forklift",
]
CARRIERS = (
    "experience with _", "knowledge of _", "_ skills", "some _", "knowing _", "familiarity with _", "a background in _",
    "_ know-how", "_ experience", "exposure to _",
)  # fmt: skip
CARRIED = re.compile(
    r"_ (?=(?:is|would|will|gets|makes|helps|gives|won't|doesn't|isn't|has|does|carries|plays)\b)"
)


@dataclass(frozen=True)
class Examples:
    """Mentions with their hashed features, what the rules read, the expected reading, the writer, the weight."""

    matrix: sp.csr_matrix
    ruled: list[Reading]
    expected: np.ndarray
    writers: np.ndarray


def rows_of(name: str) -> list[dict[str, str]]:
    """Return the rows of a file beside this one."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def carried(phrases: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Yield a sentence for each phrase: a skill for its sign, now and then a carrier, a capital and a stop."""
    rng = random.Random(SEED)
    for row in phrases:
        text, skill = row["phrase"], rng.choice(SKILLS)
        if row["expected"] != "boilerplate" and CARRIED.match(text) and rng.random() < 0.4:
            text = rng.choice(CARRIERS) + text[1:]
        text = text.replace("_", skill)
        text = text[0].upper() + text[1:] if rng.random() < 0.8 else text
        text += "" if text.endswith("?") else rng.choice((".", ".", ".", ".", "", "!"))
        yield {"text": text, "skill": skill, "expected": row["expected"], "note": "phrases"}


def examples(rows: list[dict[str, str]]) -> Examples:
    """Return every mention of each row's own skill; rows whose skill the vocabulary does not find give none."""
    names = sorted({row["skill"].strip() for row in rows})
    vocabulary = Vocabulary.from_rows([NameRow(name.lower(), name, "tool", name) for name in names])
    matrices, ruled, expected, writers = [], [], [], []
    for row in rows:
        text, hits = mend(row["text"]), vocabulary.find(row["text"])
        own = [at for at, hit in enumerate(hits) if hit.row.skill_id == row["skill"].strip().lower()]
        if own:
            sights, readings = context.look(
                text, [(hit.start, hit.end) for hit in hits], sections.sentences(text)
            )
            matrices.append(matrix_of(features(sights))[own])
            ruled += [readings[at] for at in own]
            expected += [READINGS.index(row["expected"].strip())] * len(own)
            writers += [row["note"]] * len(own)
    return Examples(sp.vstack(matrices).tocsr(), ruled, np.array(expected), np.array(writers))


def matrix_of(seen: Features) -> sp.csr_matrix:
    """Return the counts of each row of weights for each mention."""
    mentions = len(seen.starts)
    ends = np.append(seen.starts[1:], len(seen.words))
    owner = np.repeat(np.arange(mentions), (ends - seen.starts) * seen.words.shape[1])
    columns = np.concatenate([seen.words.ravel(), seen.own.ravel()])
    lines = np.concatenate([owner, np.repeat(np.arange(mentions), seen.own.shape[1])])
    kept = columns > 0
    counts = (np.ones(kept.sum()), (lines[kept], columns[kept]))
    return sp.csr_matrix(counts, shape=(mentions, BUCKETS))


def fit(
    written: Examples, phrases: Examples, chosen: np.ndarray, cost: float, phrase_weight: float
) -> MentionModel:
    """Return the model of the chosen written mentions and all phrases."""
    matrix = sp.vstack([written.matrix[chosen], phrases.matrix])
    expected = np.concatenate([written.expected[chosen], phrases.expected])
    weight = np.concatenate([np.ones(len(chosen)), np.full(len(phrases.expected), phrase_weight)])
    machine = LinearSVC(C=cost, random_state=SEED).fit(matrix, expected, sample_weight=weight)
    return compact(machine.coef_.T, machine.intercept_)


def compact(weights: np.ndarray, offsets: np.ndarray) -> MentionModel:
    """Return the model with weights rounded to int8; the few beyond the 99.99th percentile are cut."""
    step = float(np.quantile(np.abs(weights[np.abs(weights) > 0]), 0.9999)) / 127
    rounded = np.clip(np.rint(weights / step), -127, 127).astype(np.int8)
    return MentionModel(rounded, step, offsets.astype(np.float32))


def scores(model: MentionModel, matrix: sp.csr_matrix) -> np.ndarray:
    """Return the scores of mentions that are given as counts."""
    return matrix @ (model.weights.astype(np.float64) * model.step) + model.offsets


def right(data: Examples, table: np.ndarray, margins: dict[int, float]) -> np.ndarray:
    """Return for each mention whether the reading after `package.weighed` is the expected one."""
    readings = [
        package.weighed(one, row, margins) for one, row in zip(data.ruled, table.tolist(), strict=True)
    ]
    return np.array([READINGS.index(one.importance) for one in readings]) == data.expected


def held_out(written: Examples, phrases: Examples, cost: float, phrase_weight: float) -> np.ndarray:
    """Return scores of each mention from a model that saw none of its writer's."""
    table = np.zeros((len(written.expected), len(READINGS)))
    for seen, unseen in GroupKFold(FOLDS).split(table, groups=written.writers):
        table[unseen] = scores(fit(written, phrases, seen, cost, phrase_weight), written.matrix[unseen])
    return table


def check(written: Examples, phrases: Examples) -> None:
    """Print shares of held-out mentions read right, for settings and for margins."""
    alone = np.mean([READINGS.index(one.importance) for one in written.ruled] == written.expected)
    print(
        f"{len(written.expected)} mentions of {len(set(written.writers))} writers, {len(phrases.expected)} phrases"
    )
    print(f"rules alone {alone:.1%}")
    for cost, phrase_weight in product(COSTS, PHRASE_WEIGHTS):
        table = held_out(written, phrases, cost, phrase_weight)
        model = np.mean(table.argmax(axis=1) == written.expected)
        print(
            f"cost {cost}, phrases {phrase_weight}: model alone {model:.1%}, beside the rules "
            f"{right(written, table, MARGINS).mean():.1%}"
        )
    table = held_out(written, phrases, COST, PHRASE_WEIGHT)
    for default, explicit in product((0.0, 0.2, 0.4), (0.0, 0.4, 0.8, 1.2, 9.0)):
        good = right(written, table, MARGINS | {BY_DEFAULT: default, EXPLICIT: explicit})
        cells = "".join(f"{good[written.expected == n].mean():>8.1%}" for n in range(len(READINGS)))
        print(f"margins {default} by default, {explicit} explicit: {good.mean():.1%}{cells}")


def main() -> None:
    """Check the settings, or write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    written, phrases = (
        examples(rows_of("context_training.csv")),
        examples(list(carried(rows_of("context_phrases.csv")))),
    )
    if options.check:
        check(written, phrases)
        return
    model = fit(written, phrases, np.arange(len(written.expected)), COST, PHRASE_WEIGHT)
    np.savez_compressed(TARGET, weights=model.weights, step=model.step, offsets=model.offsets)
    print(f"{TARGET.name}: {TARGET.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
