"""How many lines of a posting something was found in, as a reader counts them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from techhire.engines.posting_check.segments import segments


def count_lines(text: str, places: Iterable[int]) -> int:
    """The number of bullets and sentences of the text that the places, offsets in characters, stand in.

    Several places in one sentence count once. A place before the first sentence counts as standing in it.
    """
    starts = [segment.cut_start for segment in segments(text)]
    return len({max(bisect_right(starts, place) - 1, 0) for place in places}) if starts else 0
