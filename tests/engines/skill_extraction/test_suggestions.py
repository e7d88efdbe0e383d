import json

import pytest

from techhire.engines.skill_extraction.extraction import extract
from techhire.engines.skill_extraction.lines import extract_lines
from techhire.engines.skill_extraction.suggestions import LEAST, SHARE, NameIndex, suggest
from techhire.engines.skill_extraction.vocabulary import NameRow, Vocabulary

ROWS = [
    NameRow("sql", "SQL", "language", "SQL"),
    NameRow("explain", "Explaining things simply", "method", "Explaining things simply"),
    NameRow("explain", "explain technical concepts", "method", "Explaining things simply"),
    NameRow("pages", "create web pages", "method", "Web development"),
    NameRow("dba", "DBA", "method", "Database administration"),
]
AD = (
    "Requirements:\n- SQL\n- You should be able to explain technical things to people who are not technical\n"
    "- BS degree in databases\n"
)


@pytest.fixture(scope="module")
def vocabulary():
    return Vocabulary.from_rows(ROWS)


@pytest.fixture(scope="module")
def names(vocabulary):
    return NameIndex.of(vocabulary)


def test_a_phrase_close_to_a_name_is_suggested_where_it_stands(vocabulary, names):
    (one,) = suggest(AD, names, extract(AD, vocabulary))
    assert (one.skill_id, one.name) == ("explain", "Explaining things simply")
    assert AD[one.start : one.end] == one.text
    assert "explain technical" in one.text


def test_a_suggestion_is_never_as_sure_as_a_name(vocabulary, names):
    read = extract(AD, vocabulary)
    (one,) = suggest(AD, names, read)
    assert LEAST * SHARE <= one.confidence <= SHARE
    assert one.confidence < min(found.confidence for found in read.skills)


def test_a_skill_that_is_named_is_not_suggested_again(vocabulary, names):
    said = AD + "- explain technical concepts\n"
    assert [one.skill_id for one in suggest(said, names, extract(said, vocabulary))] == []


def test_a_degree_is_no_skill(vocabulary, names):
    text = "You bring a BS degree in databases."
    assert suggest(text, names, extract(text, vocabulary)) == ()


def test_what_the_company_says_of_itself_suggests_nothing(vocabulary, names):
    text = "Benefits:\n- We are able to explain technical things to people who join us\n"
    assert suggest(text, names, extract(text, vocabulary)) == ()


def test_no_more_are_suggested_than_asked_for(vocabulary, names):
    text = "You should be able to explain technical things to people. Build pages from designs."
    read = extract(text, vocabulary)
    assert len(suggest(text, names, read)) == 2
    assert len(suggest(text, names, read, most=1)) == 1


def test_lines_carry_suggestions_after_names_only_where_an_index_is_given(vocabulary, names):
    line = json.dumps({"id": "a", "text": AD})
    (plain,) = extract_lines([line], vocabulary)
    (linked,) = extract_lines([line], vocabulary, names=names)
    assert [one["skill"] for one in plain["skills"]] == ["sql"]
    assert [one["skill"] for one in linked["skills"]] == ["sql", "explain"]
    assert set(linked["skills"][0]) == set(linked["skills"][1])
