"""Anything people bring is looked at from all sides, and nothing but the whole truth comes out as valid."""

import copy
import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techhire.engines.credential_proofs import jwt
from techhire.engines.credential_proofs.baking import bake_png, bake_svg
from techhire.engines.credential_proofs.data_integrity import sign
from techhire.engines.credential_proofs.verifying import Name, Outcome, Verdict

from .issued import (
    DID,
    FROM,
    KEY,
    OTHER,
    PNG,
    SVG,
    UNTIL,
    dids,
    unsigned,
)
from .looking import ACTIVE, JSON, SIGNED, TOKEN, code, look

CARRIED = {
    "dict": (SIGNED, "json", "data_integrity"),
    "text": (json.dumps(SIGNED), "json", "data_integrity"),
    "bytes": (b"\xef\xbb\xbf" + json.dumps(SIGNED, indent=1).encode(), "json", "data_integrity"),
    "token": (f"\n{TOKEN} ", "jwt", "jwt"),
    "token bytes": (TOKEN.encode(), "jwt", "jwt"),
    "png": (bake_png(PNG, json.dumps(SIGNED)), "png", "data_integrity"),
    "png token": (bake_png(PNG, TOKEN), "png", "jwt"),
    "svg": (bake_svg(SVG, json.dumps(SIGNED)), "svg", "data_integrity"),
    "svg token": (bake_svg(SVG, TOKEN), "svg", "jwt"),
}


@pytest.mark.parametrize(("thing", "carrier", "form"), CARRIED.values(), ids=CARRIED)
def test_a_good_credential_is_valid_however_it_is_brought(thing, carrier, form):
    result = look(thing)
    assert result.verdict is Verdict.VALID
    assert (result.carrier, result.form, result.issuer) == (carrier, form, DID)
    assert [check.name for check in result.checks] == list(Name)
    assert result.failed() == ()
    assert result.credential["credentialSubject"] == unsigned()["credentialSubject"]


def places(said: object, path: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    """The path of every value that is not a list or an object."""
    inner = said.items() if isinstance(said, dict) else enumerate(said) if isinstance(said, list) else ()
    for key, value in inner:
        yield from places(value, (*path, key))
    if not isinstance(said, dict | list):
        yield path


def at(said, path):
    for key in path:
        said = said[key]
    return said


ALL_PLACES = [path for path in places(SIGNED) if path[0] != "@context"]


@pytest.mark.parametrize("path", ALL_PLACES, ids=lambda path: ".".join(map(str, path)))
def test_no_value_can_be_changed_or_removed(path):
    changed = copy.deepcopy(SIGNED)
    inner = at(changed, path[:-1])
    old = inner[path[-1]]
    inner[path[-1]] = not old if isinstance(old, bool) else old + "x"
    assert look(changed).verdict in (Verdict.NOT_VALID, Verdict.CANNOT_TELL)
    del inner[path[-1]]
    assert look(changed).verdict in (Verdict.NOT_VALID, Verdict.CANNOT_TELL)


@settings(max_examples=60)
@given(
    st.sampled_from(ALL_PLACES), st.sampled_from(["name", "validUntil", "url", "favorite", "id", "evidence"])
)
def test_nothing_can_be_added(path, word):
    changed = copy.deepcopy(SIGNED)
    inner = at(changed, path[:-1])
    if isinstance(inner, dict) and word not in inner:
        inner[word] = "urn:added"
        assert look(changed).verdict is Verdict.NOT_VALID


@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        (FROM - timedelta(seconds=1), "failed not_yet"),
        (FROM, "passed"),
        (UNTIL, "passed"),
        (UNTIL + timedelta(seconds=1), "failed expired"),
    ],
)
def test_a_credential_holds_from_its_first_to_its_last_second(now, wanted):
    assert code(SIGNED, Name.PERIOD, now=now) == code(TOKEN, Name.PERIOD, now=now) == wanted


