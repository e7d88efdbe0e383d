"""What an outside credential has to be before it counts: signed by who it says, and about the person who sent it."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.outside import OutsideClosed
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.actions.life_cycle import update_skill
from techhire.commons.skills.models import Skill
from techhire.engines.credential_proofs import data_integrity, documents, keys, status
from techhire.plays.credentials.actions.outside import accept_outside_credential, send_outside_credential
from techhire.plays.credentials.actions.trusting import judge_issuer
from techhire.plays.credentials.models import AcceptedCredential, TrustedIssuer
from techhire.plays.credentials.queries import checking
from techhire.plays.credentials.queries.checking import Checked, check_credential
from techhire.plays.credentials.queries.offers import addresses_of
from techhire.plays.credentials.queries.outside import issuers_behind, look_at
from techhire.plays.seekers.models import Evidence, Seeker
from techhire.plays.seekers.queries import skill_story
from tests.cases import in_one_world
from tests.factories.credentials import OUTSIDE_DID, outside_text
from tests.factories.people import prove_address
from tests.factories.seekers import NOW
from tests.plays.credentials.test_outside_endings import days_later

pytestmark = pytest.mark.django_db
SCHOOL = "did:web:trusted.example.org"
SCHOOLS, FORGERS = keys.new_key(b"s" * 32), keys.new_key(b"f" * 32)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """No host is allowed."""

    def fetch(url: str, **_bounds: Any) -> None:
        raise OutsideClosed(url)

    monkeypatch.setattr(checking, "fetch", fetch)


def card(key: keys.SigningKey = SCHOOLS, email: str = "dana@example.org", **more: Any) -> str:
    """A badge that says it is the school's, signed by whoever holds the key."""
    subject = more.pop("subject", None) or documents.Subject(email=email, salt="pepper")
    document = documents.achievement_credential(
        id="urn:uuid:7b1c1c5e-6d0b-4b39-9a51-0d7f0a5f2f11",
        issuer=documents.Issuer(SCHOOL, "Trusted School"),
        subject=subject,
        achievement=documents.Achievement("https://x.example/1", "Python Card", "Python.", "An exam."),
        valid_from=NOW,
        **more,
    )
    return json.dumps(data_integrity.sign(document, key, created=NOW))


def school_keys(*public: keys.SigningKey) -> str:
    """The did document of the school as its own site shows it."""
    listed = [keys.ListedKey(key.public) for key in public or (SCHOOLS,)]
    return json.dumps(keys.did_document(SCHOOL, listed))


def trust(convener: Actor, community: Community, document: str | None = None) -> TrustedIssuer:
    given = {"did": SCHOOL, "name": "School", "standing": "trusted", "document": document}
    return judge_issuer(convener, community, **given, now=NOW)


def send(person: Actor, dana: Seeker, to: Organization, text: str) -> AcceptedCredential:
    return send_outside_credential(person, dana, to, text=text, agreed=True, now=NOW)


def accept(actor: Actor, row: AcceptedCredential, skill: Skill, **more: Any) -> AcceptedCredential:
    return accept_outside_credential(actor, row, skill_id=skill.pk, level=3, now=NOW, **more)


def check(community: Community, text: str, **more: Any) -> Checked:
    return check_credential(community, text, now=NOW, **more)


@pytest.mark.parametrize("key", [SCHOOLS, FORGERS], ids=["the school's", "a forger's"])
@in_one_world("who", ["convener", "system"])
def test_one_whose_signature_nobody_could_check_is_never_accepted(
    community: Community,
    role: Callable[[str], Actor],
    dana: Seeker,
    civic: Organization,
    python: Skill,
    who: str,
    key: keys.SigningKey,
) -> None:
    trust(role("convener"), community)
    row = send(role("person"), dana, civic, card(key))
    assert row.verdict == "cannot_tell"
    with pytest.raises(Refused, match="who signed"):
        accept(role(who), row, python, saw_person=True)
    assert not Evidence.objects.exists()


def test_a_name_alone_is_not_trusted_and_a_refused_one_stays_refused(
    community: Community, convener: Actor
) -> None:
    trust(convener, community)
    assert check(community, card(FORGERS)).standing == "unknown"
    judge_issuer(convener, community, did=SCHOOL, name="School", standing="refused", now=NOW)
    assert check(community, card(FORGERS)).standing == "refused"


def test_with_the_issuers_keys_kept_here_it_is_checked_without_going_out(
    community: Community,
    convener: Actor,
    coach: Actor,
    person: Actor,
    dana: Seeker,
    onramp: Organization,
    python: Skill,
) -> None:
    prove_address(dana.account, "dana@example.org")
    row = send(person, dana, onramp, card())
    trust(convener, community, school_keys())
    looked = look_at(coach, row, NOW).checked
    assert (looked.verdict, looked.standing, looked.about) == ("valid", "trusted", "yes")
    assert accept(coach, row, python).verdict == "valid"
    assert Evidence.objects.get().level == 3
    assert check(community, card(FORGERS)).is_bad, "a forgery is seen now"
    assert Fact.objects.filter(name="IssuerJudged").last().data["keeps_keys"] is True  # type: ignore[union-attr]  # one was just recorded


def test_keys_of_one_community_are_not_used_in_another(
    community: Community, elsewhere: Community, convener: Actor
) -> None:
    trust(convener, community, school_keys())
    assert check(elsewhere, card()).verdict == "cannot_tell"


def test_kept_keys_stay_until_they_are_forgotten(community: Community, convener: Actor) -> None:
    trust(convener, community, school_keys())
    assert trust(convener, community).document
    assert trust(convener, community, "").document == ""
    assert check(community, card()).is_unreached
    assert check(community, card()).keys_address == "https://trusted.example.org/.well-known/did.json"


