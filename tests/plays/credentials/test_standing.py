"""A badge on hold, let go on, taken back, given up; what disputes, withdrawn evidence and erasure do to it."""

from collections.abc import Callable
from datetime import date

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.ledger.worker import drain
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.credentials.actions.issuing import get_badge
from techhire.plays.credentials.actions.reviewing import review_badges
from techhire.plays.credentials.actions.sharing import share_badge, show_employers
from techhire.plays.credentials.actions.standing import (
    give_up_badge,
    reinstate_badge,
    revoke_badge,
    suspend_badge,
)
from techhire.plays.credentials.models import Credential, StatusEntry
from techhire.plays.credentials.queries.badges import badges_behind, badges_of
from techhire.plays.credentials.queries.checking import check_credential, shared_credential
from techhire.plays.credentials.queries.offers import offers_of
from techhire.plays.seekers.actions.disputes import answer_dispute, open_dispute
from techhire.plays.seekers.actions.erasure import erase_seeker
from techhire.plays.seekers.actions.evidence import add_evidence, withdraw_evidence
from techhire.plays.seekers.models import Consent, Evidence, Seeker
from tests.cases import in_one_world
from tests.factories.credentials import earned
from tests.factories.seekers import NOW, access, seeker_in
from tests.plays.credentials.conftest import ROLES

pytestmark = pytest.mark.django_db


def failing(community: Community, badge: Credential, document: str = "") -> list[tuple[str, str]]:
    """What anybody who checks the signed document finds wrong now."""
    checked = check_credential(community, document or badge.document, now=NOW)
    return [(line.name, line.code) for line in checked.lines if line.outcome == "failed"]


def state_of(badge: Credential) -> tuple[str, str]:
    badge.refresh_from_db()
    return badge.state, badge.reason


def work() -> None:
    drain(lambda: NOW)


def test_on_hold_and_back_is_seen_by_whoever_checks(
    community: Community, convener: Actor, badge: Credential
) -> None:
    suspend_badge(convener, badge, reason="looked_into", now=NOW)
    assert failing(community, badge) == [("suspension", "set")]
    assert failing(community, badge, badge.compact) == [("suspension", "set")]
    reinstate_badge(convener, badge, now=NOW)
    assert failing(community, badge) == []
    assert [fact.name for fact in Fact.objects.filter(name__startswith="Badge").order_by("pk")] == [
        "BadgeIssued",
        "BadgeSuspended",
        "BadgeReinstated",
    ]


def test_taken_back_is_for_good(community: Community, convener: Actor, badge: Credential) -> None:
    revoke_badge(convener, badge, reason="mistake", now=NOW)
    assert failing(community, badge) == [("revocation", "set")]
    for again in (
        lambda: revoke_badge(convener, badge, reason="mistake", now=NOW),
        lambda: suspend_badge(convener, badge, reason="looked_into", now=NOW),
        lambda: reinstate_badge(convener, badge, now=NOW),
    ):
        with pytest.raises(Refused):
            again()


def test_one_persons_bit_says_nothing_of_another(
    community: Community, convener: Actor, badge: Credential, other_person: Actor, python: Skill
) -> None:
    other = Seeker.objects.get(account_id=other_person.account_id)
    earned(other, python)
    theirs = get_badge(other_person, other, skill_id=python.pk, holder="nobody", now=NOW)
    revoke_badge(convener, badge, reason="mistake", now=NOW)
    assert failing(community, theirs) == []
    assert StatusEntry.objects.filter(is_set=True).count() == 1


