"""Letters follow facts, in the reader's language, name nothing sensitive, and a repeat can be told."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core import mail

from techhire.commons.communities.actions import invite_member
from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.models import Reaction
from techhire.commons.ledger.worker import drain
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.plays.matches.actions.decisions import unmask
from techhire.plays.matches.actions.showing import note_shown
from techhire.plays.seekers.actions.access import let_vouch
from techhire.plays.seekers.actions.disputes import open_dispute
from techhire.plays.seekers.actions.erasure import erase_seeker
from techhire.plays.seekers.actions.evidence import add_evidence
from techhire.plays.seekers.actions.feedback import give_feedback
from techhire.plays.seekers.actions.found import turn_found_on
from techhire.plays.seekers.actions.holds import place_hold
from techhire.plays.seekers.actions.profile import update_profile
from techhire.plays.seekers.models import Consent, Grant, Seeker
from tests.factories.marketplace import PostingFactory
from tests.factories.seekers import access, findable, piece, seeker_behind
from tests.factories.skills import SkillFactory


def deliver(now: datetime) -> None:
    drain(lambda: now)


@pytest.fixture
def seen(person: Actor, employer: Organization, hiring_manager: Actor, now: datetime) -> Seeker:
    """A found person whose name an employer has just seen."""
    posting = PostingFactory(organization=employer, published=True)
    seeker = seeker_behind(person, "Dana Reyes")
    findable(seeker, SkillFactory())
    Seeker.objects.filter(pk=seeker.pk).update(language="es")
    note_shown(hiring_manager, posting, [seeker.pk], now=now)
    unmask(hiring_manager, posting, seeker, early_reason="interview_set", now=now)
    return seeker


def test_a_person_hears_that_there_is_news_but_not_what(
    seen: Seeker, employer: Organization, now: datetime
) -> None:
    deliver(now)
    letter = next(m for m in mail.outbox if "person_unmasked" in m.extra_headers["Message-ID"])
    assert letter.to == [Account.objects.get(pk=seen.account_id).email]
    assert employer.name not in letter.body and "Help desk" not in letter.body and "Dana" not in letter.body
    assert "/my/who-looked/" in letter.body


def test_a_letter_sent_twice_carries_one_mark(seen: Seeker, now: datetime) -> None:
    deliver(now)
    Reaction.objects.filter(handler__contains="person_unmasked").update(state="waiting")
    deliver(now)
    marks = [
        m.extra_headers["Message-ID"]
        for m in mail.outbox
        if "person_unmasked" in m.extra_headers["Message-ID"]
    ]
    assert len(marks) == 2 and len(set(marks)) == 1


def test_nobody_is_written_to_at_a_shared_address(seen: Seeker, now: datetime) -> None:
    Account.objects.filter(pk=seen.account_id).update(email="")
    deliver(now)
    assert not mail.outbox


def test_owners_are_asked_to_answer_a_correction(
    person: Actor,
    community: Community,
    provider: Organization,
    as_member: Callable[..., Actor],
    now: datetime,
) -> None:
    owner = as_member(provider, "owner")
    row = piece(seeker_behind(person), SkillFactory(name="SQL"), "vouch", 2, organization=provider)
    open_dispute(person, row, reason="wrong_level", words="Private words.", now=now)
    deliver(now)
    (letter,) = mail.outbox
    assert letter.to == [Account.objects.get(pk=owner.account_id).email]
    assert (
        "/account/corrections/" in letter.body and "Private" not in letter.body and "Dana" not in letter.body
    )


def test_an_invitation_speaks_the_chosen_language_once(
    employer: Organization, as_member: Callable[..., Actor], now: datetime
) -> None:
    owner = as_member(employer, "owner")
    invite_member(owner, employer, email="new@example.org", role="owner", language="es", now=now)
    deliver(now)
    deliver(now)
    (letter,) = mail.outbox
    assert letter.to == ["new@example.org"] and "/invitation/" in letter.body


def test_somebody_whose_record_a_law_keeps_is_told_until_when_and_why(
    person: Actor, convener: Actor, now: datetime
) -> None:
    seeker = seeker_behind(person, "Dana Reyes")
    until = now.date() + timedelta(days=90)
    place_hold(convener, seeker, reason="hiring", law="29 CFR 1602.14", until=until, now=now)
    erase_seeker(person, seeker, now=now)
    deliver(now)
    (letter,) = mail.outbox
    assert letter.to == [Account.objects.get(pk=person.account_id).email]
    assert "29 CFR 1602.14" in letter.body and "May 31, 2026" in letter.body and "Dana" not in letter.body


def test_a_vouch_is_told_without_what_it_says(
    person: Actor, coach: Actor, onramp: Organization, now: datetime
) -> None:
    seeker, skill = seeker_behind(person), SkillFactory(name="SQL")
    access(seeker, onramp, "coaching")
    access(seeker, onramp, "vouching")
    given = {"skill_id": skill.pk, "kind": "vouch", "level": 3, "at": now.date(), "organization": onramp}
    add_evidence(coach, seeker, **given, now=now)
    deliver(now)
    (letter,) = mail.outbox
    assert letter.to == [Account.objects.get(pk=seeker.account_id).email]
    assert "/my/said/" in letter.body and "SQL" not in letter.body and onramp.name not in letter.body


def test_what_an_employer_said_is_told_without_what_it_is(
    seen: Seeker, employer: Organization, hiring_manager: Actor, now: datetime
) -> None:
    grant = Grant.objects.get(seeker=seen, purpose="hiring")
    skill = SkillFactory(name="SQL")
    given = {"posting_id": grant.posting_id, "skill_id": skill.pk, "level": 3, "at": now.date(), "now": now}
    give_feedback(hiring_manager, seen, employer, **given)
    deliver(now)
    letter = next(m for m in mail.outbox if "feedback_given" in m.extra_headers["Message-ID"])
    assert "/my/said/" in letter.body and "SQL" not in letter.body and employer.name not in letter.body


def test_a_spoken_yes_to_vouching_says_what_it_covers(
    person: Actor, coach: Actor, onramp: Organization, now: datetime
) -> None:
    seeker = seeker_behind(person)
    access(seeker, onramp, "coaching")
    let_vouch(coach, seeker, onramp, words="Yes.", now=now)
    deliver(now)
    (letter,) = mail.outbox
    assert "What this covers:" in letter.body and "you read it before anybody else" in letter.body
    assert "/my/said/" in letter.body


def test_a_spoken_yes_comes_back_in_writing_and_is_settled(
    person: Actor, coach: Actor, onramp: Organization, now: datetime
) -> None:
    seeker = seeker_behind(person, "Dana Reyes")
    piece(seeker, SkillFactory())
    update_profile(person, seeker, is_adult=True, zip_code="64106", now=now)
    access(seeker, onramp, "coaching")
    turn_found_on(coach, seeker, words="Yes.", spoken=True, now=now)
    deliver(now)
    letter = next(m for m in mail.outbox if "consent_heard" in m.extra_headers["Message-ID"])
    assert letter.to == [Account.objects.get(pk=seeker.account_id).email]
    assert "being found by employers" in letter.body and "/my/found/" in letter.body
    assert Consent.objects.get(purpose="being_found").confirmed_at == now
    deliver(now)
    assert sum("consent_heard" in m.extra_headers["Message-ID"] for m in mail.outbox) == 1
