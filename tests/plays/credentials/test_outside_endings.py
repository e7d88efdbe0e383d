"""What was accepted and holds no more stops counting: it ended, was taken back, or its issuer is refused now."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.facts import ClockTicked
from techhire.commons.ledger.models import Fact
from techhire.commons.ledger.recording import record
from techhire.commons.ledger.schedule import schedules
from techhire.commons.ledger.worker import drain
from techhire.commons.outside import Fetched, OutsideFailed
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.engines.credential_proofs import data_integrity, keys, status
from techhire.plays.credentials.actions.ending import end_outside_credential
from techhire.plays.credentials.actions.outside import (
    accept_outside_credential,
    send_outside_credential,
    take_back_outside_credential,
)
from techhire.plays.credentials.actions.trusting import judge_issuer
from techhire.plays.credentials.models import AcceptedCredential
from techhire.plays.credentials.queries import checking
from techhire.plays.seekers.actions.evidence import withdraw_evidence
from techhire.plays.seekers.models import Consent, Evidence, Seeker
from tests.cases import in_one_world
from tests.factories.credentials import OUTSIDE_DID, OUTSIDE_SEED, outside_text
from tests.factories.seekers import NOW
from tests.plays.credentials.conftest import ROLES

pytestmark = pytest.mark.django_db
LIST = "https://guild.example/status/1"
WEEK = timedelta(days=7)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What the outside answers, by address; nothing where it is away."""
    answers: dict[str, bytes] = {}

    def fetch(url: str, **_bounds: Any) -> Fetched:
        if url not in answers:
            raise OutsideFailed(url)
        return Fetched(url, 200, "application/json", answers[url])

    monkeypatch.setattr(checking, "fetch", fetch)
    return answers


def listed(*positions: int, purpose: str = "revocation", at: datetime = NOW) -> bytes:
    """The issuer's list with these bits set."""
    document = status.status_list_credential(
        list_url=LIST, issuer=OUTSIDE_DID, purpose=purpose, positions=positions, valid_from=at
    )
    return json.dumps(data_integrity.sign(document, keys.new_key(OUTSIDE_SEED), created=at)).encode()


def accepted(actor: Actor, dana: Seeker, to: Organization, skill: Skill, **more: Any) -> AcceptedCredential:
    system = Actor.system(dana.community_id)
    sent = send_outside_credential(system, dana, to, text=outside_text(**more), agreed=True, now=NOW)
    return accept_again(actor, sent, skill, NOW)


def accept_again(actor: Actor, row: AcceptedCredential, skill: Skill, now: datetime) -> AcceptedCredential:
    return accept_outside_credential(actor, row, skill_id=skill.pk, level=2, saw_person=True, now=now)


def days_later(days: int) -> datetime:
    """The job of that day runs."""
    moment = NOW + timedelta(days=days)
    job = next(one for one in schedules() if one.name == "recheck_outside_credentials")
    fact = ClockTicked(job.name, job.period_of(moment))
    record(fact, actor=Actor.system(), now=moment, handlers=list(job.handlers))
    drain(lambda: moment)
    return moment


def state(row: AcceptedCredential) -> tuple[str, str, list[str]]:
    row.refresh_from_db()
    return row.state, row.reason, list(Evidence.objects.order_by("pk").values_list("state", flat=True))


ENDS = {
    "revoked": (listed(7), "revoked"),
    "the list is away": (None, ""),
    "still good": (listed(), ""),
}


def test_one_that_has_ended_stops_counting_and_says_so(
    convener: Actor, dana: Seeker, civic: Organization, python: Skill
) -> None:
    row = accepted(convener, dana, civic, python, valid_until=NOW + timedelta(days=3, hours=1))
    days_later(2)
    assert state(row) == ("accepted", "", ["counts"])
    moment = days_later(4)
    assert state(row) == ("ended", "expired", ["withdrawn"])
    assert row.ended_at == moment
    fact = Fact.objects.get(name="OutsideCredentialEnded")
    assert (fact.data["reason"], fact.data["evidence_id"]) == ("expired", row.evidence_id)
    days_later(5)
    assert Fact.objects.filter(name="OutsideCredentialEnded").count() == 1
    with pytest.raises(Refused, match="not valid any more"):
        accept_again(convener, row, python, moment)


@pytest.mark.parametrize(("answer", "reason"), ENDS.values(), ids=ENDS)
def test_a_week_later_its_issuer_is_asked_again(
    convener: Actor,
    dana: Seeker,
    civic: Organization,
    python: Skill,
    said: dict[str, bytes],
    answer: bytes | None,
    reason: str,
) -> None:
    said[LIST] = listed()
    row = accepted(convener, dana, civic, python, status=[status.entry(LIST, 7, "revocation")])
    said.update({LIST: answer} if answer else {})
    if answer is None:
        del said[LIST]
    days_later(6)
    assert state(row)[0] == "accepted", "not asked every day"
    moment = days_later(7)
    assert state(row)[:2] == (("ended", reason) if reason else ("accepted", ""))
    assert row.checked_at == moment


def test_what_was_on_hold_is_accepted_anew_once_it_is_not(
    convener: Actor, dana: Seeker, civic: Organization, python: Skill, said: dict[str, bytes]
) -> None:
    said[LIST] = listed(purpose="suspension")
    row = accepted(convener, dana, civic, python, status=[status.entry(LIST, 7, "suspension")])
    said[LIST] = listed(7, purpose="suspension")
    moment = days_later(7)
    assert state(row)[:2] == ("ended", "on_hold")
    said[LIST] = listed(purpose="suspension")
    accept_again(convener, row, python, moment)
    assert state(row) == ("accepted", "", ["withdrawn", "counts"])
    assert row.ended_at is None


