"""Word pieces: as the reference cuts them, whatever the text."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techhire.engines.skill_extraction.mention_reader import load_reader
from techhire.engines.skill_extraction.word_pieces import KEPT_WORDS, WordPieces, words

# Made with BertTokenizerFast of transformers 4 and the shipped pieces: text, and its pieces up to 64.
REFERENCE = json.loads(Path(__file__).with_name("word_pieces_reference.json").read_text(encoding="utf-8"))
MARKS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
FEW = WordPieces((*MARKS, "a", "ab", "##b", "##c", "abc", "##bcd", "?"))


def named(pieces, numbers):
    return [pieces.pieces[at] for at in numbers]


@pytest.mark.parametrize("row", REFERENCE, ids=lambda row: ascii(row["text"])[:40])
def test_awkward_texts_are_cut_as_by_the_reference(row):
    pieces = load_reader().pieces
    assert named(pieces, pieces.encode(row["text"], 64)) == row["pieces"]


def test_the_longest_piece_is_taken_from_the_left():
    assert named(FEW, FEW.encode("abcd abb?", 9)) == ["[CLS]", "[UNK]", "ab", "##b", "?", "[SEP]"]


def test_a_long_text_is_cut_and_still_closed():
    assert named(FEW, FEW.encode("a a a a", 4)) == ["[CLS]", "a", "a", "[SEP]"]


def test_every_plain_word_can_be_spelled():
    pieces = load_reader().pieces
    letters = "abcdefghijklmnopqrstuvwxyz0123456789"
    missing = [c for c in letters if not {c, f"##{c}"} <= pieces.numbers.keys()]
    assert missing == []
    assert "[UNK]" not in named(pieces, pieces.encode("xqzjvkw0918273645 brzgjk", 64))


@given(st.text(max_size=200))
@settings(max_examples=50, deadline=None)
def test_any_text_is_cut_the_same_twice_and_between_its_marks(text):
    first = FEW.encode(text, 32)
    assert first == WordPieces(FEW.pieces).encode(text, 32)
    assert first[0] == 2 and first[-1] == 3 and len(first) <= 32


def test_more_words_than_are_remembered_are_read_alike():
    pieces = WordPieces(FEW.pieces)
    for number in range(KEPT_WORDS + 10):
        pieces.encode(f"{number}x", 8)
    assert pieces.encode("abc", 8) == FEW.encode("abc", 8)


def test_accents_and_capitals_do_not_count():
    assert list(words("\u00c9t\u00c9, na\u00efve")) == ["ete", ",", "naive"]
