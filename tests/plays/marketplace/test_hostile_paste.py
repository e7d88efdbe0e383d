"""What somebody pastes to keep the site busy is read in the time any paste of that length takes."""

from time import process_time

import pytest

from techhire.plays.marketplace.bridge import plain_text


@pytest.mark.parametrize("unit", ["<!--", "<br", "<script", "<script>", "<a <", "< /p", "</", "&lt;", "<"])
def test_unclosed_markup_takes_no_longer_than_words(unit: str) -> None:
    began = process_time()
    plain_text(unit * (300_000 // len(unit)))
    assert process_time() - began < 5


def test_a_comment_is_taken_out_and_the_words_around_it_stay() -> None:
    assert (
        plain_text("<p>You answer <!-- 5 > 4 -- and <b> --> calls.</p>")
        == "You answer calls from our nurses."
    )
    assert plain_text("Pay: $20 <!doctype html> an hour") == "Pay: $20 an hour"
