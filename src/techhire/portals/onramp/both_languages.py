"""The same words in English and Spanish at once, for paper: whoever holds it picks the line they read."""

from collections.abc import Callable

from django.utils import translation
from django.utils.functional import Promise

LANGUAGES = ("en", "es")
Said = list[tuple[str, str]]
"""The same words in each language: its code, and the words."""


def in_both(words: str | Promise) -> Said:
    """Marked words in each language."""
    return in_both_of(lambda: str(words))


def in_both_of(said: Callable[[], str]) -> Said:
    """What ``said`` answers in each language, for words with a day or a name in them."""
    found = []
    for code in LANGUAGES:
        with translation.override(code):
            found.append((code, said()))
    return found
