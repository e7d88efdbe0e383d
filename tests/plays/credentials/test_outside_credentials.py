"""A credential from elsewhere: sent with a yes, looked at by the one it was sent to, accepted or not with a reason."""

import json
from collections.abc import Callable

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.engines.credential_proofs.documents import Alignment
from techhire.plays.credentials.actions.outside import (
    accept_outside_credential,
    refuse_outside_credential,
    send_outside_credential,
    take_back_outside_credential,
)
from techhire.plays.credentials.actions.trusting import judge_issuer
from techhire.plays.credentials.models import AcceptedCredential, Credential
from techhire.plays.credentials.queries.outside import deciders_in, look_at, outside_waiting, sent_by
from techhire.plays.seekers.actions.erasure import erase_seeker
from techhire.plays.seekers.models import Consent, Evidence, Seeker
from techhire.plays.seekers.queries import skill_story
from tests.cases import in_one_world
from tests.factories.communities import OrganizationFactory
from tests.factories.credentials import OUTSIDE_DID, outside_badge, outside_text
from tests.factories.people import prove_address
from tests.factories.seekers import NOW
from tests.plays.credentials.conftest import ROLES

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def proven(dana: Seeker) -> None:
    """Dana has shown that the address in the badge is hers."""
    prove_address(dana.account, "dana@example.org")


@pytest.fixture
def sent(person: Actor, dana: Seeker, civic: Organization) -> AcceptedCredential:
    """Dana asked the civic lead to look at a badge of the Open Network Board."""
    return send_outside_credential(person, dana, civic, text=outside_text(), agreed=True, now=NOW)


def send(actor: Actor, seeker: Seeker, to: Organization, text: str) -> AcceptedCredential:
    return send_outside_credential(actor, seeker, to, text=text, agreed=True, now=NOW)


def test_what_was_sent_is_kept_sealed_with_its_checks_and_the_yes(
    dana: Seeker, civic: Organization, sent: AcceptedCredential
) -> None:
    assert (sent.title, sent.issuer, sent.issuer_name) == (
        "Network Basics Card",
        OUTSIDE_DID,
        "Open Network Board",
    )
    assert sent.verdict == "valid" and len(sent.sha256) == 64
    assert {one["name"] for one in sent.checks} >= {"signature", "revocation", "issuer_key"}
    consent = Consent.objects.get(seeker=dana, purpose="vouching")
    assert consent.scope == ["credential", f"organization:{civic.pk}"]
    assert Fact.objects.get(name="OutsideCredentialSent").data["verdict"] == "valid"


def test_without_a_yes_nothing_is_sent(person: Actor, dana: Seeker, civic: Organization) -> None:
    with pytest.raises(Refused) as refusal:
        send_outside_credential(person, dana, civic, text=outside_text(), agreed=False, now=NOW)
    assert refusal.value.field == "agreed"
    assert not AcceptedCredential.objects.exists()


def test_a_coach_writes_down_the_persons_words(coach: Actor, dana: Seeker, civic: Organization) -> None:
    with pytest.raises(Refused) as refusal:
        send(coach, dana, civic, outside_text())
    assert refusal.value.field == "words"
    given = {"text": outside_text(), "agreed": True, "words": "Yes, let them see it."}
    send_outside_credential(coach, dana, civic, **given, now=NOW)
    consent = Consent.objects.get(seeker=dana, purpose="vouching")
    assert consent.spoken and consent.words == "Yes, let them see it."
    assert consent.recorded_by_id == coach.account_id


def test_one_that_fails_a_check_is_not_sent(person: Actor, dana: Seeker, civic: Organization) -> None:
    badge = outside_badge()
    badge["name"] = "Something else"
    for text in (json.dumps(badge), "hello", "x" * 70_000):
        with pytest.raises(Refused) as refusal:
            send(person, dana, civic, text)
        assert refusal.value.field == "text"


def test_a_badge_from_here_needs_no_sending(
    person: Actor, dana: Seeker, civic: Organization, badge: Credential
) -> None:
    with pytest.raises(Refused, match="from here"):
        send(person, dana, civic, badge.document)


