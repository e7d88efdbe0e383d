"""A small linear model that reads how a mention is meant where the rules find no words they know.

One weight for each hashed feature and reading, estimated by benchmarks/extraction/train_context.py from sentences
and phrases written for this project and from what a large encoder makes of many more (Hinton, Vinyals and Dean, 2015),
by multinomial logistic regression. Scores are logarithms of shares, up to a constant. It reads English only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Protocol

import numpy as np
import numpy.typing as npt

from .cues import BOILERPLATE, NEGATED, PREFERRED, REQUIRED
from .mention_features import Features, Sight, features
from .readings import BY_DEFAULT, BY_SECTION, EXPLICIT, Reading

READINGS = (REQUIRED, PREFERRED, NEGATED, BOILERPLATE)
WEIGHTS = "mentions.npz"
LANGUAGE = "en"
MARGINS = {BY_DEFAULT: 0.45, BY_SECTION: 1.5, EXPLICIT: 0.3}
"""By how much another reading must outscore that of the rules, by how firmly they read."""
SURE = 2.5
"""The lead of the best reading over the next from which on the linear model is believed and no other is asked."""


MOST_ASKED = 64
"""Mentions of one text that another model is asked about, the least sure first; an ad of 335 words asks about two."""


class Reader(Protocol):
    """A larger model beside the linear one; see ``mention_reader``."""

    def scores(self, mentions: Sequence[tuple[Sight, int]]) -> npt.NDArray[np.float32]:
        """Scores (mentions, readings) of names, each a sentence and the position of the name in it."""


@dataclass(frozen=True)
class MentionModel:
    """Weights as int8 of shape (buckets, readings) with the step between them, and an offset for each reading."""

    weights: npt.NDArray[np.int8]
    step: float
    offsets: npt.NDArray[np.float32]

    def scores(self, seen: Features) -> npt.NDArray[np.float64]:
        """Return the score of each reading for each mention, shape (mentions, readings), the higher the likelier."""
        words = self.weights[seen.words].sum(axis=1, dtype=np.int32)
        sums = np.add.reduceat(words, seen.starts) + self.weights[seen.own].sum(axis=1, dtype=np.int32)
        return np.asarray(sums * self.step + self.offsets, dtype=np.float64)


@lru_cache(maxsize=1)
def load_model() -> MentionModel:
    """Return the model shipped with the package, read once a process."""
    path = resources.files(__package__).joinpath("data", WEIGHTS)
    with path.open("rb") as file, np.load(file, allow_pickle=False) as store:
        return MentionModel(store["weights"], float(store["step"]), store["offsets"])


def weigh(sights: Sequence[Sight], ruled: Sequence[Reading], reader: Reader | None = None) -> list[Reading]:
    """Return the readings of all mentions of `sights` once the model has been heard beside the rules.

    Where the model is least sure, the scores of a `reader` are added to its own.
    """
    scores = load_model().scores(features(sights))
    readings = [weighed(one, row) for one, row in zip(ruled, scores.tolist(), strict=True)]
    if reader:
        places = [(sight, at) for sight in sights for at in range(len(sight.spans))]
        leads = lead(scores)
        unsure = np.sort(np.argsort(leads, kind="stable")[:MOST_ASKED])
        unsure = unsure[leads[unsure] < SURE]
        if unsure.size:
            scores[unsure] += reader.scores([places[at] for at in unsure])
        for at in unsure.tolist():
            readings[at] = weighed(ruled[at], scores[at].tolist())
    return readings


def lead(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return by how much the best reading of each mention outscores the next, shape (mentions,)."""
    ordered = np.sort(scores, axis=1)
    return np.asarray(ordered[:, -1] - ordered[:, -2])


def weighed(ruled: Reading, scores: Sequence[float], margins: Mapping[int, float] = MARGINS) -> Reading:
    """Return the rules' reading, or the model's where it outscores theirs by the margin of their firmness."""
    best = max(range(len(scores)), key=scores.__getitem__)
    lead = scores[best] - scores[READINGS.index(ruled.importance)]
    if lead <= margins[ruled.firmness]:
        return ruled
    firmness = BY_DEFAULT if READINGS[best] == REQUIRED else EXPLICIT
    return Reading(READINGS[best], ruled.level, firmness)
