"""A small linear model that reads how a mention is meant where the rules find no words they know.

One weight for each hashed feature and reading, estimated by benchmarks/extraction/train_context.py from sentences
and phrases written for this project, by linear support vector machines (Fan et al., LIBLINEAR, 2008). It reads
English only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from .cues import BOILERPLATE, NEGATED, PREFERRED, REQUIRED
from .mention_features import Features, Sight, features
from .readings import BY_DEFAULT, BY_SECTION, EXPLICIT, Reading

READINGS = (REQUIRED, PREFERRED, NEGATED, BOILERPLATE)
WEIGHTS = "mentions.npz"
LANGUAGE = "en"
MARGINS = {BY_DEFAULT: 0.2, BY_SECTION: 1.5, EXPLICIT: 0.6}
"""By how much another reading must outscore that of the rules, by how firmly they read."""


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


def weigh(sights: Sequence[Sight], ruled: Sequence[Reading]) -> list[Reading]:
    """Return the readings of all mentions of `sights` once the model has been heard beside the rules."""
    scores = load_model().scores(features(sights))
    return [weighed(one, row) for one, row in zip(ruled, scores.tolist(), strict=True)]


def weighed(ruled: Reading, scores: Sequence[float], margins: Mapping[int, float] = MARGINS) -> Reading:
    """Return the rules' reading, or the model's where it outscores theirs by the margin of their firmness."""
    best = max(range(len(scores)), key=scores.__getitem__)
    lead = scores[best] - scores[READINGS.index(ruled.importance)]
    if lead <= margins[ruled.firmness]:
        return ruled
    firmness = BY_DEFAULT if READINGS[best] == REQUIRED else EXPLICIT
    return Reading(READINGS[best], ruled.level, firmness)
