"""A credential says what was achieved, by whom it is backed, and never a plain name or address."""

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from techhire.engines.credential_proofs import documents, status

FROM = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
SQL = documents.Achievement(
    id="https://example.org/a/sql",
    name="SQL",
    description="Asks questions of a database.",
    criteria="A proctored test.",
    alignments=(documents.Alignment("SQL", "https://example.org/skills/sql", "sql", "Starter 1.0"),),
    result_id="https://example.org/a/sql#level",
    levels=(("https://example.org/a/sql#1", "Beginner"), ("https://example.org/a/sql#2", "Works alone")),
)


def made(**changes):
    values = {
        "id": "urn:uuid:5b6e2d10-8c0f-4f6e-9f53-0f4f6f9d3c11",
        "issuer": documents.Issuer("did:web:example.org", "River City"),
        "subject": documents.Subject(email="Ana@Example.org ", salt="pepper"),
        "achievement": SQL,
        "valid_from": FROM,
    }
    return documents.achievement_credential(**{**values, **changes})


def test_every_field_open_badges_requires_is_there():
    credential = made()
    assert credential["@context"] == [documents.VC_CONTEXT, documents.BADGE_CONTEXT]
    assert {"id", "type", "name", "issuer", "validFrom", "credentialSubject"} <= credential.keys()
    assert {"id", "type", "name", "description", "criteria"} <= credential["credentialSubject"][
        "achievement"
    ].keys()


def test_an_address_is_only_there_as_a_salted_hash():
    credential = made()
    wanted = hashlib.sha256(b"ana@example.orgpepper").hexdigest()
    assert credential["credentialSubject"]["identifier"][0]["identityHash"] == f"sha256${wanted}"
    assert "ana@" not in json.dumps(credential).lower()


@pytest.mark.parametrize("fields", [{}, {"email": "ana@example.org"}, {"salt": "pepper"}])
def test_a_subject_nobody_could_recognize_is_refused(fields):
    with pytest.raises(documents.BadCredential):
        documents.Subject(**fields)


def test_an_address_beside_a_did_is_not_hashed_without_salt():
    with pytest.raises(documents.BadCredential):
        made(subject=documents.Subject(id="did:key:z6Mk", email="ana@example.org"))


def test_times_are_written_in_utc():
    east = timezone(timedelta(hours=2))
    assert made(valid_from=FROM.astimezone(east))["validFrom"] == "2026-03-02T15:00:00Z"


def test_a_time_without_zone_is_refused():
    with pytest.raises(documents.BadCredential):
        made(valid_from=datetime(2026, 3, 2))


@pytest.mark.parametrize("until", [FROM, FROM - timedelta(days=1)])
def test_a_credential_that_ends_before_it_starts_is_refused(until):
    with pytest.raises(documents.BadCredential):
        made(valid_until=until)


def test_the_level_reached_points_to_a_level_of_the_achievement():
    subject = made(achieved_level="https://example.org/a/sql#2")["credentialSubject"]
    assert subject["result"][0]["resultDescription"] == subject["achievement"]["resultDescription"][0]["id"]


def test_a_level_the_achievement_has_not_is_refused():
    with pytest.raises(documents.BadCredential):
        made(achieved_level="https://example.org/a/sql#3")


def test_status_entries_and_evidence_are_carried():
    line = status.entry("https://example.org/s/1", 5, "revocation")
    credential = made(status=[line], evidence=[{"name": "Proctored test"}])
    assert credential["credentialStatus"] == [line]
    assert credential["evidence"] == [{"type": ["Evidence"], "name": "Proctored test"}]


def test_what_was_not_given_leaves_no_empty_field():
    assert not {"validUntil", "evidence", "credentialStatus"} & made().keys()
