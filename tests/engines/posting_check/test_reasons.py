"""A demand that says why is left alone, and no suggestion leaves half a sentence or cuts a word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techhire.engines.posting_check import apply, change, check_posting

from .ads import FIELDS, FOUND

HANGING = ("because", "since", "and", "or", "which", "so", "porque", "ya que", "que", "y")
DEMANDS = [
    "A valid driver's license",
    "Valid driver's license required",
    "Able to lift 50 lbs",
    "No criminal record",
    "Good credit history",
    "Must be in good health",
    "Native English speaker",
]
JOINTS = [", ", "; ", " ", ". ", ",\n", " and ", ", Excel, "]
ENDS = ["", ".", " and Excel", ", Excel"]


def codes(text, **options):
    return [one.reason_code for one in check_posting(text, **FIELDS, **options)]


@pytest.mark.parametrize(
    "line",
    [
        "- A valid driver's license, because we have three clinics",
        "- A valid driver's license,\n  because we have three clinics",
        "- A valid driver's license. Because we have three clinics.",
        "- A valid driver's license since the shops are ten miles apart",
        "- Because we have three clinics, a valid driver's license",
        "- We have three clinics, so you need a valid driver's license",
        "- Valid driver's license required to visit our clinics",
        "- A driver's license for picking up parts",
        "- Able to lift 50 lbs, because new screens come by the dozen",
    ],
)
def test_a_reason_in_the_line_is_taken(line):
    assert codes(f"Answer calls\n{line}\n") == []


@pytest.mark.parametrize(
    "line",
    [
        "Valid driver's license required for this position",
        "Valid driver's license required to apply",
        "Valid driver's license for identification",
        "Valid driver's license since 2015",
        "Valid driver's license and able to type",
    ],
)
def test_to_ask_for_it_is_no_reason(line):
    assert codes(f"Answer calls\n{line}\n") == ["license_unrelated"]


@settings(max_examples=300)
@given(
    st.sampled_from(DEMANDS),
    st.sampled_from(JOINTS),
    st.sampled_from(HANGING),
    st.sampled_from(["we have three clinics", "some work is heavy", "tenemos tres clínicas"]),
    st.sampled_from(ENDS),
    st.booleans(),
    st.sampled_from(["en", "es"]),
)
def test_no_suggestion_begins_with_what_hung_on_the_words(demand, joint, word, rest, end, ahead, language):
    words = [f"{word} {rest}", demand] if ahead else [demand, f"{word} {rest}"]
    text = f"Answer calls\n- {joint.join(words)}{end}\nApply\n"
    for finding in check_posting(text, **FIELDS, language=language):
        if finding.advice:
            continue
        before = tuple(line.strip(" -").casefold() for line in text.splitlines())
        for line in apply(text, [finding]).splitlines():
            left = line.strip(" -").casefold()
            hangs = left.startswith(tuple(f"{one} " for one in HANGING))
            assert not hangs or any(own.startswith(left[:12]) for own in before)


def test_a_bullet_written_as_a_letter_is_no_half_of_a_sentence():
    (finding,) = check_posting("o Answer calls\no No criminal record\no Type fast\n", **FIELDS)
    assert (finding.advice, finding.replacement) == (False, None)


@pytest.mark.parametrize(("line", "code", "after"), FOUND, ids=[line for line, _, _ in FOUND])
def test_no_mark_ends_inside_a_word(line, code, after):
    text = f"About the job\n{line}\nApply today\n"
    for one in check_posting(text, **FIELDS):
        for at in (one.start, one.end):
            assert not (0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum())


def test_the_half_that_stays_keeps_its_capital():
    (finding,) = check_posting("Answer calls\nValid driver's license and able to type\n", **FIELDS)
    shown = change("Answer calls\nValid driver's license and able to type\n", finding)
    assert (shown.after, finding.text) == ("Able to type", "Valid driver's license and able")
