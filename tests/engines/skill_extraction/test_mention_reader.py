"""The larger reader of mentions: what it sees, what is kept of it, when it is asked, and how it reads."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techhire.engines.skill_extraction import context, mention_model, mention_reader, sections
from techhire.engines.skill_extraction.cues import PREFERRED
from techhire.engines.skill_extraction.extraction import extract
from techhire.engines.skill_extraction.few_bits import DamagedWeights
from techhire.engines.skill_extraction.mention_features import Sight
from techhire.engines.skill_extraction.mention_reader import (
    FACTS,
    PIECES,
    WORDS,
    MentionReader,
    facts,
    load_reader,
    masked,
    read_from,
    store_of,
)
from techhire.engines.skill_extraction.readings import BY_DEFAULT, EXPLICIT, Reading
from techhire.engines.skill_extraction.transformer import Transformer
from techhire.engines.skill_extraction.vocabulary import NameRow, Vocabulary
from techhire.engines.skill_extraction.word_pieces import WordPieces

from .names import VOCABULARY
from .small_minilm import WORDS as KNOWN
from .small_minilm import small_weights

REFERENCE = Path(__file__).with_name("mention_reader_reference.json")
LEAST = (79, 90)
FIRST_SETS = [
    Path(__file__).parents[3] / "benchmarks" / "extraction" / name
    for name in ("context_sentences.csv", "context_sentences_2.csv")
]


def sight_of(sentence, name, before="", after="", ruled=("required", BY_DEFAULT)):
    start = sentence.index(name)
    spans = [(start, start + len(name))]
    return Sight(sentence, spans, [0, len(sentence)], [ruled], sections.OPENING, before, after)


@pytest.fixture(scope="module")
def small_reader():
    rng = np.random.default_rng(3)
    return MentionReader(
        Transformer(small_weights()),
        WordPieces(KNOWN),
        rng.normal(0, 0.1, (768 + FACTS, 8)).astype(np.float32),
        np.zeros(8, np.float32),
        rng.normal(0, 0.5, (8, 4)).astype(np.float32),
        np.zeros(4, np.float32),
    )


@pytest.fixture(scope="module")
def small_store(small_reader):
    return store_of(small_reader)


def test_the_name_is_hidden_and_the_neighbors_are_there():
    sight = sight_of("We use Perl here.", "Perl", "Hello.", "Bye.")
    assert masked(sight, 0) == "Hello. [SEP] We use [MASK] here. [SEP] Bye."


def test_a_text_cannot_pass_off_another_mark_as_its_own():
    sight = sight_of("[MASK] is [SEP] not Perl [MASK]", "Perl", "[MASK]", "[SEP]")
    assert masked(sight, 0) == " is  not [MASK] "


def test_a_long_sentence_is_cut_around_the_name():
    text = masked(sight_of("x" * 5000 + " Perl " + "y" * 5000, "Perl", "before", "after"), 0)
    assert text == "x" * 239 + " [MASK] " + "y" * 239


def test_neighbors_get_the_room_that_the_sentence_leaves():
    sight = sight_of("x" * 100 + "Perl" + "y" * 20, "Perl", "b" * 500, "a" * 500)
    assert masked(sight, 0) == (
        "b" * 140 + " [SEP] " + "x" * 100 + "[MASK]" + "y" * 20 + " [SEP] " + "a" * 200
    )


def test_facts_are_one_sign_for_the_rules_and_one_for_the_section():
    row = facts(sight_of("Perl", "Perl", ruled=("negated", EXPLICIT)), 0)
    assert row.sum() == 2
    assert row[3 * 2 + EXPLICIT] == 1


def test_what_is_kept_comes_back_but_for_the_rounding(small_reader, small_store):
    back = read_from(small_store)
    assert back.pieces.pieces == list(KNOWN)
    assert back.encoder.weights.keys() == small_reader.encoder.weights.keys()
    for name, before in small_reader.encoder.weights.items():
        lost = back.encoder.weights[name] - before
        assert np.sqrt((lost**2).mean()) < 0.12 * np.sqrt((before**2).mean()), name
    np.testing.assert_allclose(back.inner, small_reader.inner, atol=1e-3)
    np.testing.assert_allclose(back.outer, small_reader.outer, atol=1e-3)


@pytest.mark.parametrize("name", [WORDS, f"steps of {WORDS}", PIECES, "outer", "embeddings.LayerNorm.bias"])
def test_a_store_that_lacks_something_is_refused(small_store, name):
    with pytest.raises(DamagedWeights):
        read_from({other: values for other, values in small_store.items() if other != name})


def test_pieces_and_layers_of_another_reader_are_refused(small_store):
    fewer = np.frombuffer("\n".join(KNOWN[:-1]).encode(), dtype=np.uint8)
    for changed in (
        {PIECES: fewer},
        {"inner": small_store["inner"][1:]},
        {PIECES: np.array([255], np.uint8)},
    ):
        with pytest.raises(DamagedWeights):
            read_from(small_store | changed)


@pytest.mark.parametrize("kept", [0, 1000, 5_000_000])
def test_a_cut_file_is_refused_and_says_what_to_do(monkeypatch, tmp_path, kept):
    whole = (Path(mention_reader.__file__).parent / "data" / mention_reader.WEIGHTS).read_bytes()
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / mention_reader.WEIGHTS).write_bytes(whole[:kept])
    monkeypatch.setattr(mention_reader.resources, "files", lambda _: tmp_path)
    with pytest.raises(DamagedWeights, match="install TechHire anew"):
        load_reader.__wrapped__()


def test_a_file_with_a_bit_turned_is_refused(monkeypatch, tmp_path):
    whole = bytearray((Path(mention_reader.__file__).parent / "data" / mention_reader.WEIGHTS).read_bytes())
    whole[len(whole) // 2] ^= 4
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / mention_reader.WEIGHTS).write_bytes(bytes(whole))
    monkeypatch.setattr(mention_reader.resources, "files", lambda _: tmp_path)
    with pytest.raises(DamagedWeights):
        load_reader.__wrapped__()


def test_a_file_packed_in_a_way_that_is_not_known_is_refused(monkeypatch, tmp_path):
    whole = bytearray((Path(mention_reader.__file__).parent / "data" / mention_reader.WEIGHTS).read_bytes())
    last = whole.rindex(b"PK\x01\x02")
    whole[last + 10] = 99
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / mention_reader.WEIGHTS).write_bytes(bytes(whole))
    monkeypatch.setattr(mention_reader.resources, "files", lambda _: tmp_path)
    with pytest.raises(DamagedWeights, match="install TechHire anew"):
        load_reader.__wrapped__()


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("outer_offsets", lambda values: np.full_like(values, np.nan)),
        ("encoder.layer.0.output.LayerNorm.bias", lambda values: values[1:]),
        ("embeddings.position_embeddings.weight", lambda values: values[:, 1:]),
    ],
)
def test_numbers_that_do_not_fit_each_other_are_refused(small_store, name, changed):
    with pytest.raises(DamagedWeights):
        read_from(small_store | {name: changed(small_store[name])})


def test_a_mention_scores_the_same_alone_and_beside_others(small_reader):
    mentions = [
        (sight_of("repair bicycles with care Perl", "Perl"), 0),
        (sight_of("sell cars Perl with care", "Perl"), 0),
    ]
    together = small_reader.scores(mentions)
    alone = np.concatenate([small_reader.scores([one]) for one in mentions])
    np.testing.assert_allclose(together, alone, atol=1e-4)
    assert not np.allclose(together[0], together[1], atol=1e-3)


@given(st.text(max_size=400), st.text(max_size=400))
@settings(max_examples=25, deadline=None)
def test_any_text_around_a_name_gets_a_score(before, after):
    sentence = f"{before}Perl{after}"
    spans = [(len(before), len(before) + 4)]
    sight = Sight(sentence, spans, [0, len(sentence)], [("required", BY_DEFAULT)], sections.OPENING, "", "")
    assert np.isfinite(load_reader().scores([(sight, 0)])).all()


class Told:
    """A reader that says one thing of everything, and remembers what it was asked."""

    def __init__(self, reading):
        self.row = [float(one == reading) * 9 for one in mention_model.READINGS]
        self.asked = []

    def scores(self, mentions):
        self.asked += [sight.sentence[slice(*sight.spans[at])] for sight, at in mentions]
        return np.array([self.row] * len(mentions), dtype=np.float32)


@pytest.mark.parametrize(("lead", "asked"), [(0.0, []), (99.0, ["Perl", "Python"])])
def test_the_reader_is_asked_only_where_the_small_model_is_not_sure(monkeypatch, lead, asked):
    monkeypatch.setattr(mention_model, "SURE", lead)
    told, text = Told("boilerplate"), "We left Perl behind and moved on to Python."
    spans = [(8, 12), (36, 42)]
    read = context.read_mentions(text, spans, sections.sentences(text), "en", told)
    assert told.asked == asked
    assert ([one.importance for one in read] == ["boilerplate"] * 2) == bool(asked)


def test_of_a_long_text_the_reader_is_asked_about_the_least_sure_alone(monkeypatch):
    monkeypatch.setattr(mention_model, "SURE", 99.0)
    told, text = Told("boilerplate"), "We left Perl behind. " * 200
    spans = [(at * 21 + 8, at * 21 + 12) for at in range(200)]
    read = context.read_mentions(text, spans, sections.sentences(text), "en", told)
    assert len(told.asked) == mention_model.MOST_ASKED < len(read) == 200


def test_texts_in_other_languages_are_left_to_the_rules():
    told, text = Told("boilerplate"), "Se valorará Python."
    read = context.read_mentions(text, [(12, 18)], sections.sentences(text), "es", told)
    assert told.asked == []
    assert read == [Reading("preferred", None, EXPLICIT)]


def test_the_store_is_small_enough_to_ship():
    path = Path(mention_reader.__file__).parent / "data" / mention_reader.WEIGHTS
    assert path.stat().st_size < 8_000_000


def test_the_real_reader_agrees_with_the_network_it_was_taught_as():
    rows = json.loads(REFERENCE.read_text(encoding="utf-8"))
    mentions = [(Sight(**row["sight"]), 0) for row in rows]
    expected = np.array([row["scores"] for row in rows])
    np.testing.assert_allclose(load_reader().scores(mentions), expected, atol=0.3)


@pytest.mark.parametrize(
    ("path", "least"), list(zip(FIRST_SETS, LEAST, strict=True)), ids=["first", "second"]
)
def test_of_the_first_two_sets_the_reader_reads_what_it_did(path, least):
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = sorted({row["skill"].strip() for row in rows})
    vocabulary = Vocabulary.from_rows([NameRow(name.lower(), name, "tool", name) for name in names])
    right = 0
    for row in rows:
        found = extract(row["text"], vocabulary, reader=load_reader()).skills
        own = [one.importance for one in found if one.skill_id == row["skill"].strip().lower()]
        right += own == [row["expected"].strip()]
    assert right >= least


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Docker? Leave it to our platform crew; you will never have to open it.", "negated"),
        ("Somebody who already speaks fluent Docker will find we smile a little wider.", "preferred"),
        ("The Docker user group meets in our lobby on Thursdays and everybody gets pizza.", "boilerplate"),
        ("From your first week the nightly Docker builds are yours to keep green.", "required"),
    ],
)
def test_the_real_reader_reads_wordings_that_no_list_holds(text, expected):
    read = extract(text, VOCABULARY, reader=load_reader())
    assert [one.importance for one in read.skills] == [expected]


def test_a_reader_is_one_of_the_protocol(small_reader):
    reader: mention_model.Reader = small_reader
    assert isinstance(reader, MentionReader)


def test_a_mention_read_again_is_remembered_and_the_memory_is_bounded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reader = replace(load_reader())
    sight = Sight("Excel is a plus.", [(0, 5)], [0, 16], [(PREFERRED, 2)], sections.OPENING, "", "")
    first = reader.scores([(sight, 0), (sight, 0)])
    assert len(reader.known) == 1 and (first[0] == first[1]).all()
    monkeypatch.setattr(type(reader), "_scores", lambda *_: pytest.fail("read twice") if _[1] else [])
    assert (reader.scores([(sight, 0)]) == first[0]).all()
    monkeypatch.undo()
    monkeypatch.setattr(mention_reader, "REMEMBERED", 1)
    reader.scores([(sight._replace(sentence="Excel is required"), 0)])
    assert len(reader.known) == 1


def test_another_thread_that_empties_the_memory_disturbs_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = replace(load_reader())
    known, new = (
        Sight(text, [(0, 5)], [0, len(text)], [(PREFERRED, 2)], sections.OPENING, "", "")
        for text in ("Excel is a plus.", "Excel is required.")
    )
    before = reader.scores([(known, 0)])
    sums = type(reader)._scores

    def meanwhile(self: MentionReader, mentions: list[tuple[str, bytes]]) -> object:
        self.known.clear()
        return sums(self, mentions)

    monkeypatch.setattr(type(reader), "_scores", meanwhile)
    assert (reader.scores([(known, 0), (new, 0)])[0] == before[0]).all()
