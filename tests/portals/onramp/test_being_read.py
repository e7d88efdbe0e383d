"""A coach asks, in somebody's own words, that an employer reads them."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.decisions import decide
from techhire.plays.matches.models import ReviewRequest
from techhire.plays.onramps.actions.caseload import release
from techhire.plays.onramps.models import Caseload
from techhire.plays.seekers.models import Consent, Seeker
from tests.factories.matches import NOW, a_person, a_posting, a_skill
from tests.factories.onramps import on_caseload

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting(employer: Organization) -> Posting:
    return a_posting(employer, {a_skill("Ticket handling"): 2})


@pytest.fixture
def caseload(onramp: Organization, posting: Posting) -> Caseload:
    skill = posting.requirements.get().skill
    seeker = a_person(posting.community, {skill: 2}, name="Ana Ruiz")
    return on_caseload(onramp, seeker)


def place(caseload: Caseload, posting: Posting) -> str:
    return reverse("onramp:person_review", args=[caseload.seeker.code, posting.identifier])


def test_asked_in_their_words_and_taken_back(
    browser: Callable[[Actor], Client], coach: Actor, caseload: Caseload, posting: Posting
) -> None:
    desk, here = browser(coach), place(caseload, posting)
    page = desk.post(here, {"do": "ask", "words": " "}).content.decode()
    assert "error-summary" in page and not ReviewRequest.objects.exists()
    desk.post(here, {"do": "ask", "words": "Please read me.", "scope": ["name_after_yes"]})
    consent = Consent.objects.get(purpose="hiring")
    assert (consent.words, consent.spoken) == ("Please read me.", True)
    assert "The employer has until" in desk.get(here).content.decode()
    person = desk.get(reverse("onramp:person", args=[caseload.seeker.code])).content.decode()
    assert "Please read me." in person and "They have it in writing" in person
    desk.post(here, {"do": "withdraw"})
    consent.refresh_from_db()
    assert consent.withdrawn_at is not None
    assert "They said yes: ask the employer" in desk.get(here).content.decode()


@pytest.mark.parametrize(("answer", "words"), [("yes", "said yes"), ("no", "not selected")])
def test_the_answer_is_told(
    answer: str,
    words: str,
    browser: Callable[[Actor], Client],
    coach: Actor,
    caseload: Caseload,
    posting: Posting,
    hiring_manager: Actor,
) -> None:
    desk, here = browser(coach), place(caseload, posting)
    desk.post(here, {"do": "ask", "words": "Please read me."})
    decide(hiring_manager, posting, caseload.seeker, answer=answer, now=ReviewRequest.objects.get().asked_at)
    assert words in desk.get(here).content.decode()


def test_a_reader_looks_and_others_do_not_find_the_page(
    browser: Callable[[Actor], Client],
    as_member: Callable[..., Actor],
    onramp: Organization,
    caseload: Caseload,
    posting: Posting,
    rival: Actor,
) -> None:
    here = place(caseload, posting)
    page = browser(as_member(onramp, "reader")).get(here).content.decode()
    assert "A member who may write can ask for them." in page and 'value="ask"' not in page
    assert browser(rival).get(here).status_code == 403


def test_letting_somebody_go_who_is_alone_takes_their_requests_back(
    browser: Callable[[Actor], Client], coach: Actor, caseload: Caseload, posting: Posting
) -> None:
    browser(coach).post(place(caseload, posting), {"do": "ask", "words": "Please read me."})
    release(coach, caseload, now=NOW)
    assert Consent.objects.get(purpose="hiring").withdrawn_at == NOW
    assert not Seeker.objects.get(pk=caseload.seeker_id).found
