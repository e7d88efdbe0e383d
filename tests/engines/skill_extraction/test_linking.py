"""Linking text to labels: what comes first, what is stable, what is refused."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techhire.engines.skill_extraction import link_minilm, linking
from techhire.engines.skill_extraction.linking import (
    LocalModelMissing,
    build_index,
    linker_of,
    load_local_model,
)

LABELS = (
    "work in teams",
    "JavaScript",
    "Java (computer programming)",
    "solve problems",
    "manage musical staff",
    "operate forklift",
    "provide ICT support",
    "perform data analysis",
    "English",
    "tend tumbling machine",
)


@pytest.fixture(scope="module")
def index():
    return build_index(LABELS)


def first(index, text):
    return index.labels[index.rank([text], 1)[0][0][0]]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("You have written a lot of JavaScript", "JavaScript"),
        ("Three years of Java in a bank", "Java (computer programming)"),
        ("We want someone who loves to crack hard problems", "solve problems"),
        ("You will run the orchestra's musicians and their rota", "manage musical staff"),
        ("Licensed forklift driver for our warehouse", "operate forklift"),
        ("Answer the help desk when colleagues' computers fail", "provide ICT support"),
        ("Fluency in spoken and written English is a must", "English"),
    ],
)
def test_a_sentence_leads_to_the_skill_it_speaks_of(index, text, label):
    assert first(index, text) == label


def test_a_phrase_of_ads_leads_to_the_name_it_stands_for(index):
    assert first(index, "a true team player") == "work in teams"


def test_a_short_mention_is_seen_inside_a_long_sentence(index):
    text = (
        "In our bright new offices by the harbor, with free fruit, a table for games and regular evenings out, "
        "we expect you to analyse data and to enjoy the view as much as we have done since the company began"
    )
    assert "perform data analysis" in [LABELS[label] for label, _ in index.rank([text], 2)[0]]


def test_masked_names_and_bracket_codes_change_nothing(index):
    plain = index.rank(["strong JavaScript in a team"], 5)
    assert index.rank(["strong JavaScript <ORGANIZATION> -LRB- in a team -RRB-"], 5) == plain


def test_letter_case_changes_nothing(index):
    assert index.rank(["SOLVE PROBLEMS"], 3) == index.rank(["solve problems"], 3)


def test_ranks_are_the_same_alone_and_in_company(index):
    texts = ["team player", "help desk", "Java", "drive a forklift", "statistics on sales"] * 30
    together = index.rank(texts, 4)
    assert [[label for label, _ in row] for row in together[:5]] == [
        [label for label, _ in index.rank([text], 4)[0]] for text in texts[:5]
    ]


def test_equal_labels_keep_their_order():
    twins = build_index(["solve problems", "work in teams", "solve problems"])
    assert [label for label, _ in twins.rank(["we solve problems"], 3)[0]][:2] == [0, 2]


def test_scores_never_rise_down_the_list_and_no_label_comes_twice(index):
    for row in index.rank(["data analysis and team work in English", "music"], len(LABELS)):
        scores = [score for _, score in row]
        assert scores == sorted(scores, reverse=True)
        assert len({label for label, _ in row}) == len(LABELS)


def test_asking_for_more_than_there_is_gives_all_labels(index):
    assert len(index.rank(["anything"], 500)[0]) == len(LABELS)


@pytest.mark.parametrize("blank", ["", "   ", "<ORGANIZATION>", "---", "\u2022 !!"])
def test_a_text_without_a_word_gets_no_label(index, blank):
    assert index.rank([blank, "Java"], 3)[0] == []


def test_no_texts_give_no_rows(index):
    assert index.rank([], 3) == []


@pytest.mark.parametrize("k", [0, -1])
def test_fewer_than_one_label_is_refused(index, k):
    with pytest.raises(ValueError, match="at least 1"):
        index.rank(["Java"], k)


def test_an_empty_label_list_is_refused():
    with pytest.raises(ValueError, match="no label"):
        build_index([])


def test_the_short_list_hardly_differs_from_a_look_at_every_row(monkeypatch):
    many = [f"{verb} {thing}" for verb in ("manage", "design", "repair", "sell") for thing in THINGS]
    texts = [
        f"we need you to {verb} our {thing}"
        for verb, thing in zip(("design", "sell") * 10, THINGS, strict=False)
    ]
    wide = build_index(many)
    exact = [row[0] for row in wide.rank(texts, 1)]
    monkeypatch.setattr(linking, "CANDIDATES", 16)
    assert np.mean([row[0] == best for row, best in zip(wide.rank(texts, 1), exact, strict=True)]) >= 0.9


THINGS = (
    "networks", "databases", "websites", "furniture", "bicycles", "gardens", "contracts", "budgets", "engines",
    "bridges", "textbooks", "recipes", "cameras", "servers", "printers", "elevators", "boats", "clinics",
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(texts=st.lists(st.text(max_size=80), max_size=5), k=st.integers(1, 12))
def test_any_text_gets_known_labels_and_finite_scores(texts, k):
    rows = build_small().rank(texts, k)
    assert len(rows) == len(texts)
    for row in rows:
        assert all(0 <= label < len(LABELS) and np.isfinite(score) for label, score in row)
        assert len(row) in (0, min(k, len(LABELS)))


def build_small():
    if not SMALL:
        SMALL.append(build_index(LABELS))
    return SMALL[0]


SMALL: list = []


def test_a_linker_is_the_index_as_a_plain_function(index):
    assert linker_of(index, 2)(["team player"]) == index.rank(["team player"], 2)


def test_a_missing_local_model_names_the_extra_that_brings_it(monkeypatch):
    monkeypatch.setattr(link_minilm, "PACKAGE", "no_such_package_here")
    load_local_model.cache_clear()
    with pytest.raises(LocalModelMissing, match=r"techhire\[linking\]"):
        load_local_model()
    load_local_model.cache_clear()


class LastLetterEncoder:
    """A stand-in for a sentence model: it only sees a text's last letter."""

    def encode(self, texts):
        return np.stack([self._vector(text) for text in texts])

    def views(self, texts):
        for vector in self.encode(texts):
            yield linking.Views(vector, vector[None, :])

    @staticmethod
    def _vector(text):
        vector = np.zeros(128, dtype=np.float32)
        vector[ord(text[-1].lower()) % 128] = 1
        return vector


def test_a_model_beside_the_default_one_has_its_say():
    labels = ["drive trams", "drive buses", "drive taxi"]
    alone, advised = build_index(labels), build_index(labels, encoder=LastLetterEncoder())
    text = "drive people around the city, hi"
    assert advised.rank([text], 1)[0][0][0] == 2
    assert dict(advised.rank([text], 3)[0])[2] > dict(alone.rank([text], 3)[0])[2]
