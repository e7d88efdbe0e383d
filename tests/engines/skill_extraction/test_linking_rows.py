"""Ranking rows of two CSV files, and what a person is told about files that cannot be used."""

import pytest

from techhire.engines.skill_extraction.link_lexicon import LexiconError, load_ad_phrases, parse_phrases
from techhire.engines.skill_extraction.link_rows import LinkInputError, rank_rows
from techhire.engines.skill_extraction.link_text import bare_name, clean

LABELS = ["id,label\n", "s1,use JavaScript\n", "s2,cook meals\n", "s3,sell cars\n"]
TEXTS = ["id,text\n", 't1,"JavaScript, every day"\n', "t2,a cook for our kitchen\n"]


def changed(lines, at, line):
    return [*lines[:at], line, *lines[at + 1 :]]


def test_each_text_gets_its_ranks_in_order():
    rows = list(rank_rows(LABELS, TEXTS, 2))
    assert [(row.text_id, row.rank) for row in rows] == [("t1", 1), ("t1", 2), ("t2", 1), ("t2", 2)]
    assert rows[0].label_id == "s1"
    assert rows[2].label_id == "s2"


def test_columns_may_stand_in_any_order_and_further_ones_are_ignored():
    turned = ["kind,label,id\n", "x,use JavaScript,s1\n", "x,cook meals,s2\n", "x,sell cars,s3\n"]
    assert list(rank_rows(turned, TEXTS, 3)) == list(rank_rows(LABELS, TEXTS, 3))


def test_a_byte_order_mark_is_no_part_of_the_header():
    assert list(rank_rows(changed(LABELS, 0, "\ufeffid,label\n"), TEXTS, 1)) == list(
        rank_rows(LABELS, TEXTS, 1)
    )


def test_a_blank_text_gives_no_row_and_no_error():
    assert [row.text_id for row in rank_rows(LABELS, changed(TEXTS, 1, "t1,\n"), 1)] == ["t2"]


@pytest.mark.parametrize(
    ("labels", "texts", "told"),
    [
        (changed(LABELS, 0, "id,name\n"), TEXTS, r"labels file: no column label; the header is 'id,name'"),
        (LABELS, changed(TEXTS, 0, "key,words\n"), r"texts file: no column id and text"),
        ([], TEXTS, r"labels file: it is empty"),
        (LABELS, TEXTS[:1], r"texts file: there is a header but no row"),
        (changed(LABELS, 2, "s1,cook meals\n"), TEXTS, r"labels file, line 3: the id 's1' was used before"),
        (LABELS, changed(TEXTS, 2, "t1,again\n"), r"texts file, line 3: the id 't1' was used before"),
        (changed(LABELS, 1, ",use JavaScript\n"), TEXTS, r"labels file, line 2: the id is empty"),
        (changed(LABELS, 3, "s3,  \n"), TEXTS, r"labels file, line 4: the label is empty"),
        (LABELS, changed(TEXTS, 1, "t1\n"), r"texts file, line 2: the row is shorter"),
        (LABELS, [*TEXTS, 't3,"never closed\n'], r"texts file, line 4: not readable as CSV"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_line(labels, texts, told):
    with pytest.raises(LinkInputError, match=told):
        rank_rows(labels, texts, 3)


def test_fewer_than_one_rank_is_refused():
    with pytest.raises(LinkInputError, match="k must be at least 1"):
        rank_rows(LABELS, TEXTS, 0)


def test_the_shipped_phrases_are_read_and_none_is_its_own_name():
    phrases = load_ad_phrases()
    assert "team player" in phrases["work in teams"]
    assert len(phrases) > 400
    assert not [name for name, said in phrases.items() if name in said]


def test_a_phrase_line_without_phrases_is_refused_with_its_line():
    with pytest.raises(LexiconError, match=r"mine\.txt, line 2"):
        parse_phrases("mine.txt", "# fine\nwork in teams\n")


def test_two_lines_for_one_name_are_joined():
    assert parse_phrases("x", "a = b | c\nA = d") == {"a": ("b", "c", "d")}


def test_cleaning_keeps_names_with_signs():
    assert clean("  C++ and C#  at <ORGANIZATION>\n-LRB- .NET -RRB-") == "c++ and c# at .net"


def test_a_label_is_freed_of_its_bracket_only_at_the_end():
    assert bare_name("Java (computer programming)") == "Java"
    assert bare_name("browse (quickly) the web") == "browse (quickly) the web"
