"""How many lines something was found in, as a reader counts them."""

import pytest

from techhire.engines.posting_check import check_posting, count_lines

from .ads import FIELDS


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Answer calls\n- Women preferred\n- Type fast\n", 1),
        ("- Young, energetic rockstar with a clean criminal record\n- Answer calls\n", 1),
        ("- Women preferred\n- No criminal record\n", 2),
        ("Women preferred. Type fast. No criminal record.", 2),
        ("Answer calls\n", 0),
    ],
)
def test_findings_of_one_line_count_once(text, lines):
    assert count_lines(text, [one.start for one in check_posting(text, **FIELDS) if one.text]) == lines


def test_a_line_with_three_findings_is_one_line():
    text = "Christians only, young team of rockstar developers, must be in good health"
    found = check_posting(text, **FIELDS)
    assert len(found) > 1 == count_lines(text, [one.start for one in found])


@pytest.mark.parametrize(
    ("text", "places", "lines"), [("", [0], 0), ("\n\n one", [0, 4], 1), ("a\nb\n", [4], 1)]
)
def test_places_outside_any_line_do_not_fail(text, places, lines):
    assert count_lines(text, places) == lines
