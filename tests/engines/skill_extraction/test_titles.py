"""A job title tells the kind of job by the longest known title in it."""

import pytest

from techhire.engines.skill_extraction.titles import kind_of

KNOWN = {
    "support": ("help desk", "support technician", "técnica de soporte"),
    "network": ("network engineer", "network support technician"),
    "quality": ("QA",),
    "software": ("developer", "C++ developer", "software engineer"),
}


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Help Desk Technician II", "support"),
        ("HELP-DESK (nights)", "support"),
        ("Sr. Network Engineer - Herndon, VA", "network"),
        ("Network support technician", "network"),
        ("Tecnica de Soporte bilingüe", "support"),
        ("C++ Developer", "software"),
        ("Developers wanted", None),
        ("Warehouse picker", None),
        ("", None),
    ],
)
def test_the_longest_title_in_it_tells_the_kind(title: str, kind: str | None) -> None:
    assert kind_of(title, KNOWN) == kind


def test_a_word_inside_another_word_tells_nothing() -> None:
    assert kind_of("Squatting instructor", KNOWN) is None


def test_of_two_equally_long_titles_the_first_known_counts() -> None:
    assert kind_of("alpha one and gamma two", {"a": ("alpha one",), "g": ("gamma two",)}) == "a"


def test_a_kind_without_titles_is_never_found() -> None:
    assert kind_of("anything", {"other": ("", " ")}) is None
