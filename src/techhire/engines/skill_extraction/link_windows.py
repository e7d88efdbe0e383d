"""Looking at a sentence as a whole and through short windows.

A posting's sentence names several skills between words that name none. The mean of all its words is close to no
skill in particular; the mean of a few neighboring words is. A label's score is therefore part whole sentence, part
its best window (max pooling over contiguous segments).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

WIDTHS = (3, 6)
WHOLE_SHARE = 0.42


@dataclass(frozen=True)
class Views:
    """One text seen by an encoder: ``whole`` of shape (dimensions,) and ``windows`` (count, dimensions)."""

    whole: Floats
    windows: Floats

    def scores(self, labels: Floats) -> Floats:
        """How close each row of ``labels`` (count, dimensions) is to the text; shape (count,)."""
        windows: Floats = (labels @ self.windows.T).max(axis=1)
        close: Floats = WHOLE_SHARE * (labels @ self.whole) + (1 - WHOLE_SHARE) * windows
        return close


def views_of(pieces: Floats, damping: float = 0.0, widths: Sequence[int] = WIDTHS) -> Views:
    """Sum neighboring piece vectors (pieces, dimensions) into views; there must be at least one piece.

    A view is its sum divided by (length of the sum + damping), so that with damping above zero a window of words
    that carry little weight stays short and cannot win.
    """
    return Views(scaled(pieces.sum(axis=0), 0.0), scaled(sums_of(pieces, widths), damping))


def sums_of(pieces: Floats, widths: Sequence[int], stride: int = 1) -> Floats:
    """Sums over every window of each width, or over the whole text where it is shorter than the width."""
    running = np.zeros((len(pieces) + 1, pieces.shape[1]), dtype=np.float32)
    np.cumsum(pieces, axis=0, out=running[1:])
    sizes = dict.fromkeys(min(width, len(pieces)) for width in widths)
    return np.concatenate([(running[size:] - running[: len(running) - size])[::stride] for size in sizes])


def scaled(sums: Floats, damping: float) -> Floats:
    """Vectors along the last axis divided by (their length + damping); zeros stay zeros."""
    lengths = np.linalg.norm(sums, axis=-1, keepdims=True) + damping
    return (sums / np.where(lengths > 0, lengths, 1)).astype(np.float32)