def test_without_the_issuers_document_nobody_can_tell():
    result = look(SIGNED, did_documents={})
    assert result.verdict is Verdict.CANNOT_TELL
    assert result.check(Name.SIGNATURE).outcome is Outcome.NOT_CHECKED
    assert result.check(Name.REVOCATION).outcome is Outcome.NOT_CHECKED


def test_an_expired_credential_is_not_valid_although_nobody_can_tell_who_signed_it():
    assert look(SIGNED, did_documents={}, now=UNTIL + timedelta(days=1)).verdict is Verdict.NOT_VALID


def test_a_credential_signed_in_another_suite_is_left_open_and_an_unsigned_one_is_not():
    other = {**SIGNED, "proof": {**SIGNED["proof"], "cryptosuite": "bbs-2023"}}
    assert look(other).verdict is Verdict.CANNOT_TELL
    assert code(other, Name.SIGNATURE) == "not_checked suite_unknown"
    assert code(unsigned(), Name.SIGNATURE) == "failed no_proof"


def test_words_of_a_context_we_do_not_have_leave_the_question_open():
    foreign = {**SIGNED, "@context": [*SIGNED["@context"], "https://example.org/context"]}
    assert look(foreign).verdict is Verdict.CANNOT_TELL
    assert code(foreign, Name.CONTEXTS) == "not_checked unknown_context"


def test_a_token_in_an_algorithm_we_do_not_know_leaves_the_question_open():
    head = jwt._pack({"alg": "RS256", "typ": "JWT"})
    assert look(head + "." + TOKEN.split(".", 1)[1]).verdict is Verdict.CANNOT_TELL


def test_one_bad_proof_among_good_ones_fails():
    about = {"did_documents": dids((KEY, ACTIVE), (OTHER, ACTIVE))}
    twice = sign(SIGNED, OTHER, created=FROM)
    assert look(twice, **about).verdict is Verdict.VALID
    twice["proof"][1]["created"] = "2026-03-02T15:00:01Z"
    assert code(twice, Name.SIGNATURE, **about) == "failed does_not_hold"
    foreign = {**SIGNED, "proof": [SIGNED["proof"], {"type": "Another"}]}
    assert look(foreign, **about).verdict is Verdict.VALID


def test_a_token_without_a_key_is_refused_where_the_issuer_has_many():
    head = jwt._pack({"alg": "EdDSA", "typ": "JWT"})
    body = TOKEN.split(".")[1]
    token = f"{head}.{body}.{jwt._text(KEY.sign(f'{head}.{body}'.encode()))}"
    assert code(token, Name.SIGNATURE) == "failed no_key"


STRUCTURES = {
    "version 1": ({"@context": ["https://www.w3.org/2018/credentials/v1"]}, "failed version_1"),
    "no credential": ({"type": ["OpenBadgeCredential"]}, "failed not_a_credential"),
    "no issuer": ({"issuer": {}}, "failed issuer"),
    "a list of issuers": ({"issuer": [DID]}, "failed issuer"),
    "no id": ({"id": 3}, "failed id"),
    "a list of dates": ({"validUntil": ["2026-03-02T15:00:00Z"]}, "failed dates"),
    "no date": ({"validFrom": "soon"}, "failed dates"),
    "no subject": ({"credentialSubject": []}, "failed subject"),
}


@pytest.mark.parametrize(("words", "wanted"), STRUCTURES.values(), ids=STRUCTURES)
def test_what_is_no_credential_of_version_2_is_refused_with_a_code(words, wanted):
    result = look({**SIGNED, **words})
    assert result.verdict is Verdict.NOT_VALID
    assert code({**SIGNED, **words}, Name.STRUCTURE) == wanted
    assert {check.code for check in result.checks[2:]} == {"structure"}


def test_a_token_of_the_older_data_model_says_so_too():
    head = jwt._pack({"alg": "EdDSA", "typ": "JWT"})
    body = jwt._pack({"iss": DID, "vc": {}})
    assert code(f"{head}.{body}.{jwt._text(b'x' * 64)}", Name.STRUCTURE) == "failed version_1"


