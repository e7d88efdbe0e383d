"""The larger reader of mentions: what it sees, how its weights come about, when it is asked, and where it is absent."""

import json
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techhire.engines.skill_extraction import context, link_minilm, mention_model, mention_reader, sections
from techhire.engines.skill_extraction.extraction import extract
from techhire.engines.skill_extraction.link_minilm import PACKAGE
from techhire.engines.skill_extraction.mention_features import Sight
from techhire.engines.skill_extraction.mention_reader import (
    FACTS,
    LocalModelMissing,
    MentionReader,
    changed,
    facts,
    installed_reader,
    load_reader,
    masked,
    packed,
)
from techhire.engines.skill_extraction.readings import BY_DEFAULT, EXPLICIT, Reading

from .names import VOCABULARY
from .small_minilm import small_minilm

REFERENCE = Path(__file__).with_name("mention_reader_reference.json")
CHANGED = "encoder.layer.3.intermediate.dense.weight"
needs_the_extra = pytest.mark.skipif(
    find_spec(PACKAGE) is None, reason="the extra 'linking' is not installed"
)


def sight_of(sentence, name, before="", after="", ruled=("required", BY_DEFAULT)):
    start = sentence.index(name)
    spans = [(start, start + len(name))]
    return Sight(sentence, spans, [0, len(sentence)], [ruled], sections.OPENING, before, after)


def store(seed=3):
    rng = np.random.default_rng(seed)
    narrow = {
        "in": rng.normal(0, 0.2, (384, 4)).astype(np.float32),
        "out": rng.normal(0, 0.2, (64, 4)).astype(np.float32),
    }
    found = {"whole embeddings.LayerNorm.bias": np.full(384, 0.25, dtype=np.float16)}
    for kind, values in narrow.items():
        found |= packed(f"{kind} {CHANGED}", values)
    found |= packed("inner", rng.normal(0, 0.1, (768 + FACTS, 8)).astype(np.float32))
    found |= packed("outer", rng.normal(0, 0.5, (8, 4)).astype(np.float32))
    found["inner offsets"], found["outer offsets"] = np.zeros(8, np.float16), np.zeros(4, np.float16)
    return found, narrow


@pytest.fixture(scope="module")
def small_reader():
    return changed(small_minilm(), store()[0])


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


def test_whole_arrays_replace_and_narrow_pairs_are_added():
    encoder, (kept, narrow) = small_minilm(), store()
    weights = changed(encoder, kept).encoder.weights
    expected = encoder.weights[CHANGED] + narrow["out"] @ narrow["in"].T
    np.testing.assert_allclose(weights[CHANGED], expected, atol=0.02)
    assert not np.allclose(weights[CHANGED], encoder.weights[CHANGED], atol=0.02)
    np.testing.assert_array_equal(weights["embeddings.LayerNorm.bias"], np.full(384, 0.25))
    assert (
        weights["embeddings.word_embeddings.weight"] is encoder.weights["embeddings.word_embeddings.weight"]
    )


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
    reader = changed(small_minilm(), store()[0])
    sentence = f"{before}Perl{after}"
    spans = [(len(before), len(before) + 4)]
    sight = Sight(sentence, spans, [0, len(sentence)], [("required", BY_DEFAULT)], sections.OPENING, "", "")
    assert np.isfinite(reader.scores([(sight, 0)])).all()


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


def test_texts_in_other_languages_are_left_to_the_rules():
    told, text = Told("boilerplate"), "Se valorará Python."
    read = context.read_mentions(text, [(12, 18)], sections.sentences(text), "es", told)
    assert told.asked == []
    assert read == [Reading("preferred", None, EXPLICIT)]


@pytest.fixture
def without_the_extra(monkeypatch):
    monkeypatch.setattr(link_minilm, "PACKAGE", "no_such_package_is_installed")
    for cached in (link_minilm.load_local_model, load_reader):
        cached.cache_clear()
    yield
    for cached in (link_minilm.load_local_model, load_reader):
        cached.cache_clear()


@pytest.mark.usefixtures("without_the_extra")
def test_without_the_extra_there_is_no_reader_and_the_small_model_reads_alone():
    assert installed_reader() is None
    with pytest.raises(LocalModelMissing, match=r"techhire\[linking\]"):
        load_reader()
    text = "Python is required, Perl is a plus."
    assert extract(text, VOCABULARY, reader=installed_reader()) == extract(text, VOCABULARY)


def test_the_store_is_small_enough_to_ship():
    path = Path(mention_reader.__file__).parent / "data" / mention_reader.WEIGHTS
    assert path.stat().st_size < 1_600_000


@needs_the_extra
def test_the_real_reader_agrees_with_the_network_it_was_taught_as():
    rows = json.loads(REFERENCE.read_text(encoding="utf-8"))
    mentions = [(Sight(**row["sight"]), 0) for row in rows]
    expected = np.array([row["scores"] for row in rows])
    np.testing.assert_allclose(load_reader().scores(mentions), expected, atol=0.15)


@needs_the_extra
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
    read = extract(text, VOCABULARY, reader=installed_reader())
    assert [one.importance for one in read.skills] == [expected]


def test_a_reader_is_one_of_the_protocol(small_reader):
    reader: mention_model.Reader = small_reader
    assert isinstance(reader, MentionReader)
