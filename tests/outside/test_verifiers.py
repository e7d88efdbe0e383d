"""Credentials we issue are accepted by verifiers that others wrote, and refused by all of them when they should be.

The verifiers are fetched by `.venv/bin/python -m bootstrap.outside_verifiers`.
"""

import base64
import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import pytest

from techhire.engines.credential_proofs import documents, jwt, keys
from techhire.engines.credential_proofs.baking import bake_png, bake_svg
from techhire.engines.credential_proofs.data_integrity import sign
from techhire.engines.credential_proofs.verifying import Verdict as Ours
from techhire.engines.credential_proofs.verifying import Verification, verify
from tests.engines.credential_proofs.issued import (
    DID,
    FROM,
    INDEX,
    KEY,
    NOW,
    OTHER,
    PNG,
    SVG,
    UNTIL,
    compact,
    dids,
    embedded,
    lists,
    unsigned,
)
from tests.outside.verifiers import COMPACT, EMBEDDED, Verdict, baked_verdict, missing, verdicts

pytestmark = [pytest.mark.outside, pytest.mark.skipif(bool(missing()), reason=missing() or "they are there")]

ACTIVE, RETIRED, REVOKED = keys.Standing
Lists = Mapping[str, Mapping[str, object]]
Dids = Mapping[str, Mapping[str, object]]


def ours(credential: object, status_lists: Lists, did_documents: Dids, now: datetime) -> Verification:
    """What our own verifier says, given the same."""
    return verify(credential, did_document=did_documents.get, status_list=status_lists.get, now=now)


def both(
    credential: Mapping[str, object] | str,
    *,
    status_lists: Lists | None = None,
    did_documents: Dids | None = None,
    now: datetime = NOW,
) -> tuple[Ours, dict[str, bool]]:
    """Our verdict, and who of the others accepts."""
    status_lists, did_documents = status_lists or lists(), did_documents or dids()
    said = verdicts(credential, status_lists=status_lists, did_documents=did_documents, now=now)
    return ours(credential, status_lists, did_documents, now).verdict, {
        name: verdict.accepted for name, verdict in said.items()
    }


def everybody(names: tuple[str, ...], *, accepts: bool) -> dict[str, bool]:
    return dict.fromkeys(names, accepts)


def test_everybody_accepts_a_proof_inside():
    assert both(embedded()) == (Ours.VALID, everybody(EMBEDDED, accepts=True))


def test_everybody_accepts_a_token():
    assert both(compact()) == (Ours.VALID, everybody(COMPACT, accepts=True))


def test_everybody_accepts_the_key_in_the_identifier():
    did = keys.did_key(KEY.public)
    about = {"status_lists": lists(did=did), "did_documents": {"did:web:unused.example": {}}}
    assert both(embedded(did=did), **about) == (Ours.VALID, everybody(EMBEDDED, accepts=True))
    assert both(compact(did=did), **about) == (Ours.VALID, everybody(COMPACT, accepts=True))


def test_everybody_accepts_a_bare_credential_about_a_did():
    plain = {
        "subject": documents.Subject(id=keys.did_key(OTHER.public)),
        "achievement": documents.Achievement("urn:uuid:1b6e2d10-8c0f-4f6e-9f53-0f4f6f9d3c11", "A", "B", "C"),
        "valid_until": None,
        "achieved_level": "",
        "evidence": (),
        "status": (),
    }
    assert both(embedded(**plain)) == (Ours.VALID, everybody(EMBEDDED, accepts=True))
    assert both(compact(**plain)) == (Ours.VALID, everybody(COMPACT, accepts=True))


def test_everybody_still_accepts_what_a_retired_key_signed():
    moved_on = dids((KEY, RETIRED), (OTHER, ACTIVE))
    about = {"status_lists": lists(key=OTHER), "did_documents": moved_on}
    assert both(embedded(), **about) == (Ours.VALID, everybody(EMBEDDED, accepts=True))
    assert both(compact(), **about) == (Ours.VALID, everybody(COMPACT, accepts=True))


def test_everybody_accepts_one_good_proof_of_two():
    twice = sign(embedded(), OTHER, created=FROM)
    assert len(twice["proof"]) == 2
    verdict, said = both(twice, did_documents=dids((KEY, ACTIVE), (OTHER, ACTIVE)))
    assert verdict is Ours.VALID
    # openvc-core and openbadgeslib read one proof alone.
    assert said == {"digital_bazaar": True, "dcc": True, "openvc": False, "openbadgeslib": False}


CHANGED: dict[str, Callable[[dict[str, object]], object]] = {
    "name": lambda said: said.update(name="Another"),
    "longer": lambda said: said.update(validUntil="2099-01-01T00:00:00Z"),
    "forever": lambda said: said.pop("validUntil"),
    "no status": lambda said: said.pop("credentialStatus"),
    "another level": lambda said: said["credentialSubject"]["result"][0].update(achievedLevel="urn:x"),
    "another person": lambda said: said["credentialSubject"]["identifier"][0].update(salt="salt"),
    "another time": lambda said: said["proof"].update(created="2026-03-02T15:00:01Z"),
    "another purpose": lambda said: said["proof"].update(proofPurpose="authentication"),
    "a word nobody defined": lambda said: said.update(favoriteColor="green"),
    "a type nobody defined": lambda said: said["evidence"][0].update(type=["Evidence", "Proof"]),
    "a relative address": lambda said: said["evidence"][0].update(id="evidence"),
    "no proof": lambda said: said.pop("proof"),
}


