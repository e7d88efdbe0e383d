"""A list answers only when it can be believed; a credential taken back or suspended is never valid."""

import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techhire.engines.credential_proofs import documents, jwt, keys, status
from techhire.engines.credential_proofs.data_integrity import sign
from techhire.engines.credential_proofs.verifying import Name, Outcome, Verdict, verify

from .issued import FROM, INDEX, KEY, NOW, OTHER, REVOKED, SUSPENDED, compact, embedded, lists, unsigned
from .looking import DIDS, JSON, LISTS, SIGNED, code, look


@pytest.mark.parametrize(("which", "name"), [("revoked", Name.REVOCATION), ("suspended", Name.SUSPENSION)])
def test_a_set_bit_speaks_for_its_own_purpose_alone(which, name):
    result = look(SIGNED, status_lists=lists(**{which: [INDEX]}))
    assert result.verdict is Verdict.NOT_VALID
    assert [(check.name, check.code) for check in result.failed()] == [(name, "set")]
    assert look(SIGNED, status_lists=lists(**{which: [INDEX - 1, INDEX + 1]})).verdict is Verdict.VALID


def changed_list(**words) -> dict[str, dict[str, object]]:
    """The list of revocations with other words, signed as it should be."""
    bare = {word: value for word, value in LISTS[REVOKED].items() if word != "proof"}
    return {**LISTS, REVOKED: sign({**bare, **words}, KEY, created=FROM)}


SUBJECT = LISTS[REVOKED]["credentialSubject"]
LOOSE_LISTS = {
    "not to be had": ({**LISTS, REVOKED: None}, "list_not_reached"),
    "no credential": ({**LISTS, REVOKED: "hello"}, "list_damaged"),
    "of another kind": ({**LISTS, REVOKED: 3}, "list_damaged"),
    "signed by another": ({**LISTS, REVOKED: lists(key=OTHER)[REVOKED]}, "list_not_believed"),
    "not signed": (
        {**LISTS, REVOKED: {w: v for w, v in LISTS[REVOKED].items() if w != "proof"}},
        "list_not_believed",
    ),
    "changed": (
        {**LISTS, REVOKED: {**LISTS[REVOKED], "validFrom": "2026-01-01T00:00:00Z"}},
        "list_not_believed",
    ),
    "another's": (
        {**LISTS, REVOKED: lists(did=keys.did_key(OTHER.public), key=OTHER)[REVOKED]},
        "list_not_believed",
    ),
    "of another address": ({**LISTS, REVOKED: LISTS[SUSPENDED]}, "list_not_believed"),
    "of another purpose": (
        changed_list(credentialSubject={**SUBJECT, "statusPurpose": "suspension"}),
        "list_damaged",
    ),
    "without a list": (
        changed_list(credentialSubject={w: v for w, v in SUBJECT.items() if w != "encodedList"}),
        "list_damaged",
    ),
    "not unpacked": (changed_list(credentialSubject={**SUBJECT, "encodedList": "uAAAA"}), "list_damaged"),
    "of another type": (changed_list(type=["VerifiableCredential"]), "list_damaged"),
    "run out": (changed_list(validUntil="2026-03-03T00:00:00Z"), "list_outdated"),
    "not yet valid": (changed_list(validFrom="2027-03-03T00:00:00Z"), "list_outdated"),
}


@pytest.mark.parametrize(("status_lists", "wanted"), LOOSE_LISTS.values(), ids=LOOSE_LISTS)
def test_a_list_that_cannot_be_believed_leaves_the_question_open(status_lists, wanted):
    result = look(SIGNED, status_lists=status_lists)
    assert result.verdict is Verdict.AS_FAR_AS_CHECKED
    check = result.check(Name.REVOCATION)
    assert (check.outcome, check.code) == (Outcome.NOT_CHECKED, wanted)


def test_a_list_may_come_as_text_or_token():
    bare = {word: value for word, value in lists(revoked=[INDEX])[REVOKED].items() if word != "proof"}
    for form in (json.dumps(sign(bare, KEY, created=FROM)), jwt.issue(bare, KEY)):
        assert code(SIGNED, Name.REVOCATION, status_lists={**LISTS, REVOKED: form}) == "failed set"


def test_a_set_bit_counts_although_another_list_is_lost():
    entries = [status.entry(f"{REVOKED}/lost", 1, "revocation"), status.entry(REVOKED, INDEX, "revocation")]
    about = {"status_lists": lists(revoked=[INDEX])}
    assert code(embedded(status=entries), Name.REVOCATION, **about) == "failed set"


STATUSES = {
    "none": ((), "passed none_given"),
    "another kind": ([{"id": "urn:x", "type": "1EdTechRevocationList"}], "not_checked status_kind"),
    "outside the list": ([status.entry(REVOKED, 131_072, "revocation")], "not_checked list_damaged"),
    "for messages": (
        [status.entry(REVOKED, 1, "suspension") | {"statusPurpose": "message"}],
        "passed none_given",
    ),
    "no number": (
        [status.entry(REVOKED, 1, "revocation") | {"statusListIndex": "-1"}],
        "failed status_shape",
    ),
    "no address": ([{"id": "urn:x", "type": "BitstringStatusListEntry"}], "failed status_shape"),
    "too many": ([status.entry(REVOKED, n, "revocation") for n in range(5)], "failed status_shape"),
}


@pytest.mark.parametrize(("entries", "wanted"), STATUSES.values(), ids=STATUSES)
def test_a_status_is_looked_up_only_as_the_standard_writes_it(entries, wanted):
    extended = [
        documents.VC_CONTEXT,
        documents.BADGE_CONTEXT,
        "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
    ]
    signed = sign({**unsigned(status=entries), "@context": extended}, KEY, created=FROM)
    assert code(signed, Name.REVOCATION) == wanted
    assert code(compact(status=entries), Name.REVOCATION) == wanted


def test_lists_are_asked_for_once_each_and_only_after_the_signature():
    asked = []

    def remember(url):
        asked.append(url)
        return LISTS[url]

    verify({**SIGNED, "name": "x"}, did_document=DIDS.get, status_list=remember, now=NOW)
    assert asked == []
    twice = embedded(status=[status.entry(REVOKED, 1, "revocation"), status.entry(REVOKED, 2, "revocation")])
    verify(twice, did_document=DIDS.get, status_list=remember, now=NOW)
    assert asked == [REVOKED]


@settings(max_examples=20)
@given(st.sampled_from(["whole", *LISTS[REVOKED], *SUBJECT]), JSON)
def test_no_hostile_list_breaks_the_verifier_or_takes_a_credential_back(place, value):
    said = copy.deepcopy(LISTS[REVOKED])
    if place == "whole":
        said = value
    elif place in SUBJECT and place not in said:
        said["credentialSubject"][place] = value
    else:
        said[place] = value
    result = look(SIGNED, status_lists={**LISTS, REVOKED: said})
    assert result.check(Name.REVOCATION).outcome is not Outcome.FAILED
