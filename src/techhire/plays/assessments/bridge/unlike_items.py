"""Questions that are harder for one group than for people of another at the same ability."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from techhire.engines.psychometrics.dif import logistic_dif, mantel_haenszel
from techhire.engines.psychometrics.items import Floats
from techhire.plays.assessments.bridge.item_quality import AnswerTable

FEWEST_EACH = 50
"""Answers each of two groups must have given to a question before it is compared. A judgment."""
BAND = 0.5
"""Width in logits of the bands of ability within which people are compared."""


def unlike_items(
    table: AnswerTable, said: Sequence[str | None], groups: Sequence[str], reference: str
) -> list[dict[str, Any]]:
    """Every question and group that can be compared with the reference, in plain data.

    ``said`` is the group of each person of the table, None for those who did not say.
    """
    who = np.array([one or "" for one in said])
    return [row for focal in groups if focal != reference for row in _of_group(table, who, focal, reference)]


def _of_group(
    table: AnswerTable, who: NDArray[np.str_], focal: str, reference: str
) -> Iterator[dict[str, Any]]:
    for place, question in enumerate(table.questions):
        points = table.points[:, place]
        here = ~np.isnan(points) & ((who == focal) | (who == reference))
        is_focal = who[here] == focal
        enough = min(int(is_focal.sum()), int((~is_focal).sum())) >= FEWEST_EACH
        if enough and question.offered and len(question.item.thresholds) == 1:
            row = _compared(points[here], is_focal, table.thetas[here])
            if row is not None:
                yield {"item": int(question.item.id), "code": question.code, "focal": focal} | row


def _compared(points: Floats, is_focal: NDArray[np.bool_], thetas: Floats) -> dict[str, Any] | None:
    """Size, direction and both kinds of difference; None where the answers cannot tell."""
    bands = np.round(thetas / BAND)
    found = mantel_haenszel(points[:, None], is_focal, 0, matched=bands - bands.min())
    if found is None:
        return None
    both = logistic_dif(points[:, None], is_focal, 0, matched=thetas)
    return {
        "size": found.size,
        "harder": found.delta < 0,
        "delta": round(found.delta, 1),
        "uniform": round(both.uniform, 3),
        "nonuniform": round(both.nonuniform, 3),
    }
