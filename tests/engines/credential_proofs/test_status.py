"""A status list says of each credential whether it was taken back, and cannot be used to harm the reader."""

import base64
import gzip
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techhire.engines.credential_proofs import status

EMPTY_IN_THE_STANDARD = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"


def packed(data: bytes) -> str:
    return "u" + base64.urlsafe_b64encode(gzip.compress(data)).rstrip(b"=").decode()


def test_the_empty_list_of_the_standard_has_no_bit_set():
    bits = status.decode(EMPTY_IN_THE_STANDARD)
    assert bits == bytes(status.SMALLEST // 8)


@settings(max_examples=30)
@given(st.sets(st.integers(0, status.SMALLEST - 1), max_size=30), st.integers(0, status.SMALLEST - 1))
def test_exactly_the_given_positions_are_set(positions, asked):
    bits = status.decode(status.encode(positions))
    assert all(status.is_set(bits, position) for position in positions)
    assert status.is_set(bits, asked) == (asked in positions)


def test_the_first_position_is_the_highest_bit_of_the_first_byte():
    assert status.decode(status.encode([0]))[0] == 0x80
    assert status.decode(status.encode([15]))[1] == 0x01


def test_the_same_positions_always_give_the_same_text():
    assert status.encode([3, 9]) == status.encode([9, 3])


@pytest.mark.parametrize(
    "text",
    [
        "",
        EMPTY_IN_THE_STANDARD[1:],
        EMPTY_IN_THE_STANDARD[:-12],
        "u!!!!",
        "u\u00e9",
        packed(b"\0" * 100),
        packed(bytes(50_000_000)),
        packed(bytes(16_384)) + "AAAA",
    ],
    ids=["empty", "no base", "cut off", "no base64", "no ascii", "too short", "bomb", "more behind"],
)
def test_a_damaged_or_hostile_list_is_refused(text):
    with pytest.raises(status.BadStatusList):
        status.decode(text)


@pytest.mark.parametrize("position", [-1, status.SMALLEST])
def test_a_position_outside_the_list_is_refused(position):
    with pytest.raises(status.BadStatusList):
        status.encode([position])
    with pytest.raises(status.BadStatusList):
        status.is_set(status.decode(EMPTY_IN_THE_STANDARD), position)


def test_an_entry_writes_its_position_as_text():
    assert status.entry("https://example.org/s/1", 94, "suspension")["statusListIndex"] == "94"


def test_a_list_is_for_revocation_or_suspension_alone():
    with pytest.raises(status.BadStatusList):
        status.entry("https://example.org/s/1", 94, "message")


def test_the_credential_of_a_list_carries_it():
    made = status.status_list_credential(
        list_url="https://example.org/s/1",
        issuer="did:web:example.org",
        purpose="revocation",
        positions=[7],
        valid_from=datetime(2026, 3, 2, tzinfo=UTC),
    )
    assert status.is_set(status.decode(made["credentialSubject"]["encodedList"]), 7)
    assert made["validFrom"] == "2026-03-02T00:00:00Z"
