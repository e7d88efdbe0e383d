"""A file of answers is read as the console reads it; what is wrong is told with its line."""

import pytest

from techhire.commons.permits import Refused
from techhire.plays.assessments.queries.answer_files import read_answers


def test_rows_are_people_and_blank_is_not_answered() -> None:
    table = read_answers("\ufeffq-1,q-2\r\n1,0\r\n,1\r\n\r\n0.0,\r\n".encode())
    assert table.codes == ("q-1", "q-2")
    assert table.points.tolist() == [[1, 0], [-1, 1], [0, -1]]
    assert table.people == 3


def test_a_column_may_count_equal_rows() -> None:
    table = read_answers(b"q-1,n,q-2\n1,12,0\n0,3,0\n", freq="n")
    assert (table.codes, table.people) == (("q-1", "q-2"), 15)
    assert table.answered == {"q-1": 15, "q-2": 15}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"", "Line 1"),
        (b"1,0\n0,1\n", "Line 1"),
        (b"a,a\n1,0\n", "Line 1"),
        (b"a,\n1,0\n", "Line 1"),
        (b"a,b\n", "no line"),
        (b"a,b\n1,0\n1\n", "Line 3"),
        (b"a,b\n1,yes\n", "Line 2, column “b”: “yes” .* Leave out columns"),
        (b"a,b\n1,0.5\n", "Line 2"),
        (b"a,b\n1,-1\n", "Line 2"),
        (b"a,b\n1,nan\n", "Line 2"),
        (b"a,b\n1,21\n", "Line 2"),
        (b"\xff\xfea", "UTF-8"),
        (b'a,b\n"' + b"x" * 200_000 + b'",1\n', "Line"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says):
        read_answers(text)


def test_a_column_that_is_not_there_is_told_at_its_field() -> None:
    with pytest.raises(Refused) as refused:
        read_answers(b"a,b\n1,0\n", freq="n")
    assert refused.value.field == "freq"
