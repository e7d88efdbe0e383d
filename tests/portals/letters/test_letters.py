"""Letters follow facts, in the reader's language, name nothing sensitive, and a repeat can be told."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.core import mail

from techhire.commons.communities.actions import invite_member
from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.models import Reaction
from techhire.commons.ledger.worker import drain
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.plays.matches.actions.decisions import decide, unmask
from techhire.plays.matches.actions.reviews import ask_for_review, withdraw_review
from techhire.plays.matches.actions.showing import note_shown
from techhire.plays.matches.models import ReviewRequest
from techhire.plays.seekers.actions.disputes import open_dispute
from techhire.plays.seekers.actions.found import turn_found_on
from techhire.plays.seekers.actions.profile import update_profile
from techhire.plays.seekers.models import Consent, Seeker
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


@pytest.fixture
def asking(person: Actor, employer: Organization, system: Actor, now: datetime) -> ReviewRequest:
    """Somebody asked the employer to read them."""
    seeker = seeker_behind(person, "Dana Reyes")
    findable(seeker, SkillFactory())
    posting = PostingFactory(organization=employer, published=True, title="Help desk")
    return ask_for_review(person, Seeker.objects.get(pk=seeker.pk), posting, now=now)


def test_everybody_who_may_answer_is_told_that_somebody_asks_but_not_who(
    asking: ReviewRequest, employer: Organization, as_member: Callable[..., Actor], now: datetime
) -> None:
    addresses = {
        role: Account.objects.get(pk=as_member(employer, role).account_id).email
        for role in ("owner", "member", "reader")
    }
    deliver(now)
    letters = [m for m in mail.outbox if "review_asked" in m.extra_headers["Message-ID"]]
    assert sorted(m.to[0] for m in letters) == sorted([addresses["owner"], addresses["member"]])
    for letter in letters:
        assert "Dana" not in letter.body and asking.seeker.code not in letter.body
        assert "March 9, 2026" in letter.body and "/asked/" in letter.body and "Help desk" in letter.body


def test_a_request_that_was_taken_back_is_not_written_about(
    asking: ReviewRequest, person: Actor, hiring_manager: Actor, now: datetime
) -> None:
    withdraw_review(person, asking, now=now)
    deliver(now)
    assert not [m for m in mail.outbox if "review_asked" in m.extra_headers["Message-ID"]]


def test_who_asked_hears_that_there_is_news_but_not_what(
    asking: ReviewRequest, hiring_manager: Actor, employer: Organization, now: datetime
) -> None:
    decide(hiring_manager, asking.posting, asking.seeker, answer="no", now=now)
    deliver(now)
    letter = next(m for m in mail.outbox if "review_answered" in m.extra_headers["Message-ID"])
    assert employer.name not in letter.body and "Help desk" not in letter.body
    assert "selected" not in letter.body and "/my/reviews/" in letter.body
