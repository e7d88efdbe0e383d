import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from techhire.engines.skill_extraction import phrases
from techhire.engines.skill_extraction.phrases import candidate_phrases, propose
from techhire.engines.skill_extraction.tagger import Field, Tagger, load_tagger

AD = (
    "Responsibilities:\n- Troubleshoot workstations for staff and document solutions\n- Experience with SQL\n"
    "Benefits:\n- Learn to manage conflicts in our leadership training\n"
)


def test_unnamed_skills_are_proposed_where_they_stand():
    found = candidate_phrases(AD)
    assert all(AD[one.start : one.end] == one.text for one in found)
    assert any("roubleshoot workstations" in one.text for one in found)


def test_sentences_about_benefits_propose_nothing():
    edge = AD.index("Benefits")
    assert all(one.end <= edge for one in candidate_phrases(AD))


def test_phrases_that_touch_a_named_skill_are_not_proposed_again():
    at = AD.index("SQL")
    asked = []

    def linker(texts):
        asked.extend(texts)
        return [[(0, 0.9), (1, 0.2)] for _ in texts]

    proposals = propose(AD, [(at, at + 3)], linker, least=0.5)
    assert "SQL" not in asked
    assert proposals
    assert all(proposal.labels == ((0, 0.9),) for proposal in proposals)


def test_without_weights_plain_rules_still_cut_phrases(monkeypatch):
    monkeypatch.setattr(phrases, "load_tagger", lambda: None)
    texts = [
        one.text for one in candidate_phrases("You will be able to reset passwords, answer phone calls.")
    ]
    assert texts == ["reset passwords", "answer phone calls"]


def test_viterbi_finds_the_best_path_of_a_small_field():
    rng = np.random.default_rng(3)
    emissions = rng.integers(-20, 20, size=(7, 3)).astype(np.int8)
    transitions = rng.normal(size=(3, 3)).astype(np.float32)
    first = rng.normal(size=3).astype(np.float32)
    hashed = rng.integers(0, 7, size=(5, 2)).astype(np.int32)
    field = Field(emissions, 0.1, transitions, first)

    def score(path):
        emitted = sum(float(emissions[hashed[t], tag].sum()) * 0.1 for t, tag in enumerate(path))
        return emitted + first[path[0]] + sum(transitions[a, b] for a, b in zip(path, path[1:], strict=False))

    paths = np.stack(np.meshgrid(*[range(3)] * 5), axis=-1).reshape(-1, 5)
    assert field.tags(hashed) == max(paths.tolist(), key=score)


def test_the_package_carries_weights_for_both_kinds():
    tagger = load_tagger()
    assert isinstance(tagger, Tagger)
    assert set(tagger.fields) == {"skill", "knowledge"}


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120))
def test_any_text_gives_spans_inside_it_in_order(text):
    found = candidate_phrases(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert found == sorted(found, key=lambda one: (one.start, one.end))
