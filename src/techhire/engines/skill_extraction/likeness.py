"""Which of a few known phrases say most of what somebody wrote, so that the likeliest are offered first."""

from collections import Counter
from collections.abc import Sequence
from math import log

from .word_forms import forms


def closest(words: str, phrases: Sequence[str]) -> list[tuple[int, float]]:
    """Positions of the phrases that share a word with `words`, best first, each with its likeness in (0, 1].

    The likeness is the share of a phrase's weight that `words` holds too; a word weighs the more, the fewer phrases
    have it (inverse document frequency, Spärck Jones 1972). Endings of words do not matter.
    """
    said = {form.stem for form in forms(words)}
    kept = [{form.stem for form in forms(phrase)} for phrase in phrases]
    seen = Counter(stem for stems in kept for stem in stems)
    weight = {stem: log(1 + len(phrases) / count) for stem, count in seen.items()}
    found = []
    for at, stems in enumerate(kept):
        shared = sum(weight[stem] for stem in stems & said)
        if shared:
            found.append((at, shared / sum(weight[stem] for stem in stems)))
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))
