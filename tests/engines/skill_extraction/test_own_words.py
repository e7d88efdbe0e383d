"""What people say they do: names in other forms of their words, in two languages, and what they deny."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techhire.engines.skill_extraction.likeness import closest
from techhire.engines.skill_extraction.own_words import FormIndex, Told, is_denied, read_own_words
from techhire.engines.skill_extraction.vocabulary import NameRow, Vocabulary
from techhire.engines.skill_extraction.word_forms import forms, stem

NAMES = {
    "printers": ("Printer support", "fix printers", "arreglar impresoras"),
    "phones": ("Telephone skills", "answer phones", "atender el teléfono"),
    "linux": ("Linux",),
    "customers": ("Customer service", "atender a los clientes"),
    "sheets": ("Spreadsheets", "hoja de cálculo"),
    "coding": ("Programming", "programar"),
}
VOCABULARY = Vocabulary.from_rows(
    NameRow(skill, name, "method", names[0]) for skill, names in NAMES.items() for name in names
)
INDEX = FormIndex.of(VOCABULARY)


def read(text: str) -> list[Told]:
    return list(read_own_words(text, VOCABULARY, INDEX))


def kept(text: str) -> set[str]:
    return {told.skill_id for told in read(text) if not told.denied}


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("I fixed the printers at the shop and answered phones.", {"printers", "phones"}),
        ("Arreglaba las impresoras de la tienda.", {"printers"}),
        ("He arreglado impresoras; atendía a los clientes.", {"printers", "customers"}),
        ("Atendí el telefono todos los días", {"phones"}),
        ("ATENDIENDO A LOS CLIENTES", {"customers"}),
        ("I kept a hoja de cálculo for the church", {"sheets"}),
        ("Vendía comida en la calle", set()),
        ("", set()),
    ],
)
def test_skills_are_met_in_other_forms_of_their_words(text: str, skills: set[str]) -> None:
    assert kept(text) == skills


@pytest.mark.parametrize(
    "text",
    [
        "No Linux.",
        "I never used Linux",
        "I did not use any Linux",
        "I can't do Linux",
        "Nunca usé Linux",
        "No sé Linux",
        "Trabajé sin Linux",
    ],
)
def test_what_a_person_says_they_do_not_do_is_denied(text: str) -> None:
    (told,) = read(text)
    assert (told.skill_id, told.denied) == ("linux", True)


@pytest.mark.parametrize(
    "text",
    [
        "I did not like it, but I used Linux",
        "No era fácil. Usaba Linux.",
        "Not only Linux",
        "No solo Linux",
        "I never complained and ran Linux",
        "No me gustaba, pero usaba Linux",
    ],
)
def test_a_no_of_another_clause_denies_nothing(text: str) -> None:
    assert kept(text) == {"linux"}


def test_a_mention_that_counts_comes_before_one_that_is_denied() -> None:
    (told,) = read("At first no Linux. Later Linux every day.")
    assert not told.denied and told.start > 15


def test_each_skill_is_told_once_with_the_words_it_was_found_in() -> None:
    text = "Fixed printers, and again fixed printers. Printer support!"
    (told,) = read(text)
    assert text[told.start : told.end] == told.text


@given(st.text(max_size=300))
def test_any_text_is_read_and_spans_lie_inside_it(text: str) -> None:
    for told in read(text):
        assert 0 <= told.start < told.end <= len(text)
        assert text[told.start : told.end] == told.text
        assert is_denied(text, told.start) is told.denied


@given(st.text(max_size=60))
def test_a_stem_keeps_three_letters_or_the_whole_word(word: str) -> None:
    assert stem(word) == word or (word.startswith(stem(word)) and len(stem(word)) >= 3)


def test_small_words_have_no_form() -> None:
    assert [form.stem for form in forms("the printers of my mother")] == ["print", "moth"]


PHRASES = ["I fix the family computers", "I count money at the register", "I drive a van", "I fix vans"]


def test_the_phrase_that_shares_most_comes_first() -> None:
    order = closest("fixing computers for my family", PHRASES)
    assert [at for at, _likeness in order] == [0, 3]
    assert order[0][1] == 1.0 and 0 < order[1][1] < 1


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    assert [at for at, _likeness in closest("van money", ["van money", "van", "van tools", "money box"])][
        0
    ] == 0
    weights = dict(closest("fix register", PHRASES))
    assert weights[1] < 1 and set(weights) == {0, 1, 3}


@given(st.text(max_size=80), st.lists(st.text(max_size=20), max_size=6))
def test_likeness_lies_between_zero_and_one(words: str, phrases: list[str]) -> None:
    assert all(0 < likeness <= 1.0000001 for _at, likeness in closest(words, phrases))
