"""A badge has what Open Badges requires, and is about the person it is shown for."""

import pytest

from techhire.engines.credential_proofs import documents, keys
from techhire.engines.credential_proofs.data_integrity import sign
from techhire.engines.credential_proofs.shape import about_one_of
from techhire.engines.credential_proofs.verifying import Name

from .issued import DID, EMAIL, FROM, KEY, OTHER, embedded, unsigned
from .looking import SIGNED, code

SHAPES = {
    "another credential": (lambda said: said.update(type=["VerifiableCredential"]), "not_a_badge"),
    "no name": (lambda said: said.pop("name"), "missing:name"),
    "an issuer by name alone": (lambda said: said.update(issuer=DID), "missing:issuer.id"),
    "no achievement": (
        lambda said: said["credentialSubject"].pop("achievement"),
        "missing:credentialSubject.achievement",
    ),
    "no description": (
        lambda said: said["credentialSubject"]["achievement"].pop("description"),
        "missing:credentialSubject.achievement.description",
    ),
    "no criteria": (
        lambda said: said["credentialSubject"]["achievement"].update(criteria={"narrative": ""}),
        "missing:credentialSubject.achievement.criteria",
    ),
    "no target": (
        lambda said: said["credentialSubject"]["achievement"]["alignment"][1].pop("targetUrl"),
        "missing:credentialSubject.achievement.alignment.targetUrl",
    ),
    "a list of names": (lambda said: said.update(name=[said["name"]]), "not_text:name"),
    "a list of codes": (
        lambda said: said["credentialSubject"]["achievement"]["alignment"][0].update(targetCode=["sql"]),
        "not_text:targetCode",
    ),
}


@pytest.mark.parametrize(("change", "wanted"), SHAPES.values(), ids=SHAPES)
def test_a_badge_has_what_open_badges_requires(change, wanted):
    said = unsigned()
    change(said)
    assert code(sign(said, KEY, created=FROM), Name.SHAPE) == f"failed {wanted}"


@pytest.mark.parametrize(
    ("about", "wanted"),
    [
        ({}, "passed"),
        ({"email": f" {EMAIL.upper()}"}, "passed"),
        ({"email": "bea@example.org"}, "failed another_person"),
        ({"subject": "did:key:z6Mk"}, "not_checked not_to_compare"),
        ({"email": EMAIL, "subject": "did:key:z6Mk"}, "passed"),
    ],
    ids=str,
)
def test_a_credential_is_compared_with_the_person_asked_about(about, wanted):
    assert code(SIGNED, Name.SUBJECT, **about) == wanted


def test_a_subject_by_did_or_plain_address_is_compared_too():
    did = keys.did_key(OTHER.public)
    named = embedded(subject=documents.Subject(id=did))
    assert code(named, Name.SUBJECT, subject=did) == "passed"
    assert code(named, Name.SUBJECT, subject=DID) == "failed another_person"
    assert code(named, Name.SUBJECT, email=EMAIL) == "not_checked not_to_compare"
    plain = unsigned()
    plain["credentialSubject"]["identifier"][0].update(hashed=False, identityHash="Ana@example.org", salt="")
    assert code(sign(plain, KEY, created=FROM), Name.SUBJECT, email=EMAIL) == "passed"


def test_a_credential_about_nobody_is_not_valid():
    said = unsigned()
    del said["credentialSubject"]["identifier"]
    assert code(sign(said, KEY, created=FROM), Name.SUBJECT) == "failed nobody"


@pytest.mark.parametrize(
    ("subject", "emails", "wanted"),
    [
        (documents.Subject(email=EMAIL, salt="s"), [EMAIL.upper()], "passed"),
        (documents.Subject(email=EMAIL, salt="s"), ["bea@example.org", EMAIL], "passed"),
        (documents.Subject(email=EMAIL, salt="s"), ["bea@example.org"], "failed another_person"),
        (documents.Subject(email=EMAIL, salt="s"), [], "not_checked not_to_compare"),
        (documents.Subject(id=f"mailto:{EMAIL}"), [EMAIL], "passed"),
        (documents.Subject(id=f"MAILTO:{EMAIL}?subject=x"), [EMAIL], "passed"),
        (documents.Subject(id=f"mailto:{EMAIL}"), ["bea@example.org"], "failed another_person"),
        (documents.Subject(id="did:key:z6Mk"), [EMAIL], "not_checked not_to_compare"),
    ],
    ids=str,
)
def test_a_credential_is_compared_with_every_address_of_somebody(subject, emails, wanted):
    found = about_one_of(unsigned(subject=subject), emails)
    assert f"{found.outcome.value} {found.code}".strip() == wanted


def test_what_names_nobody_is_about_nobody():
    assert about_one_of({"credentialSubject": "x"}, [EMAIL]).code == "nobody"
