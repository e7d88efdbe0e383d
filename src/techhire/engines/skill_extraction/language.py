"""Which language a posting is in, from its commonest short words: cheap, and enough for English and Spanish.

The word lists are our own. A text with too few of either is "unknown" rather than guessed.
"""

import re
from collections import Counter

from .cue_patterns import read_list

_LANGUAGES = ("en", "es", "pt", "fr", "de")
_STOP_WORDS = {code: frozenset(read_list(f"stop_words_{code}")) for code in _LANGUAGES}
_WORD = re.compile(r"[^\W\d_]+")
_MIN_SHARE = 0.12
_MAX_WORDS = 1200
_FEW_WORDS = 40
_ALSO_ENGLISH = frozenset({"as", "com", "con", "den", "die", "do", "no", "os", "sin", "son"})


def detect(text: str) -> str:
    """Return "en", "es", "pt", "fr" or "de" by the share of its stop words in `text`, else "unknown"."""
    counts = Counter(word.lower() for word in _WORD.findall(text[:20_000])[:_MAX_WORDS])
    total = sum(counts.values())
    if not total:
        return "unknown"
    shares = {code: sum(counts[word] for word in words) / total for code, words in _STOP_WORDS.items()}
    best = max(shares, key=lambda code: (shares[code], code == "en"))
    return best if shares[best] >= _MIN_SHARE else "unknown"


def may_be_english(text: str) -> bool:
    """Return whether a text too short or too terse for `detect` can be taken for English.

    It can where more English stop words stand in it than words of any other language, counting each once and none that
    is an English word as well; with none of either, where it is short and in plain letters.
    """
    words = {word.lower() for word in _WORD.findall(text[:20_000])}
    english = len(words & _STOP_WORDS["en"])
    others = [words & known - _ALSO_ENGLISH for code, known in _STOP_WORDS.items() if code != "en"]
    other = max(map(len, others))
    plain = len(words) < _FEW_WORDS and all(word.isascii() for word in words)
    return english > other or (not other and plain)


def guess(text: str) -> str:
    """Return what `detect` does where it can tell, and else the likeliest by the few short words there are.

    An ad that is a list of names has few of them: such a text is English where `may_be_english` says so, otherwise the
    language most of whose stop words stand in it, each counted once, and "unknown" where none does.
    """
    found = detect(text)
    if found != "unknown":
        return found
    if may_be_english(text):
        return "en"
    words = {word.lower() for word in _WORD.findall(text[:20_000])}
    shown = {code: len(words & known - _ALSO_ENGLISH) for code, known in _STOP_WORDS.items()}
    best = max(shown, key=lambda code: (shown[code], code == "es"))
    return best if shown[best] else "unknown"
