"""Accepting lines: only what was accepted, only once, only in the text it was found in."""

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from techhire.engines.posting_check import apply, check_posting

from .ads import FOUND, LOOK_ALIKES

lines = st.sampled_from(
    [line for line, _, _ in FOUND] + LOOK_ALIKES + ["", "Requirements:", "• Linux", "1. Help users"]
)
breaks = st.sampled_from(["\n", "\r\n", " ", ". ", "\n\n- "])


@st.composite
def ads(draw):
    parts = draw(st.lists(st.tuples(lines, breaks), max_size=8))
    return "".join(line + end for line, end in parts)


noise = st.text(alphabet=string.printable + "é’–•\u2028\ue000\x00", max_size=200)


@given(ads() | noise, st.data())
@settings(deadline=None)
def test_applying_twice_is_applying_once(text, data):
    found = check_posting(text)
    accepted = data.draw(st.lists(st.sampled_from(found), unique=True)) if found else []
    once = apply(text, accepted)
    assert apply(once, accepted) == once


@given(ads() | noise)
@settings(deadline=None)
def test_spans_are_offsets_into_the_original_text(text):
    for finding in check_posting(text):
        assert 0 <= finding.start <= finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.text
        assert finding.advice or finding.replacement != finding.text


@given(ads())
@settings(deadline=None)
def test_accepting_everything_soon_leaves_nothing_to_accept(text):
    for _ in range(4):
        text = apply(text, check_posting(text))
    assert [finding for finding in check_posting(text) if not finding.advice] == []


@given(ads() | noise)
@settings(deadline=None)
def test_accepting_nothing_changes_nothing(text):
    assert apply(text, []) == text
    assert apply(text, [finding for finding in check_posting(text) if finding.advice]) == text


@given(ads(), st.data())
@settings(deadline=None)
def test_a_replacement_touches_nothing_outside_its_span(text, data):
    found = [one for one in check_posting(text) if one.replacement is not None and not one.advice]
    if found:
        finding = data.draw(st.sampled_from(found))
        changed = apply(text, [finding])
        assert changed == text[: finding.start] + finding.replacement + text[finding.end :]


def test_findings_of_another_text_change_nothing():
    found = check_posting("No criminal record\nHelp users\n")
    assert apply("No criminal record\nhelp users\n", found) == "No criminal record\nhelp users\n"


def test_a_sentence_goes_and_its_neighbors_stay():
    text = "Help users. No criminal record. Call back.\n"
    (finding,) = [one for one in check_posting(text) if one.reason_code == "criminal_record"]
    assert apply(text, [finding]) == "Help users. Call back.\n"


def test_a_bullet_of_which_nothing_is_left_goes_too():
    text = "Needs:\n- No criminal record. Good credit history required.\n- Linux\n\nApply\n"
    accepted = [one for one in check_posting(text) if one.severity == "must"]
    assert apply(text, accepted) == "Needs:\n- Linux\n\nApply\n"


def test_findings_keep_their_names_when_the_same_text_is_checked_again():
    text = "No criminal record\nUnpaid internship\n"
    assert [one.key for one in check_posting(text)] == [one.key for one in check_posting(text)]
    assert len({one.key for one in check_posting(text)}) == len(check_posting(text))
