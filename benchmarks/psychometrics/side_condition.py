"""Why girth's slopes differ a little: its likelihood is climbed under a side condition, followed here to its end.

girth takes each difficulty from the slope, so that the share of right answers the curve foretells under N(0, 1) is the
share that was seen; maximum likelihood leaves both free. `plain` is maximum likelihood, `held` the maximum under the
condition, without girth's early stop. With `--peer` girth itself stands beside them.

python -m benchmarks.psychometrics.side_condition --seeds 1 2 3 --peer
"""

import argparse

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from benchmarks.psychometrics.calibrate import Estimates, answers, off, ours, theirs
from benchmarks.psychometrics.one_thread import one_thread
from techhire.engines.psychometrics.answers import answers_from
from techhire.engines.psychometrics.item_curves import (
    FLOOR,
    NODES,
    WEIGHTS,
    Form,
    Indicator,
    beliefs,
    curves_and_slopes,
)

Floats = NDArray[np.float64]
LIMITS = (0.2, 5.0)
"""Slopes girth looks between."""


def intercepts(slopes: Floats, share: Floats, start: Floats) -> tuple[Floats, Floats]:
    """Intercepts [items] under which `share` is foretold, and how fast they fall as the slopes rise."""
    found = start.copy()
    for _ in range(60):
        chance = expit(slopes[:, None] * NODES + found[:, None])
        rise = chance * (1.0 - chance) * WEIGHTS
        step = ((chance * WEIGHTS).sum(axis=1) - share) / rise.sum(axis=1)
        found -= np.clip(step, -0.5, 0.5)
        if np.abs(step).max() < 1e-12:
            break
    return found, (rise * NODES).sum(axis=1) / rise.sum(axis=1)


def held(table: Floats) -> Estimates:
    """Slopes and difficulties under which the answers are likeliest while every share is held."""
    given = answers_from(table)
    form, share = Form(table.shape[1], 1, False, False), table.mean(axis=0)
    indicator, start = Indicator(given, form), 1.2 * np.log(share / (1.0 - share))

    def depth(slopes: Floats) -> tuple[float, Floats]:
        places, fall = intercepts(slopes, share, start)
        chances, rise = curves_and_slopes(np.column_stack([slopes, places]), form)
        belief, loglik = beliefs(indicator, chances)
        expected = indicator.expected(belief * indicator.count[:, None])
        pull = np.einsum("jkq,jkmq->jm", expected / np.maximum(chances, FLOOR), rise)
        return -loglik, fall * pull[:, 1] - pull[:, 0]

    options = {"maxiter": 300, "ftol": 1e-14, "gtol": 1e-3}
    limits = [LIMITS] * form.items
    a = minimize(depth, np.ones(form.items), jac=True, method="L-BFGS-B", bounds=limits, options=options).x
    return a, -intercepts(a, share, start)[0] / a


def main() -> None:
    """A line for each seed, then means and standard errors of all of them, in percent."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--peer", action="store_true")
    options = parser.parse_args()
    programs = {"held": held} | ({"girth": theirs} if options.peer else {})
    found: dict[str, list[list[float]]] = {name: [] for name in programs}
    with one_thread():
        for seed in options.seeds:
            slopes, places, table = answers(10_000, 100, seed)
            plain = ours(table)
            for name, program in programs.items():
                a, b = program(table)
                ratio = np.log(a / plain[0])
                apart = (off(a, slopes) / off(plain[0], slopes), off(b, places) / off(plain[1], places))
                row = [ratio.mean(), ratio.std(), *np.log(apart)]
                found[name].append([100 * float(number) for number in row])
                print(seed, name, *(f"{number:+.3f}" for number in found[name][-1]), flush=True)
    print("beside plain: slopes all alike, slopes each (spread), RMSE a, RMSE b; in percent")
    for name, rows in found.items():
        mean, error = np.mean(rows, axis=0), np.std(rows, axis=0, ddof=1) / np.sqrt(len(rows))
        print(name, *(f"{m:+.3f} ± {e:.3f}" for m, e in zip(mean, error, strict=True)))


if __name__ == "__main__":
    main()
