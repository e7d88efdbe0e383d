"""A posting is read in bullets and sentences, with true offsets."""

from hypothesis import given
from hypothesis import strategies as st

from techhire.engines.posting_check.segments import segments


@given(st.text(alphabet="aB.-•; \n\r\t1)S", max_size=80))
def test_segments_are_in_order_and_their_offsets_are_true(text):
    last = 0
    for segment in segments(text):
        assert text[segment.start : segment.end] == segment.text
        assert segment.cut_start <= segment.start < segment.end <= segment.cut_end
        assert segment.cut_start >= last
        last = segment.cut_end


def test_abbreviations_do_not_end_a_sentence():
    (only,) = segments("Must be a U.S. citizen with a B.S. Degree")
    assert only.text == "Must be a U.S. citizen with a B.S. Degree"


def test_bullets_are_left_out_of_the_text_and_go_with_the_line():
    first, second = segments("  • Linux\n2) Help users\n")
    assert (first.text, second.text) == ("Linux", "Help users")
    assert (first.cut_start, first.cut_end, second.cut_end) == (0, 10, 24)


def test_sentences_of_a_line_are_apart():
    assert [part.text for part in segments("Help users. Call back; take notes.")] == [
        "Help users.",
        "Call back;",
        "take notes.",
    ]