@pytest.mark.parametrize(
    ("did", "document"),
    [
        (SCHOOL, "hello"),
        (SCHOOL, "[]"),
        (SCHOOL, "{" * 5000),
        (SCHOOL, "x" * 20_001),
        (SCHOOL, json.dumps({"id": SCHOOL})),
        (SCHOOL, json.dumps(keys.did_document("did:web:other.example", [keys.ListedKey(SCHOOLS.public)]))),
        (SCHOOL, json.dumps(keys.did_document(SCHOOL, []))),
        (SCHOOL, json.dumps({"id": SCHOOL, "assertionMethod": ["#1"], "verificationMethod": []})),
        (OUTSIDE_DID, school_keys()),
    ],
)
def test_a_document_that_is_not_the_issuers_or_holds_no_key_is_not_kept(
    community: Community, convener: Actor, did: str, document: str
) -> None:
    given = {"did": did, "name": "School", "standing": "trusted", "document": document}
    with pytest.raises(Refused) as refusal:
        judge_issuer(convener, community, **given, now=NOW)
    assert refusal.value.field == "document"
    assert not TrustedIssuer.objects.exists()


def test_a_checked_signature_is_enough_where_only_revocation_is_open(
    community: Community, convener: Actor, person: Actor, dana: Seeker, civic: Organization, python: Skill
) -> None:
    prove_address(dana.account, "dana@example.org")
    trust(convener, community, school_keys())
    row = send(
        person, dana, civic, card(status=[status.entry("https://trusted.example.org/1", 7, "revocation")])
    )
    looked = look_at(convener, row, NOW).checked
    assert looked.is_good and looked.may_be_taken_back
    assert accept(convener, row, python).verdict == "as_far_as_checked"


def test_one_about_another_person_is_not_sent_and_not_accepted(
    convener: Actor, person: Actor, dana: Seeker, civic: Organization, python: Skill
) -> None:
    row = send(person, dana, civic, outside_text())
    assert row.about == "cannot_tell", "nobody knows an address of theirs"
    prove_address(dana.account, "other@example.org")
    with pytest.raises(Refused, match="another address"):
        accept(convener, row, python, saw_person=True)
    with pytest.raises(Refused, match="another e-mail address") as refusal:
        send(person, dana, civic, outside_text(title="Another"))
    assert refusal.value.field == "text"
    prove_address(dana.account, "dana@example.org")
    assert accept(convener, row, python).about == "yes"


def test_where_it_does_not_tell_whose_it_is_somebody_has_to_see_the_person(
    convener: Actor, person: Actor, dana: Seeker, civic: Organization, python: Skill
) -> None:
    row = send(person, dana, civic, outside_text())
    with pytest.raises(Refused) as refusal:
        accept(convener, row, python)
    assert refusal.value.field == "saw_person"
    assert accept(convener, row, python, saw_person=True).saw_person is True


@pytest.mark.parametrize("proven", [True, False])
def test_only_a_proven_address_is_compared(dana: Seeker, community: Community, proven: bool) -> None:
    prove_address(dana.account, "dana@example.org", verified=proven)
    said = check(community, outside_text(), person=addresses_of(dana)).about
    assert said == ("yes" if proven else "cannot_tell")


def test_it_keeps_the_version_of_the_skill_and_says_when_it_was_described_anew(
    convener: Actor, system: Actor, person: Actor, dana: Seeker, civic: Organization, python: Skill
) -> None:
    row = accept(convener, send(person, dana, civic, outside_text()), python, saw_person=True)
    piece = Evidence.objects.get()
    assert (piece.skill_version, row.skill_version) == (1, 1)
    assert piece.framework_version == row.framework_version == python.framework.version
    assert not skill_story(person, dana, python).pieces[0].is_reworded
    update_skill(system, python, definition="Writes large programs.", now=NOW)
    python.refresh_from_db()
    assert skill_story(person, dana, python).pieces[0].is_reworded


def test_the_person_reads_how_the_issuer_stands_and_nobody_else_does(
    community: Community,
    convener: Actor,
    hiring_manager: Actor,
    person: Actor,
    dana: Seeker,
    civic: Organization,
    python: Skill,
) -> None:
    row = accept(convener, send(person, dana, civic, outside_text()), python, saw_person=True)
    assert row.evidence_id is not None
    assert civic.name in issuers_behind(person, dana)[row.evidence_id].says
    judge_issuer(convener, community, did=OUTSIDE_DID, name="Board", standing="trusted", now=NOW)
    assert "trusts its issuer" in issuers_behind(person, dana)[row.evidence_id].says
    with pytest.raises(Refused):
        issuers_behind(hiring_manager, dana)


def test_a_key_the_civic_lead_keeps_no_more_ends_what_it_signed(
    community: Community, convener: Actor, person: Actor, dana: Seeker, civic: Organization, python: Skill
) -> None:
    trust(convener, community, school_keys())
    row = accept(convener, send(person, dana, civic, card()), python, saw_person=True)
    trust(convener, community, school_keys(SCHOOLS, FORGERS))
    days_later(7)
    row.refresh_from_db()
    assert row.state == "accepted"
    trust(convener, community, "")
    days_later(14)
    row.refresh_from_db()
    assert row.state == "accepted", "an issuer that does not answer ends nothing"
    trust(convener, community, school_keys(FORGERS))
    days_later(15)
    row.refresh_from_db()
    assert (row.state, row.reason) == ("ended", "key_gone")