@pytest.mark.parametrize("change", CHANGED.values(), ids=CHANGED)
def test_everybody_refuses_what_was_changed_after_signing(change):
    said = json.loads(json.dumps(embedded()))
    change(said)
    verdict, others = both(said)
    assert verdict is Ours.NOT_VALID
    assert others == everybody(EMBEDDED, accepts=False)


def test_everybody_refuses_a_changed_token():
    head, body, signature = compact().split(".")
    said = json.loads(base64.urlsafe_b64decode(body + "=="))
    said["name"] = "Another"
    body = base64.urlsafe_b64encode(json.dumps(said).encode()).rstrip(b"=").decode()
    assert both(f"{head}.{body}.{signature}") == (Ours.NOT_VALID, everybody(COMPACT, accepts=False))


def test_everybody_refuses_after_the_end():
    about = {"now": UNTIL + timedelta(days=1)}
    assert both(embedded(), **about) == (Ours.NOT_VALID, everybody(EMBEDDED, accepts=False))
    assert both(compact(), **about) == (Ours.NOT_VALID, everybody(COMPACT, accepts=False))


def test_nearly_everybody_refuses_before_the_start():
    about = {"now": FROM - timedelta(days=1)}
    early = sign(unsigned(), KEY, created=FROM - timedelta(days=9))
    # The DCC's verifier looks at the end alone.
    assert both(early, **about) == (Ours.NOT_VALID, {**everybody(EMBEDDED, accepts=False), "dcc": True})
    assert both(compact(), **about) == (Ours.NOT_VALID, everybody(COMPACT, accepts=False))


@pytest.mark.parametrize("which", ["revoked", "suspended"])
def test_everybody_refuses_what_was_taken_back_or_suspended(which):
    about = {"status_lists": lists(**{which: [INDEX]})}
    assert both(embedded(), **about) == (Ours.NOT_VALID, everybody(EMBEDDED, accepts=False))
    assert both(compact(), **about) == (Ours.NOT_VALID, everybody(COMPACT, accepts=False))


def test_everybody_refuses_what_a_revoked_key_signed():
    about = {"status_lists": lists(key=OTHER), "did_documents": dids((KEY, REVOKED), (OTHER, ACTIVE))}
    assert both(embedded(), **about) == (Ours.NOT_VALID, everybody(EMBEDDED, accepts=False))
    assert both(compact(), **about) == (Ours.NOT_VALID, everybody(COMPACT, accepts=False))


def test_everybody_refuses_a_key_of_somebody_else():
    forged = embedded(did=keys.did_key(OTHER.public))
    forged["issuer"]["id"] = DID
    assert both(forged) == (Ours.NOT_VALID, everybody(EMBEDDED, accepts=False))
    assert both(jwt.issue(unsigned(), OTHER)) == (Ours.NOT_VALID, everybody(COMPACT, accepts=False))


def test_a_forged_list_convinces_nobody_who_reads_its_proof():
    verdict, others = both(embedded(), status_lists=lists(key=OTHER))
    assert verdict is Ours.AS_FAR_AS_CHECKED
    # openbadgeslib reads the proof of a list only where the list is a token.
    assert others == {**everybody(EMBEDDED, accepts=False), "openbadgeslib": True}


def test_everybody_reads_the_same_letters():
    texts = [
        "a\tb",
        "\u00e9 e\u0301",
        "\U0001f600 \ufffd",
        "\"\\'",
        "one\r\ntwo",
        "<script>&amp;</script>",
        "٣ ñ",
    ]
    told = {"evidence": [{"name": text, "narrative": text} for text in texts]}
    assert both(embedded(**told)) == (Ours.VALID, everybody(EMBEDDED, accepts=True))
    assert both(compact(**told)) == (Ours.VALID, everybody(COMPACT, accepts=True))


@pytest.mark.parametrize("form", [embedded, compact])
@pytest.mark.parametrize(("bake", "picture"), [(bake_png, PNG), (bake_svg, SVG)], ids=["png", "svg"])
def test_another_library_takes_the_credential_out_of_the_picture(form, bake, picture):
    credential = form()
    baked = bake(picture, credential if isinstance(credential, str) else json.dumps(credential))
    about = {"did_documents": dids(), "now": NOW}
    assert baked_verdict(baked, status_lists=lists(), **about) == Verdict(True)
    assert not baked_verdict(baked, status_lists=lists(revoked=[INDEX]), **about).accepted
    assert ours(baked, lists(), dids(), NOW).verdict is Ours.VALID
