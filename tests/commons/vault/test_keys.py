"""Sealing: what is sealed comes back, with any listed key, and never without one."""

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from techhire.commons.vault.keys import Unreadable, fingerprint, is_newest, new_key, reseal, seal, unseal

OLD, NEW = new_key(), new_key()
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(ANY_TEXT)
def test_what_was_sealed_comes_back(text: str) -> None:
    assert unseal(seal(text)) == text


@given(ANY_TEXT)
def test_the_newest_key_writes_and_every_listed_key_reads(text: str) -> None:
    with override_settings(FIELD_KEYS=[OLD]):
        token = seal(text)
    with override_settings(FIELD_KEYS=[NEW, OLD]):
        assert unseal(token) == text
        assert not is_newest(token)
        anew = reseal(token)
        assert is_newest(anew)
    with override_settings(FIELD_KEYS=[NEW]):
        assert unseal(anew) == text
        with pytest.raises(Unreadable):
            unseal(token)
        with pytest.raises(Unreadable):
            reseal(token)


@given(ANY_TEXT.filter(lambda text: len(text) > 3))
def test_the_sealed_form_does_not_hold_the_text(text: str) -> None:
    assert text not in seal(text)


@given(ANY_TEXT, st.integers(0, 10_000))
def test_a_changed_character_is_noticed(text: str, place: int) -> None:
    token = seal(text)
    at = place % len(token.rstrip("="))
    changed = token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :]
    try:
        assert unseal(changed) == text  # the last character before the padding carries unused bits
    except Unreadable:
        return
    assert at == len(token.rstrip("=")) - 1


def test_equal_texts_are_sealed_differently() -> None:
    assert seal("Ana") != seal("Ana")


@given(ANY_TEXT)
def test_a_fingerprint_is_one_purpose_s_and_one_site_s(text: str) -> None:
    here = fingerprint(text, purpose="invitation")
    assert here == fingerprint(text, purpose="invitation")
    assert here != fingerprint(text, purpose="api-token")
    with override_settings(SECRET_KEY="another site"):
        assert here != fingerprint(text, purpose="invitation")
