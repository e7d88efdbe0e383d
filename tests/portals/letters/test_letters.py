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
from techhire.plays.assessments.actions.interviews import (
    finish_interview,
    give_rating,
    open_interview,
    permit_interview,
)
from techhire.plays.assessments.actions.submissions import withdraw_work
from techhire.plays.assessments.models import Rubric
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.decisions import decide, unmask
from techhire.plays.matches.actions.reviews import ask_for_review, withdraw_review
from techhire.plays.matches.actions.showing import note_shown
from techhire.plays.matches.models import ReviewRequest
from techhire.plays.seekers.actions.access import let_vouch
from techhire.plays.seekers.actions.consents import note_spoken
from techhire.plays.seekers.actions.contacts import set_contacts
from techhire.plays.seekers.actions.disputes import open_dispute
from techhire.plays.seekers.actions.erasure import erase_seeker
from techhire.plays.seekers.actions.evidence import add_evidence
from techhire.plays.seekers.actions.feedback import give_feedback
from techhire.plays.seekers.actions.found import turn_found_on
from techhire.plays.seekers.actions.holds import place_hold
from techhire.plays.seekers.actions.profile import update_profile
from techhire.plays.seekers.models import Consent, Grant, Seeker
from tests.factories.communities import OrganizationFactory
from tests.factories.judging import a_rubric, handed_in, names, says, scored
from tests.factories.marketplace import PostingFactory
from tests.factories.onramps import on_caseload
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
    assert "/my/who-looked/" in letter.body and "/my/profile/contact/" in letter.body


def test_who_left_a_way_to_be_reached_is_not_asked_for_one(
    person: Actor, seen: Seeker, now: datetime
) -> None:
    set_contacts(person, seen, ways={"email": "dana@example.org"}, now=now)
    deliver(now)
    letter = next(m for m in mail.outbox if "person_unmasked" in m.extra_headers["Message-ID"])
    assert "/my/profile/contact/" not in letter.body


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


def _judged_by(community: Community, onramp: Organization, as_member: Callable[..., Actor]) -> Rubric:
    college = OrganizationFactory(community=community, kinds=["provider"])
    rubric = a_rubric(onramp)
    names(rubric, as_member(college))
    return rubric


def test_an_assessor_hears_that_work_waits_but_not_whose(
    person: Actor, community: Community, onramp: Organization, as_member: Callable[..., Actor], now: datetime
) -> None:
    rubric = _judged_by(community, onramp, as_member)
    seeker = seeker_behind(person, "Dana Reyes")
    work = handed_in(seeker, rubric)
    deliver(now)
    letter = next(m for m in mail.outbox if "work_to_judge" in m.extra_headers["Message-ID"])
    assessor = Account.objects.get(pk=work.judgments.get().assessor_id)
    assert letter.to == [assessor.email] and "/account/work/" in letter.body
    assert "Dana" not in letter.body and seeker.code not in letter.body and "ticket" not in letter.body


def test_no_assessor_is_written_to_about_work_that_was_taken_back(
    person: Actor, community: Community, onramp: Organization, as_member: Callable[..., Actor], now: datetime
) -> None:
    work = handed_in(seeker_behind(person), _judged_by(community, onramp, as_member))
    withdraw_work(person, work, now=now)
    deliver(now)
    assert not [m for m in mail.outbox if "work_to_judge" in m.extra_headers["Message-ID"]]


def test_the_person_hears_that_the_result_is_here_and_never_how_it_is(
    person: Actor, community: Community, onramp: Organization, as_member: Callable[..., Actor], now: datetime
) -> None:
    rubric = _judged_by(community, onramp, as_member)
    seeker = seeker_behind(person)
    Seeker.objects.filter(pk=seeker.pk).update(language="es")
    work = handed_in(seeker, rubric)
    says(work.judgments.get(), 4, 4)
    deliver(now)
    letter = next(m for m in mail.outbox if "work_judged" in m.extra_headers["Message-ID"])
    assert letter.subject == "Su resultado está aquí" and f"/my/work/{work.pk}/" in letter.body
    assert "4" not in letter.body.replace(f"/{work.pk}/", "/") and "ticket" not in letter.body.lower()


def test_the_person_hears_that_a_fresh_reading_is_in_and_never_how_it_is(
    person: Actor, community: Community, onramp: Organization, as_member: Callable[..., Actor], now: datetime
) -> None:
    rubric = _judged_by(community, onramp, as_member)
    seeker = seeker_behind(person)
    work = handed_in(seeker, rubric)
    says(work.judgments.get(), 3, 3)
    names(rubric, as_member(OrganizationFactory(community=community, kinds=["provider"])))
    work.refresh_from_db()
    assert work.evidence is not None
    open_dispute(person, work.evidence, reason="wrong_level", now=now)
    deliver(now)
    says(work.judgments.get(is_fresh=True), 4, 4)
    deliver(now)
    letter = next(m for m in mail.outbox if "work_reread" in m.extra_headers["Message-ID"])
    assert letter.subject == "Your work was read once more" and f"/my/work/{work.pk}/" in letter.body
    assert "higher" not in letter.body and "ticket" not in letter.body.lower()


def test_the_person_hears_of_an_interview_without_who_and_how(
    person: Actor, onramp: Organization, coach: Actor, now: datetime
) -> None:
    seeker = seeker_behind(person)
    on_caseload(onramp, seeker)
    guide = a_rubric(onramp, kind="interview", task="", task_es="")
    interview = open_interview(coach, onramp, seeker, guide, now=now)
    deliver(now)
    asks = next(m for m in mail.outbox if "interview_asked" in m.extra_headers["Message-ID"])
    assert f"/my/interviews/{interview.pk}/" in asks.body and onramp.name not in asks.body
    permit_interview(person, interview, agrees=True, now=now)
    give_rating(coach, interview, scores=scored(interview.edition, 2, 2), version=0, now=now)
    finish_interview(coach, interview, now=now)
    deliver(now)
    letter = next(m for m in mail.outbox if "interview_finished" in m.extra_headers["Message-ID"])
    assert f"/my/interviews/{interview.pk}/" in letter.body and onramp.name not in letter.body


def test_a_spoken_yes_to_an_interview_comes_back_with_the_job_it_is_for(
    seen: Seeker, employer: Organization, coach: Actor, now: datetime
) -> None:
    grant = Grant.objects.get(seeker=seen, purpose="hiring")
    title = Posting.objects.get(pk=grant.posting_id).title
    consent = Consent.objects.create(
        seeker=seen,
        purpose="vouching",
        scope=["rate", "interview:1", f"posting:{grant.posting_id}"],
        words="They may.",
        spoken=True,
        given_at=now,
    )
    note_spoken(coach, consent, now)
    deliver(now)
    (letter,) = (m for m in mail.outbox if "/my/said/" in m.body)
    assert f"Para este empleo: {title}" in letter.body and "califican sus respuestas" in letter.body


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