def test_what_was_accepted_of_an_issuer_that_is_refused_now_stops_counting(
    community: Community, convener: Actor, dana: Seeker, civic: Organization, python: Skill
) -> None:
    rows = [accepted(convener, dana, civic, python, title=f"Card {number}") for number in range(7)]
    given = {"did": OUTSIDE_DID, "name": "Board", "now": NOW}
    judge_issuer(convener, community, standing="trusted", **given)
    drain(lambda: NOW)
    assert {state(row)[0] for row in rows} == {"accepted"}
    judge_issuer(convener, community, standing="refused", **given)
    drain(lambda: NOW)
    assert {state(row)[:2] for row in rows} == {("ended", "not_trusted")}
    assert set(Evidence.objects.values_list("state", flat=True)) == {"withdrawn"}
    with pytest.raises(Refused, match="does not accept"):
        accept_again(convener, rows[0], python, NOW)
    judge_issuer(convener, community, standing="trusted", **given)
    assert accept_again(convener, rows[0], python, NOW).state == "accepted"


def test_what_another_community_refuses_goes_on_counting_here(
    elsewhere: Community, convener: Actor, dana: Seeker, civic: Organization, python: Skill
) -> None:
    row = accepted(convener, dana, civic, python)
    system = Actor.system(elsewhere.pk)
    judge_issuer(system, elsewhere, did=OUTSIDE_DID, name="Board", standing="refused", now=NOW)
    drain(lambda: NOW)
    assert state(row)[0] == "accepted"


def test_one_whose_evidence_was_taken_away_is_not_asked_about(
    convener: Actor, system: Actor, dana: Seeker, civic: Organization, python: Skill, said: dict[str, bytes]
) -> None:
    row = accepted(convener, dana, civic, python)
    withdraw_evidence(system, Evidence.objects.get(), now=NOW)
    days_later(8)
    row.refresh_from_db()
    assert row.checked_at == NOW


def test_sent_again_the_ended_one_is_not_accepted_beside_it(
    convener: Actor, person: Actor, dana: Seeker, civic: Organization, python: Skill
) -> None:
    row = accepted(convener, dana, civic, python)
    end_outside_credential(Actor.system(dana.community_id), row, reason="revoked", now=NOW)
    send_outside_credential(person, dana, civic, text=outside_text(), agreed=True, now=NOW)
    with pytest.raises(Refused, match="again"):
        accept_again(convener, row, python, NOW)


@in_one_world("who", ROLES)
def test_nobody_ends_one_by_hand(
    role: Callable[[str], Actor], convener: Actor, dana: Seeker, civic: Organization, python: Skill, who: str
) -> None:
    row = accepted(convener, dana, civic, python)
    with pytest.raises(Refused):
        end_outside_credential(role(who), row, reason="revoked", now=NOW)
    with pytest.raises(Refused):
        end_outside_credential(Actor.system(dana.community_id + 1), row, reason="revoked", now=NOW)
    with pytest.raises(Refused, match="reason"):
        end_outside_credential(Actor.system(dana.community_id), row, reason="hm", now=NOW)
    assert state(row)[0] == "accepted"


def test_the_person_takes_back_one_that_counts_no_more(
    convener: Actor, person: Actor, dana: Seeker, python: Skill, civic: Organization
) -> None:
    """It would stay open to the organization otherwise, and could be accepted anew without them."""
    row = accepted(convener, dana, civic, python)
    system = Actor.system(dana.community_id)
    with pytest.raises(Refused, match="already"):
        take_back_outside_credential(person, row, now=NOW)
    end_outside_credential(system, row, reason="expired", now=NOW)
    take_back_outside_credential(person, row, now=NOW + WEEK)
    row.refresh_from_db()
    assert (row.state, row.document) == ("taken_back", "")
    assert Consent.objects.get(seeker=dana, purpose="vouching").withdrawn_at == NOW + WEEK
    with pytest.raises(Refused):
        accept_again(convener, row, python, NOW + WEEK)
    assert list(Evidence.objects.values_list("state", flat=True)) == ["withdrawn"]


@pytest.mark.parametrize("ended", [False, True])
def test_without_a_yes_that_holds_nobody_accepts_it(
    convener: Actor, dana: Seeker, python: Skill, civic: Organization, ended: bool
) -> None:
    row = accepted(convener, dana, civic, python)
    if ended:
        end_outside_credential(Actor.system(dana.community_id), row, reason="expired", now=NOW)
    else:
        AcceptedCredential.objects.filter(pk=row.pk).update(state="waiting")
    before = list(Evidence.objects.values_list("state", flat=True))
    Consent.objects.filter(seeker=dana).update(withdrawn_at=NOW)
    with pytest.raises(Refused, match="yes does not hold"):
        accept_again(convener, row, python, NOW)
    assert list(Evidence.objects.values_list("state", flat=True)) == before


def test_taking_one_back_leaves_the_others_there_to_be_answered(
    convener: Actor, person: Actor, dana: Seeker, python: Skill, civic: Organization
) -> None:
    given = {"agreed": True, "now": NOW}
    first = send_outside_credential(person, dana, civic, text=outside_text(title="One"), **given)
    other = send_outside_credential(person, dana, civic, text=outside_text(title="Other"), **given)
    take_back_outside_credential(person, first, now=NOW)
    assert accept_again(convener, other, python, NOW).state == "accepted"