@pytest.mark.parametrize("reason", ["given_up", "evidence_gone", "erased", "key", "spite", ""])
def test_the_civic_lead_chooses_from_its_own_reasons(convener: Actor, badge: Credential, reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        revoke_badge(convener, badge, reason=reason, now=NOW)
    assert refusal.value.field == "reason"
    with pytest.raises(Refused):
        suspend_badge(convener, badge, reason=reason, now=NOW)


def test_what_the_civic_lead_took_back_is_not_offered_again(
    convener: Actor, person: Actor, dana: Seeker, python: Skill, badge: Credential
) -> None:
    revoke_badge(convener, badge, reason="not_earned", now=NOW)
    assert offers_of(person, dana, NOW) == []
    earned(dana, python, source="another bank")
    assert [offer.level for offer in offers_of(person, dana, NOW)] == [3]


def test_what_the_person_gave_up_can_be_had_again(person: Actor, dana: Seeker, badge: Credential) -> None:
    give_up_badge(person, badge, now=NOW)
    assert state_of(badge) == ("revoked", "given_up")
    assert len(offers_of(person, dana, NOW)) == 1


def test_a_dispute_puts_it_on_hold_until_it_is_answered(
    community: Community, convener: Actor, person: Actor, badge: Credential
) -> None:
    dispute = open_dispute(person, badge.evidence.get(), reason="wrong_level", now=NOW)
    work()
    assert state_of(badge) == ("suspended", "disputed")
    with pytest.raises(Refused, match="by itself"):
        reinstate_badge(convener, badge, now=NOW)
    answer_dispute(convener, dispute, answer="stands", now=NOW)
    work()
    assert state_of(badge) == ("issued", "")
    assert failing(community, badge) == []


def test_a_dispute_that_takes_the_evidence_away_takes_the_badge(
    community: Community, convener: Actor, person: Actor, badge: Credential
) -> None:
    dispute = open_dispute(person, badge.evidence.get(), reason="not_me", now=NOW)
    answer_dispute(convener, dispute, answer="removed", now=NOW)
    work()
    assert state_of(badge) == ("revoked", "evidence_gone")
    assert failing(community, badge) == [("revocation", "set")]


@pytest.mark.parametrize(("level", "state"), [(3.2, "issued"), (1.5, "revoked")])
def test_evidence_that_a_better_piece_replaced_carries_it_on_where_that_shows_the_level(
    system: Actor, convener: Actor, person: Actor, dana: Seeker, badge: Credential, level: float, state: str
) -> None:
    before = badge.evidence.get()
    dispute = open_dispute(person, before, reason="wrong_level", now=NOW)
    answer_dispute(convener, dispute, answer="corrected", now=NOW)
    before.refresh_from_db()
    add_evidence(
        system,
        dana,
        skill_id=before.skill_id,
        kind=before.kind,
        level=level,
        sd=float(before.sd or 0),
        at=before.at,
        source=before.source,
        replaces=before,
        now=NOW,
    )
    work()
    assert state_of(badge)[0] == state
    assert badge.evidence.count() == 2


def test_withdrawn_evidence_takes_it_unless_other_evidence_carries_it(
    system: Actor, person: Actor, dana: Seeker, python: Skill
) -> None:
    first = earned(dana, python)
    second = earned(dana, python, source="another bank", at=date(2026, 2, 25))
    badge = get_badge(person, dana, skill_id=python.pk, holder="nobody", now=NOW)
    withdraw_evidence(system, first, now=NOW)
    work()
    assert state_of(badge) == ("issued", "")
    withdraw_evidence(system, second, now=NOW)
    work()
    assert state_of(badge) == ("revoked", "evidence_gone")


def test_age_alone_takes_no_badge_away(
    community: Community, system: Actor, person: Actor, dana: Seeker, python: Skill, badge: Credential
) -> None:
    community.as_of = date(2028, 12, 1)
    community.save()
    later = earned(dana, python, 1.0, at=date(2026, 2, 22))
    withdraw_evidence(system, later, now=NOW)
    work()
    assert state_of(badge) == ("issued", "")


def test_an_erased_person_has_no_badge_and_leaves_no_document(
    community: Community, person: Actor, dana: Seeker, badge: Credential
) -> None:
    document = badge.document
    token = share_badge(person, badge, on=True, now=NOW).share_token
    erase_seeker(person, dana, now=NOW)
    assert shared_credential(token) is None, "at once, before any worker ran"
    assert badges_behind(community.pk, dana.pk, [badge.achievement.skill_id], NOW) == {}
    work()
    assert state_of(badge) == ("revoked", "erased")
    assert (badge.document, badge.compact, badge.share_token, badge.share_fingerprint) == ("", "", "", None)
    assert failing(community, badge, document) == [("revocation", "set")]
    work()


def test_reviewing_twice_changes_nothing(person: Actor, badge: Credential) -> None:
    open_dispute(person, badge.evidence.get(), reason="other", now=NOW)
    work()
    before = Fact.objects.count()
    assert review_badges(badge.evidence.get().pk, now=NOW) == 0
    assert Fact.objects.count() == before


@in_one_world("who", ROLES)
def test_only_the_civic_lead_takes_back_and_puts_on_hold(
    role: Callable[[str], Actor], badge: Credential, who: str
) -> None:
    if who in {"convener", "convener_owner"}:
        suspend_badge(role(who), badge, reason="looked_into", now=NOW)
        reinstate_badge(role(who), badge, now=NOW)
        assert revoke_badge(role(who), badge, reason="mistake", now=NOW).state == "revoked"
        return
    with pytest.raises(Refused):
        suspend_badge(role(who), badge, reason="looked_into", now=NOW)
    with pytest.raises(Refused):
        reinstate_badge(role(who), badge, now=NOW)
    with pytest.raises(Refused):
        revoke_badge(role(who), badge, reason="mistake", now=NOW)
    assert state_of(badge) == ("issued", "")


def test_nobody_at_the_civic_lead_decides_about_their_own(
    civic: object, as_member: Callable[..., Actor], person: Actor, badge: Credential
) -> None:
    insider = as_member(civic, "owner", Account.objects.get(pk=person.account_id))
    with pytest.raises(Refused, match="their own"):
        revoke_badge(insider, badge, reason="mistake", now=NOW)


@in_one_world("who", ROLES)
def test_only_the_person_and_their_coach_see_and_give_up_and_only_the_person_shares(
    role: Callable[[str], Actor], dana: Seeker, badge: Credential, who: str
) -> None:
    actor = role(who)
    if who in {"person", "coach"}:
        assert badges_of(actor, dana).count() == 1
        if who == "person":
            share_badge(actor, badge, on=True, now=NOW)
            show_employers(actor, badge, on=True, now=NOW)
        else:
            for on in (share_badge, show_employers):
                with pytest.raises(Refused, match="Only the person"):
                    on(actor, badge, on=True, now=NOW)
        assert give_up_badge(actor, badge, now=NOW).state == "revoked"
        return
    for refused in (
        lambda: badges_of(actor, dana),
        lambda: share_badge(actor, badge, on=True, now=NOW),
        lambda: give_up_badge(actor, badge, now=NOW),
    ):
        with pytest.raises(Refused):
            refused()


def test_for_somebody_without_an_account_the_coach_shares_at_their_word(
    community: Community, onramp: Organization, coach: Actor, python: Skill
) -> None:
    seeker = seeker_in(community, name="Ana")
    access(seeker, onramp, "coaching")
    earned(seeker, python)
    badge = get_badge(
        coach, seeker, skill_id=python.pk, holder="nobody", for_employers=True, words="Yes.", now=NOW
    )
    with pytest.raises(Refused, match="Write down"):
        share_badge(coach, badge, on=True, now=NOW)
    assert share_badge(coach, badge, on=True, words="Yes, a link.", now=NOW).share_fingerprint
    heard = Consent.objects.filter(purpose="badges", withdrawn_at__isnull=True)
    assert [consent.scope[0] for consent in heard.order_by("pk")] == ["sign", "employers", "link"]
    share_badge(coach, badge, on=False, now=NOW)
    assert [consent.scope[0] for consent in heard.order_by("pk")] == ["sign", "employers"]
    show_employers(coach, badge, on=False, now=NOW)
    give_up_badge(coach, badge, now=NOW)
    assert not heard.exists()


def test_a_coach_lets_employers_know_of_nothing_for_somebody_with_an_account(
    coach: Actor, dana: Seeker, python: Skill
) -> None:
    earned(dana, python)
    with pytest.raises(Refused, match="Only the person"):
        get_badge(coach, dana, skill_id=python.pk, holder="nobody", for_employers=True, words="Yes.", now=NOW)
    assert not Credential.objects.exists()


def test_a_piece_of_evidence_that_carries_no_badge_is_no_matter(
    system: Actor, dana: Seeker, python: Skill, badge: Credential
) -> None:
    other: Evidence = earned(dana, python, 1.0, source="another bank")
    withdraw_evidence(system, other, now=NOW)
    work()
    assert state_of(badge) == ("issued", "")