def test_the_same_one_is_sent_once_at_a_time(
    person: Actor, dana: Seeker, civic: Organization, sent: AcceptedCredential
) -> None:
    with pytest.raises(Refused, match="already"):
        send(person, dana, civic, outside_text())
    take_back_outside_credential(person, sent, now=NOW)
    sent.refresh_from_db()
    assert (sent.state, sent.document) == ("taken_back", "")
    assert send(person, dana, civic, outside_text()).pk


def test_a_crowd_of_them_has_to_wait(person: Actor, dana: Seeker, civic: Organization) -> None:
    for number in range(10):
        send(person, dana, civic, outside_text(title=f"Card {number}"))
    with pytest.raises(Refused, match="wait"):
        send(person, dana, civic, outside_text(title="One more"))


def test_accepted_it_becomes_evidence_of_its_issuer(
    convener: Actor, person: Actor, dana: Seeker, python: Skill, sent: AcceptedCredential
) -> None:
    row = accept_outside_credential(convener, sent, skill_id=python.pk, level=2, now=NOW)
    piece = Evidence.objects.get()
    assert (piece.kind, piece.level, piece.issuer_name) == ("credential", 2, "Open Network Board")
    assert piece.source == f"issuer:{OUTSIDE_DID}"
    assert piece.organization_id == sent.organization_id
    assert (row.evidence, row.state, row.decided_by_id) == (piece, "accepted", convener.account_id)
    assert skill_story(person, dana, python).pieces[0].counts
    decided = Fact.objects.get(name="OutsideCredentialDecided")
    assert decided.data["evidence_id"] == piece.pk and decided.actor_id == convener.account_id


def test_it_is_answered_once(convener: Actor, python: Skill, sent: AcceptedCredential) -> None:
    refuse_outside_credential(convener, sent, reason="unknown_issuer", now=NOW)
    with pytest.raises(Refused, match="already"):
        accept_outside_credential(convener, sent, skill_id=python.pk, level=2, now=NOW)
    assert not Evidence.objects.exists()


def test_not_accepted_it_says_why_and_is_thrown_away(
    convener: Actor, person: Actor, dana: Seeker, sent: AcceptedCredential
) -> None:
    with pytest.raises(Refused) as refusal:
        refuse_outside_credential(convener, sent, reason="I do not like it", now=NOW)
    assert refusal.value.field == "reason"
    refuse_outside_credential(convener, sent, reason="unknown_issuer", now=NOW)
    row = sent_by(person, dana).get()
    assert row.document == ""
    assert row.get_reason_display() == "we do not know who gave it out"


@pytest.mark.parametrize("level", [0, 6, -1])
def test_a_level_outside_the_scale_is_refused(
    convener: Actor, python: Skill, sent: AcceptedCredential, level: int
) -> None:
    with pytest.raises(Refused) as refusal:
        accept_outside_credential(convener, sent, skill_id=python.pk, level=level, now=NOW)
    assert refusal.value.field == "level"


def test_an_onramp_accepts_only_issuers_the_civic_lead_trusts(
    community: Community,
    convener: Actor,
    coach: Actor,
    person: Actor,
    dana: Seeker,
    python: Skill,
    onramp: Organization,
) -> None:
    row = send(person, dana, onramp, outside_text())
    with pytest.raises(Refused, match="Ask the civic lead"):
        accept_outside_credential(coach, row, skill_id=python.pk, level=2, now=NOW)
    judge_issuer(convener, community, did=OUTSIDE_DID, name="Board", standing="trusted", now=NOW)
    assert accept_outside_credential(coach, row, skill_id=python.pk, level=2, now=NOW).evidence_id


def test_an_issuer_the_civic_lead_refuses_is_refused_to_everybody(
    community: Community,
    convener: Actor,
    person: Actor,
    dana: Seeker,
    civic: Organization,
    python: Skill,
    sent: AcceptedCredential,
) -> None:
    judge_issuer(convener, community, did=OUTSIDE_DID, name="Board", standing="refused", now=NOW)
    with pytest.raises(Refused, match="does not accept"):
        accept_outside_credential(convener, sent, skill_id=python.pk, level=2, now=NOW)
    with pytest.raises(Refused, match="not accepted here"):
        send(person, dana, civic, outside_text(title="Another"))


