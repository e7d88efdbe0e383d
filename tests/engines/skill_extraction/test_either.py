"""One of several skills is enough where an ad says "or"; a native tongue is no skill; unknown names are told."""

from time import perf_counter

import pytest

from techhire.engines.skill_extraction.either import alternatives, by_birth
from techhire.engines.skill_extraction.extraction import extract
from techhire.engines.skill_extraction.unknown import unknown_names
from techhire.engines.skill_extraction.vocabulary import NameRow, Vocabulary

NAMES = ("Java", "Python", "C#", "Docker", "Linux", "English", "Perl", "Excel", "basic Excel")
KNOWN = Vocabulary.from_rows(NameRow(name.lower().removeprefix("basic "), name, "tool") for name in NAMES)


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("You need Java or Python.", [("java", "python")]),
        ("You need Java, Python or C#.", [("java", "python", "c#")]),
        ("You need Docker and Java or Python.", [("java", "python")]),
        ("Necesita Java o Python.", [("java", "python")]),
        ("You need Java and Python.", []),
        ("You need Java, Python and C#.", []),
        ("You need Java or Python. You need Java.", []),
        ("Java or Python would be a plus.", []),
        ("You need Java or a friend. Python is needed.", []),
    ],
)
def test_of_a_list_with_or_any_one_is_enough(text: str, lists: list[tuple[str, ...]]) -> None:
    assert alternatives(text, extract(text, KNOWN)) == lists


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("Native English speaker required.", True),
        ("English as a first language.", True),
        ("Inglés nativo y English nativo.", True),
        ("Good English is required.", False),
        ("Native English speaker. You write English notes.", False),
    ],
)
def test_a_tongue_by_birth_is_told_from_a_language(text: str, born: bool) -> None:
    (found,) = extract(text, KNOWN).skills
    assert by_birth(text, found) is born


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Requirements: Linux, Docker, iptablex, Sendmailx and Perl.", ["iptablex", "Sendmailx"]),
        ("Requirements: Linux with SEFoo and FooBar.", ["SEFoo", "FooBar"]),
        ("Requirements: Linux, Docker, patience, training and strong skills.", []),
        ("Requirements: Linux. EOE. PTO and GED.", []),
        ("Duties:\nInstall and replace Linux, Docker and Perl in 30 buildings.", []),
        ("Requirements:\nSendmailx and Linux, Docker, Perl", ["Sendmailx"]),
        ("We like FooBar.", []),
        ("LINUX ADMIN WANTED NOW", []),
    ],
)
def test_names_like_tools_that_are_no_skill_are_told(text: str, names: list[str]) -> None:
    known = [(hit.start, hit.end) for hit in KNOWN.find(text)]
    assert unknown_names(text, known) == names


def test_a_name_that_says_basic_is_at_the_basic_level_whatever_stands_before() -> None:
    text = "Requirements: comfortable with Docker, basic Excel."
    assert {one.name: one.level for one in extract(text, KNOWN).skills}["basic Excel"] == 2


@pytest.mark.parametrize(
    "text",
    [
        "Requirements: Linux -LRB-Ubuntu-RRB-, Sendmail, Kafka",
        "Requirements: Linux LRB Ubuntu RRB, Sendmail, Kafka",
        "Requirements: Linux -lrb- Ubuntu -rrb-, Sendmail, Kafka",
        "Requirements: <LI>Linux</LI> -LSB-Ubuntu-RSB-, Sendmail, Kafka",
    ],
)
def test_marks_of_brackets_are_no_names(text):
    known = [(text.index(name), text.index(name) + len(name)) for name in ("Linux", "Ubuntu", "Kafka")]
    assert unknown_names(text, known) == ["Sendmail"]


def test_a_long_gap_between_two_words_is_read_in_a_moment():
    began = perf_counter()
    assert unknown_names("Ab" + " " * 20_000 + "x", [(0, 2)]) == []
    assert perf_counter() - began < 2


def test_a_text_of_empty_lines_is_read_in_a_moment():
    began = perf_counter()
    found = extract("\n" * 20_000 + "Python", KNOWN).skills
    assert [one.name for one in found] == ["Python"]
    assert perf_counter() - began < 2
