"""From answers to measured items: marginal maximum likelihood, with standard errors, and with a prior where asked.

Abilities of the people who answered are taken as N(0, 1), which sets the scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike

from techhire.engines.psychometrics.answers import FEWEST_ANSWERS, Answers, Unusable, Why, answers_from
from techhire.engines.psychometrics.errors import covariances, standard_errors
from techhire.engines.psychometrics.item_curves import Form, likelihood
from techhire.engines.psychometrics.items import Floats, Item, ItemBank
from techhire.engines.psychometrics.maximizing import TOLERANCE, Maximum, Progress, maximize
from techhire.engines.psychometrics.models import logistic
from techhire.engines.psychometrics.shrinking import FEWEST_ITEMS, Usual, drawn_together

Model = Literal["1pl", "2pl", "3pl", "grm"]
MODELS: tuple[Model, ...] = ("1pl", "2pl", "3pl", "grm")
Prior = Literal["none", "bank"]
PRIORS: tuple[Prior, ...] = ("none", "bank")


@dataclass(frozen=True)
class Calibration:
    """Measured items, with standard errors in the same order and units; `n` people, `loglik` of their answers.

    An error is NaN where the answers do not tell it. `usual` is what the items were drawn toward, if they were;
    `loglik` is then that of the items as drawn.
    """

    model: Model
    bank: ItemBank
    se_a: Floats
    se_b: Floats
    loglik: float
    n: float
    rounds: int
    usual: Usual | None = None

    def to_dict(self) -> dict[str, Any]:
        """The file `techhire calibrate` writes; graded items have their steps beside the mean."""
        usual = {} if self.usual is None else {"prior": {"bank": asdict(self.usual)}}
        return {
            "model": self.model,
            "loglik": self.loglik,
            "n": int(self.n) if self.n == int(self.n) else self.n,
            **usual,
            "items": [self._row(place) for place in range(len(self.bank))],
        }

    def _row(self, place: int) -> dict[str, Any]:
        item = self.bank.items[place]
        errors = (("se_a", self.se_a[place]), ("se_b", self.se_b[place]))
        row: dict[str, Any] = {"id": item.id, "a": item.a, "b": item.b, "c": item.c}
        row |= {name: float(error) if np.isfinite(error) else None for name, error in errors}
        return row | ({"steps": list(item.steps)} if item.steps else {})


def calibrate(
    responses: ArrayLike,
    model: Model,
    *,
    ids: Sequence[str] | None = None,
    frequencies: ArrayLike | None = None,
    prior: Prior = "none",
    progress: Progress | None = None,
    tolerance: float = TOLERANCE,
) -> Calibration:
    """Measure items from a table [people, items] of points, NaN for not answered.

    `1pl` has one slope for all items; `2pl` one each; `3pl` also a guessing chance, under a weak prior
    (`maximizing.GUESS`); `grm` is the graded response model for up to 20 points. `frequencies` [people] counts
    equal rows. `prior` bank, for 2PL, draws the items toward what is usual among them (`shrinking`), which needs at
    least 10. `progress` is told rounds and log-likelihood. Only `1pl` serves items with fewer than 200 answers.
    Raises Unusable with the reason and the items it is about.
    """
    if model not in MODELS:
        raise Unusable(Why.SHAPE, f"a model is one of {', '.join(MODELS)}, not {model}")
    answers = answers_from(responses, ids, frequencies)
    _check(answers, model)
    _check_prior(answers, model, prior)
    form = Form(len(answers.ids), int(answers.most.max()), model == "1pl", model == "3pl")
    found = maximize(answers, form, tolerance, progress)
    backward = [name for name, slope in zip(answers.ids, found.table[:, 0], strict=True) if slope <= 0]
    if backward:
        raise Unusable(Why.BACKWARD, "the more able do worse at these; look for a wrong key", backward)
    if prior == "bank":
        return _drawn(answers, form, found)
    covariance = covariances(answers, form, found.table)
    se_a, se_b = standard_errors(answers, covariance, found.table)
    return Calibration(
        model, _bank(answers, form, found.table), se_a, se_b, found.loglik, answers.people, found.rounds
    )


def _drawn(answers: Answers, form: Form, found: Maximum) -> Calibration:
    """The items of a 2PL drawn toward what is usual among them, and how likely the answers are under these.

    Drawing goes by the errors of each item by itself; what shifts all items alike, the bank cannot tell. It is added
    to the standard errors: the people who answered have a mean and a spread of their own beside the N(0, 1) assumed,
    which vary by 1 / n and, on the log scale, 1 / 2n.
    """
    covariance = np.array(covariances(answers, form, found.table, apart=True))
    if not np.isfinite(covariance).all():
        raise Unusable(Why.UNSETTLED, "the answers do not tell how sure the items are, which the prior needs")
    drawn = drawn_together(found.table, covariance)
    table = np.column_stack([drawn.a, -drawn.a * drawn.b])
    bank, loglik = _bank(answers, form, table), likelihood(answers, form, table)
    se_a = np.sqrt(drawn.se_a**2 + drawn.a**2 / (2.0 * answers.people))
    se_b = np.sqrt(drawn.se_b**2 + (1.0 + drawn.b**2 / 2.0) / answers.people)
    return Calibration("2pl", bank, se_a, se_b, loglik, answers.people, found.rounds, drawn.usual)


def _check(answers: Answers, model: Model) -> None:
    if len(answers.ids) < 2 or (model in ("2pl", "3pl") and len(answers.ids) < 3):
        raise Unusable(Why.FEW_ITEMS, "too few items: their answers must have something in common")
    many = [name for name, most in zip(answers.ids, answers.most, strict=True) if most > 1]
    if many and model != "grm":
        raise Unusable(
            Why.MORE_POINTS, f"{model} is for right (1) and wrong (0); use grm for more points", many
        )
    few = [n for n, count in zip(answers.ids, answers.answered, strict=True) if count < FEWEST_ANSWERS]
    if few and model != "1pl":
        raise Unusable(Why.FEW_ANSWERS, f"fewer than {FEWEST_ANSWERS} answers allow the model 1pl only", few)


def _check_prior(answers: Answers, model: Model, prior: Prior) -> None:
    if prior not in PRIORS:
        raise Unusable(Why.SHAPE, f"a prior is one of {', '.join(PRIORS)}, not {prior}")
    if prior == "bank" and model != "2pl":
        raise Unusable(Why.SHAPE, f"the prior of the bank is for 2pl, not for {model}")
    if prior == "bank" and len(answers.ids) < FEWEST_ITEMS:
        raise Unusable(Why.FEW_ITEMS, f"the prior of the bank needs at least {FEWEST_ITEMS} items")


def _bank(answers: Answers, form: Form, table: Floats) -> ItemBank:
    guesses = logistic(table[:, -1]) if form.guessing else np.zeros(form.items)
    return ItemBank.of(
        _item(name, row, int(most), float(guess))
        for name, row, most, guess in zip(answers.ids, table, answers.most, guesses, strict=True)
    )


def _item(name: str, row: Floats, most: int, guess: float) -> Item:
    steps = tuple(float(-d / row[0]) for d in row[1 : most + 1])
    return Item(name, float(row[0]), steps[0], guess, steps=steps if most > 1 else ())
