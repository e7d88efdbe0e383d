"""Estimate the two models that read how a mention is meant, and write them into the package.

Run: python benchmarks/extraction/train_context.py --said FILE              (the linear model: data/mentions.npz)
     python benchmarks/extraction/train_context.py --said FILE --reader     (the reader: data/mention_reader.npz)
     ... --held "writer 1" "writer 4"  (nothing written: what is read right of writers left out of learning)
Reads context_training.csv and context_phrases.csv (see mention_rows.py), all written for this project, and sentences of
SkillSpan's train part. FILE (.npy) keeps what a large encoder says of each mention, labelled or not; where it is not
there yet, --teacher names the published folder of all-mpnet-base-v2, and it is taught first (mention_teacher.py),
without the writers held. Teacher and reader need torch and transformers, in an environment of their own; the linear
model needs neither once FILE is there. All choices come from a fixed seed. On one core with bfloat16 the teacher takes
half an hour, its labels ten minutes, the reader twenty; the linear model a minute.
"""

import argparse
from collections.abc import Sequence
from importlib.util import find_spec
from itertools import groupby, product
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from mention_rows import INDEPENDENT, PHRASES, Seen, phrases, seen, written
from mention_variants import Maker, among_strangers, of_ads, texts_of
from scipy.optimize import minimize

import techhire.engines.skill_extraction.mention_model as package
from techhire.engines.skill_extraction import mention_reader
from techhire.engines.skill_extraction.few_bits import Store
from techhire.engines.skill_extraction.link_minilm import PACKAGE
from techhire.engines.skill_extraction.mention_features import BUCKETS, Features, features
from techhire.engines.skill_extraction.mention_model import MARGINS, READINGS, MentionModel
from techhire.engines.skill_extraction.readings import BY_DEFAULT, BY_SECTION, EXPLICIT

DATA = Path(package.__file__).parent / "data"
SEED = 7
VARIANTS = 25_000
PENALTY, STEPS = 2.0, 80
PHRASE_WEIGHT, WRITER_WEIGHT, VARIANT_WEIGHT = 0.5, 1.5, 0.7
TRUST, SMOOTHING = 0.5, 0.05
BATCH = 500


def matrix_of(mentions: Sequence[Seen]) -> sp.csr_matrix:
    """Return the counts of each row of weights for each mention, shape (mentions, BUCKETS)."""
    parts = []
    for start in range(0, len(mentions), BATCH):
        chosen = mentions[start : start + BATCH]
        ends = np.cumsum([len(one.sight.spans) for one in chosen])
        places = ends - [len(one.sight.spans) - one.at for one in chosen]
        parts.append(_counts(features([one.sight for one in chosen]))[places])
    return sp.vstack(parts).tocsr()


def _counts(given: Features) -> sp.csr_matrix:
    mentions = len(given.starts)
    ends = np.append(given.starts[1:], len(given.words))
    owner = np.repeat(np.arange(mentions), (ends - given.starts) * given.words.shape[1])
    columns = np.concatenate([given.words.ravel(), given.own.ravel()])
    lines = np.concatenate([owner, np.repeat(np.arange(mentions), given.own.shape[1])])
    kept = columns > 0
    counts = (np.ones(kept.sum(), dtype=np.float32), (lines[kept], columns[kept]))
    return sp.csr_matrix(counts, shape=(mentions, BUCKETS))


