"""One idea of a phone number, wherever somebody writes one down."""

from collections.abc import Callable

import pytest

from techhire.commons.permits import Actor, Refused
from techhire.commons.permits.inputs import phone_number
from techhire.plays.concerns.actions.reporting import report_thing
from techhire.plays.marketplace.models import Posting
from techhire.plays.seekers.actions.contacts import checked_ways
from tests.conftest import NOW
from tests.factories.marketplace import PostingFactory

NUMBERS = [
    "555-0142",
    "816-555-0142",
    "(816) 555 0142",
    "+1 816.555.0142",
    "+52 55 1234 5678",
    "816-555-0142 ext. 12",
    "8165550142x7",
]
NONE = [
    "call me",
    "1",
    "(((((((",
    "555-014",
    "+1 816 555 0142 0142 0142",
    "816+5550142",
    "٨١٦٥٥٥٠١٤٢",
    "0" * 41,
]


@pytest.fixture
def places(request: pytest.FixtureRequest, visitor: Actor) -> list[Callable[[str], object]]:
    """Where a number is written down: alone, with a person, with a report."""
    job: Posting = PostingFactory(organization=request.getfixturevalue("employer"), published=True)
    return [
        phone_number,
        lambda text: checked_ways({"phone": text}),
        lambda text: report_thing(visitor, job, wrong="money", phone=text, now=NOW),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_is_taken_everywhere_as_it_was_written(
    text: str, places: list[Callable[[str], object]]
) -> None:
    assert phone_number(f" {text} ") == text
    for taken in places:
        assert taken(text)


@pytest.mark.django_db
@pytest.mark.parametrize("text", NONE)
def test_what_is_no_number_is_refused_everywhere(text: str, places: list[Callable[[str], object]]) -> None:
    for taken in places:
        with pytest.raises(Refused) as refusal:
            taken(text)
        assert refusal.value.field == "phone"