def test_a_token_names_the_data_model_first():
    assert (
        code(jwt.issue({**unsigned(), "@context": ["urn:x"]}, KEY), Name.CONTEXTS) == "failed unknown_context"
    )


NOTHING = {
    "nothing": (None, "not_a_credential"),
    "a number": (3, "not_a_credential"),
    "text": ("hello there", "not_a_credential"),
    "three words with dots": ("www.example.org", "not_a_credential"),
    "no letters": (b"\xff\xfe\x00", "not_a_credential"),
    "a page": (b"<!doctype html><title>Badge</title>", "not_a_credential"),
    "other data": ('{"name": "Dana"}', "not_a_credential"),
    "an empty object": ({}, "not_a_credential"),
    "a plain picture": (PNG, "no_credential"),
    "a paper": (b"%PDF-1.7 certificate", "not_a_credential"),
}


@pytest.mark.parametrize(("thing", "wanted"), NOTHING.values(), ids=NOTHING)
def test_what_nobody_meant_as_a_credential_is_neither_good_nor_bad(thing, wanted):
    result = look(thing)
    assert result.verdict is Verdict.NO_CREDENTIAL
    assert (result.check(Name.READ).code, result.credential, result.issuer) == (wanted, None, "")
    assert [check.name for check in result.checks] == list(Name)


UNREADABLE = {
    "cut off": (json.dumps(SIGNED)[:-1], "shape"),
    "a key twice": (json.dumps(SIGNED)[:-1] + ', "id": "urn:x"}', "repeated_key"),
    "no algorithm": (jwt._pack({"alg": "none"}) + "." + TOKEN.split(".", 1)[1], "algorithm"),
    "a broken picture": (PNG[:50], "picture"),
    "a large file": (b" " * 9_000_000, "too_large"),
}


@pytest.mark.parametrize(("thing", "wanted"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_not_valid_and_says_why(thing, wanted):
    result = look(thing)
    assert result.verdict is Verdict.NOT_VALID
    assert (result.check(Name.READ).code, result.credential, result.issuer) == (wanted, None, "")
    assert [check.name for check in result.checks] == list(Name)


EVERYWHERE = [path[:end] for path in places(SIGNED) for end in range(1, len(path) + 1)]


@settings(max_examples=100)
@given(st.sampled_from(EVERYWHERE), JSON)
def test_no_hostile_value_anywhere_breaks_the_verifier_or_passes(path, value):
    changed = copy.deepcopy(SIGNED)
    old = at(changed, path)
    at(changed, path[:-1])[path[-1]] = value
    if value != old:
        assert look(changed).verdict is not Verdict.VALID
    payload = copy.deepcopy(unsigned())
    if path[0] != "proof":
        at(payload, path[:-1])[path[-1]] = value
    try:
        token = jwt.issue(payload, KEY)
    except (jwt.BadToken, ValueError, TypeError):
        return
    look(token)


@settings(max_examples=200)
@given(JSON | st.text() | st.binary(max_size=40))
def test_nothing_at_all_breaks_the_verifier(thing):
    assert look(thing).verdict in (Verdict.NOT_VALID, Verdict.NO_CREDENTIAL)


def test_a_credential_of_many_proofs_takes_bounded_time():
    crowded = {**SIGNED, "evidence": [{"type": "Evidence", "name": str(n)} for n in range(500)]}
    crowded["proof"] = [SIGNED["proof"]] * 4
    started = time.process_time()
    assert look(crowded).verdict is Verdict.NOT_VALID
    assert time.process_time() - started < 10


def test_moments_are_compared_across_zones():
    east = datetime(2026, 3, 2, 15, 0, tzinfo=UTC).astimezone()
    assert code(SIGNED, Name.PERIOD, now=east) == "passed"
