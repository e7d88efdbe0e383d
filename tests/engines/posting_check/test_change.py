"""What a suggestion does is shown before it is taken: the words as they stand, and as they would stand."""

import pytest

from techhire.engines.posting_check import Change, change, check_posting

from .ads import FIELDS, FOUND


def changes(text, code):
    return [change(text, one) for one in check_posting(text, **FIELDS) if one.reason_code == code]


def test_the_line_is_shown_as_it_is_and_as_it_would_be():
    text = "Needs:\n- Valid driver's license and able to lift 50 lbs\nApply"
    assert changes(text, "license_unrelated") == [
        Change("- Valid driver's license and able to lift 50 lbs", "- Able to lift 50 lbs")
    ]


def test_of_a_line_that_goes_nothing_is_left():
    assert changes("Help users\n- No criminal record\nApply", "criminal_record") == [
        Change("- No criminal record", "")
    ]


def test_of_a_long_line_only_its_sentence_is_shown():
    text = "We keep clinics running. " * 12 + "Unpaid trial shift first. " + "Apply by mail. " * 9
    assert changes(text, "unpaid") == [Change("Unpaid trial shift first.", "Paid trial shift first.")]


@pytest.mark.parametrize(("line", "code", "after"), FOUND, ids=[line for line, _, _ in FOUND])
def test_what_is_shown_is_what_is_done(line, code, after):
    text = f"About the job\n{line}\nApply today\n"
    found = [one for one in check_posting(text, **FIELDS) if one.reason_code == code and not one.advice]
    for finding in found:
        shown = change(text, finding)
        assert shown.before in text and shown.before != shown.after
        assert not shown.after.endswith((" and", ",", ";")) and "  " not in shown.after