def shares_of(mentions: Sequence[Seen], said: np.ndarray) -> np.ndarray:
    """Return what is to be learned (mentions, readings): the teacher's shares, half the label's where there is one."""
    shares = np.exp(said - said.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    labelled = np.flatnonzero([one.expected >= 0 for one in mentions])
    gold = (1 - SMOOTHING) * np.eye(len(READINGS))[[mentions[at].expected for at in labelled]]
    shares[labelled] = TRUST * (gold + SMOOTHING / len(READINGS)) + (1 - TRUST) * shares[labelled]
    return shares.astype(np.float32)


def fit(mentions: Sequence[Seen], matrix: sp.csr_matrix, shares: np.ndarray) -> MentionModel:
    """Return the linear model of mentions: multinomial logistic regression with a penalty on squared weights."""
    weight = np.array([[_weight(one)] for one in mentions], dtype=np.float32)
    turned, size = matrix.T.tocsr(), (BUCKETS, len(READINGS))

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        inner, offsets = flat[: -size[1]], flat[-size[1] :]
        scores = matrix @ inner.reshape(size).astype(np.float32) + offsets.astype(np.float32)
        logs = scores - scores.max(axis=1, keepdims=True)
        logs -= np.log(np.exp(logs).sum(axis=1, keepdims=True))
        slope = (np.exp(logs) - shares) * weight
        slopes = np.concatenate([(turned @ slope).ravel() + PENALTY * inner, slope.sum(axis=0)])
        return float(PENALTY / 2 * (inner @ inner) - (shares * logs * weight).sum()), slopes.astype(
            np.float64
        )

    start = np.zeros((BUCKETS + 1) * size[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS, "maxcor": 8}).x
    return compact(found[: -size[1]].reshape(size), found[-size[1] :])


def _weight(one: Seen) -> float:
    if one.expected < 0:
        return VARIANT_WEIGHT
    if one.writer == PHRASES:
        return PHRASE_WEIGHT
    return WRITER_WEIGHT if INDEPENDENT.fullmatch(one.writer) else 1.0


def compact(weights: np.ndarray, offsets: np.ndarray) -> MentionModel:
    """Return the model with weights rounded to int8; the few beyond the 99.99th percentile are cut."""
    step = float(np.quantile(np.abs(weights[np.abs(weights) > 0]), 0.9999)) / 127
    rounded = np.clip(np.rint(weights / step), -127, 127).astype(np.int8)
    return MentionModel(rounded, step, offsets.astype(np.float32))


def scores(model: MentionModel, matrix: sp.csr_matrix) -> np.ndarray:
    """Return the scores of mentions that are given as counts."""
    return matrix @ (model.weights.astype(np.float64) * model.step) + model.offsets


def right(mentions: Sequence[Seen], table: np.ndarray, margins: dict[int, float]) -> np.ndarray:
    """Return for each mention whether the reading after `package.weighed` is the expected one."""
    pairs = zip(mentions, table.tolist(), strict=True)
    readings = [READINGS.index(package.weighed(one.ruled, row, margins).importance) for one, row in pairs]
    return np.array(readings) == [one.expected for one in mentions]


def report(mentions: Sequence[Seen], table: np.ndarray, margins: dict[int, float]) -> None:
    """Print the share read right of each writer, alone and beside the rules, and of all with other margins."""
    alone = table.argmax(axis=1) == [one.expected for one in mentions]
    beside = right(mentions, table, margins)
    order = sorted(range(len(mentions)), key=lambda at: mentions[at].writer)
    for writer, group in groupby(order, key=lambda at: mentions[at].writer):
        own = list(group)
        print(f"{writer:12}{len(own):6}{alone[own].mean():9.1%}{beside[own].mean():9.1%}")
    print(f"{'all':12}{len(mentions):6}{alone.mean():9.1%}{beside.mean():9.1%}")
    for default, section, said in product((0.0, 0.2), (0.5, 1.0, 1.5, 2.5), (0.0, 0.3, 0.6)):
        share = right(mentions, table, {BY_DEFAULT: default, BY_SECTION: section, EXPLICIT: said}).mean()
        print(f"margins {default} by default, {section} by section, {said} explicit: {share:.2%}")


def is_held(one: Seen, held: Sequence[str]) -> bool:
    """Return whether a mention, or part of its text, is of a writer held out."""
    return not set(held).isdisjoint(one.writer.split("+"))


def heard(options: argparse.Namespace, mentions: Sequence[Seen]) -> np.ndarray:
    """Return what the teacher says of each mention (mentions, readings), from the file where it is kept."""
    if not options.said.is_file():
        from mention_teacher import taught, told

        own = [one for one in mentions if one.expected >= 0 and one.writer != PHRASES]
        own = [one for one in own if not is_held(one, options.held)]
        np.save(options.said, told(taught(options.teacher, own, SEED), mentions))
    said: np.ndarray = np.load(options.said)
    if len(said) != len(mentions):
        raise SystemExit(f"{options.said} speaks of {len(said)} mentions, not of {len(mentions)}")
    return said


def reader_store(mentions: Sequence[Seen], shares: np.ndarray) -> Store:
    """Return the weights of the reader, which learned the shares (mentions, readings) of mentions."""
    import torch
    from mention_small import small
    from mention_student import student

    spec = find_spec(PACKAGE)
    folder = Path(next(iter(spec.submodule_search_locations or []))) / "model" if spec else Path(PACKAGE)
    learned = student(folder, among_strangers(mentions, SEED), torch.as_tensor(shares), SEED)
    return mention_reader.store_of(small(learned, mentions))


def linear_store(mentions: Sequence[Seen], shares: np.ndarray) -> Store:
    """Return the weights of the linear model."""
    model = fit(mentions, matrix_of(mentions), shares)
    return {"weights": model.weights, "step": np.array(model.step), "offsets": model.offsets}


def main() -> None:
    """Write the weights of one model, or print what it reads right of the writers held out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--said", type=Path, required=True, help="file of what the teacher says (.npy)")
    parser.add_argument("--teacher", type=Path, help="folder of the published encoder that is taught first")
    parser.add_argument("--reader", action="store_true", help="the larger reader of mentions")
    parser.add_argument("--held", nargs="*", default=[], help="writers to leave out")
    options = parser.parse_args()
    known = [*seen(written()), *seen(list(phrases(SEED)))]
    mentions = [*known, *of_ads(SEED), *Maker(texts_of(written()), SEED).made(VARIANTS)]
    said = heard(options, mentions)
    chosen = [at for at, one in enumerate(mentions) if not is_held(one, options.held)]
    asked = [one for one in mentions if one.writer in options.held and one.expected >= 0]
    learned = [mentions[at] for at in chosen]
    shares = shares_of(learned, said[chosen])
    store = reader_store(learned, shares) if options.reader else linear_store(learned, shares)
    if not options.held:
        path = DATA / (mention_reader.WEIGHTS if options.reader else package.WEIGHTS)
        np.savez_compressed(path, **store)
        print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")
    elif options.reader:
        reader = mention_reader.read_from(store)
        report(asked, reader.scores([(one.sight, one.at) for one in asked]), MARGINS)
    else:
        model = MentionModel(store["weights"], float(store["step"]), store["offsets"])
        report(asked, scores(model, matrix_of(asked)), MARGINS)


if __name__ == "__main__":
    main()