def test_skills_it_may_show_are_suggested_from_its_alignments_and_its_title(
    convener: Actor, person: Actor, dana: Seeker, civic: Organization, python: Skill
) -> None:
    ties = [Alignment("Scripting", "https://x.example/1", "PYTHON", "Guild 2")]
    row = send(person, dana, civic, outside_text(title="Card", alignments=ties))
    assert look_at(convener, row, NOW).suggested == [python]
    other = send(person, dana, civic, outside_text(title="Python basics"))
    assert python in look_at(convener, other, NOW).suggested


@in_one_world("who", ROLES)
def test_only_whom_it_was_sent_to_decides(
    role: Callable[[str], Actor], python: Skill, sent: AcceptedCredential, who: str
) -> None:
    actor = role(who)
    seen = outside_waiting(actor).count()
    assert seen == (1 if who in {"convener", "convener_owner", "convener_reader"} else 0)
    if who in {"convener", "convener_owner"}:
        assert accept_outside_credential(actor, sent, skill_id=python.pk, level=2, now=NOW).evidence_id
        return
    for refused in (
        lambda: accept_outside_credential(actor, sent, skill_id=python.pk, level=2, now=NOW),
        lambda: refuse_outside_credential(actor, sent, reason="too_old", now=NOW),
        lambda: look_at(actor, sent, NOW),
    ):
        with pytest.raises(Refused):
            refused()
    assert not Evidence.objects.exists()


@in_one_world("who", ROLES)
def test_only_the_person_and_their_coach_send_and_take_back(
    role: Callable[[str], Actor], dana: Seeker, civic: Organization, sent: AcceptedCredential, who: str
) -> None:
    actor = role(who)
    if who in {"person", "coach"}:
        assert sent_by(actor, dana).count() == 1
        take_back_outside_credential(actor, sent, now=NOW)
        assert Consent.objects.get(purpose="vouching").withdrawn_at == NOW
        return
    for refused in (
        lambda: sent_by(actor, dana),
        lambda: send(actor, dana, civic, outside_text(title="Other")),
        lambda: take_back_outside_credential(actor, sent, now=NOW),
    ):
        with pytest.raises(Refused):
            refused()


@in_one_world("who", ROLES)
def test_only_the_civic_lead_says_whom_to_trust(
    role: Callable[[str], Actor], community: Community, who: str
) -> None:
    given = {"did": OUTSIDE_DID, "name": "Board", "standing": "trusted", "now": NOW}
    if who in {"convener", "convener_owner"}:
        assert judge_issuer(role(who), community, **given).standing == "trusted"
    else:
        with pytest.raises(Refused):
            judge_issuer(role(who), community, **given)


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("did", {"did": "the board"}),
        ("did", {"did": ""}),
        ("standing", {"standing": "loved"}),
        ("name", {"name": ""}),
        ("name", {"name": "x" * 161}),
    ],
)
def test_what_is_said_of_an_issuer_is_checked(
    convener: Actor, community: Community, field: str, given: dict[str, str]
) -> None:
    whole = {"did": OUTSIDE_DID, "name": "Board", "standing": "trusted"} | given
    with pytest.raises(Refused) as refusal:
        judge_issuer(convener, community, **whole, now=NOW)
    assert refusal.value.field == field


def test_it_goes_to_organizations_that_may_decide_and_no_others(
    community: Community,
    elsewhere: Community,
    person: Actor,
    dana: Seeker,
    civic: Organization,
    onramp: Organization,
    provider: Organization,
    employer: Organization,
) -> None:
    assert deciders_in(community)[0] == civic
    assert set(deciders_in(community)) == {civic, onramp, provider}
    for to in (employer, OrganizationFactory(community=elsewhere, kinds=["civic"])):
        with pytest.raises(Refused):
            send(person, dana, to, outside_text())


def test_erasing_the_person_throws_away_what_they_sent(
    person: Actor, convener: Actor, dana: Seeker, python: Skill, civic: Organization, sent: AcceptedCredential
) -> None:
    other = send(person, dana, civic, outside_text(title="Other"))
    accept_outside_credential(convener, other, skill_id=python.pk, level=2, now=NOW)
    erase_seeker(person, dana, now=NOW)
    drain(lambda: NOW)
    for row in AcceptedCredential.objects.all():
        assert (row.document, row.title, row.issuer, row.issuer_name) == ("", "", "", "")
        assert row.sha256.startswith("erased")
    assert not AcceptedCredential.objects.filter(state="waiting").exists()
