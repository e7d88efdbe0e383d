"""What the tags of templates make of a row: minutes in words, and a line of an ad around the words that matter."""

import pytest
from django.utils import translation

from techhire.portals.layout.templatetags.house import parted, time_in_words


@pytest.mark.parametrize(
    ("minutes", "language", "words"),
    [
        (1, "en", "1 minute"),
        (20, "en", "20 minutes"),
        (60, "en", "1 hour"),
        (135, "en", "2 hours 15 minutes"),
        (0, "en", "0 minutes"),
        (61, "es", "1 hora 1 minuto"),
    ],
)
def test_minutes_are_said_as_people_say_them(minutes: int, language: str, words: str) -> None:
    with translation.override(language):
        assert time_in_words(minutes) == words


@pytest.mark.parametrize(
    ("line", "words", "parts"),
    [
        (
            "* native English speaker, US citizen only",
            "native English speaker",
            ("", "native English speaker", ", US citizen only"),
        ),
        ("- Degree required", "- Degree required", ("", "Degree required", "")),
        ("We want a digital native here", "digital native", ("We want a ", "digital native", " here")),
        ("A line", "other words", ("A line", "", "")),
        ("\u2022 A line", "", ("A line", "", "")),
        ("***URGENT***", "", ("***URGENT***", "", "")),
    ],
)
def test_a_line_is_cut_around_the_words_without_its_bullet(
    line: str, words: str, parts: tuple[str, str, str]
) -> None:
    assert parted(line, words) == parts
