"""Which language a posting is in, from its commonest short words: cheap, and enough for English and Spanish.

The word lists are our own. A text with too few of either is "unknown" rather than guessed.
"""

import re
from collections import Counter

_STOP_WORDS = {
    "en": frozenset(
        """the and of to in for with a is are you your we our will be on as or an at by from that this have has
        who what work must not it all can""".split()
    ),
    "es": frozenset(
        """el la los las de del y en con para por un una que se su sus es son al lo como o tu nuestro nuestra
        usted debe tener trabajo nosotros m\u00e1s sin sobre""".split()
    ),
    "pt": frozenset("o os da do das dos com para uma um que voc\u00ea n\u00e3o s\u00e3o e em no na ao seu sua nossa experi\u00eancia".split()),
    "fr": frozenset("le les des du et avec pour une un dans vous nous est sont au aux sur votre notre vos qui ou".split()),
    "de": frozenset("der die das und mit f\u00fcr ein eine du wir sie ist sind im den dem von zu auf deine unsere oder als".split()),
}
_WORD = re.compile(r"[^\W\d_]+")
_MIN_SHARE = 0.12
_MAX_WORDS = 1200


def detect(text: str) -> str:
    """Return "en", "es", "pt", "fr" or "de" by the share of its stop words in `text`, else "unknown"."""
    counts = Counter(word.lower() for word in _WORD.findall(text[:20_000])[:_MAX_WORDS])
    total = sum(counts.values())
    if not total:
        return "unknown"
    shares = {code: sum(counts[word] for word in words) / total for code, words in _STOP_WORDS.items()}
    best = max(shares, key=lambda code: (shares[code], code == "en"))
    return best if shares[best] >= _MIN_SHARE else "unknown"
