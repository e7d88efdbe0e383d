"""A coach sees that a message waits; it is read and answered together where the person has no page of their own."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Organization
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.plays.matches.actions.decisions import decide
from techhire.plays.matches.actions.messages import send_message
from techhire.plays.matches.actions.reviews import ask_for_review
from techhire.plays.matches.models import Message
from techhire.plays.onramps.models import Caseload
from techhire.plays.seekers.models import Seeker
from tests.factories.matches import NOW, a_person, a_posting, a_skill
from tests.factories.onramps import on_caseload

pytestmark = pytest.mark.django_db


@pytest.fixture
def caseload(onramp: Organization, employer: Organization, system: Actor) -> Caseload:
    skill = a_skill("Ticket handling")
    posting = a_posting(employer, {skill: 2})
    seeker = a_person(posting.community, {skill: 2}, name="Ana Ruiz")
    ask_for_review(system, seeker, posting, now=NOW)
    decide(system, posting, seeker, answer="yes", now=NOW)
    send_message(system, posting, seeker, text="Tuesday at 10?", now=NOW)
    return on_caseload(onramp, seeker)


def test_it_is_answered_together(
    browser: Callable[[Actor], Client], coach: Actor, caseload: Caseload
) -> None:
    desk, code = browser(coach), caseload.seeker.code
    assert (
        "A message from an employer waits for 1 person" in desk.get(reverse("onramp:home")).content.decode()
    )
    text = desk.get(reverse("onramp:person", args=[code])).content.decode()
    assert "waits for an answer" in text and "Read and answer it together" in text and "Tuesday" not in text
    here = reverse("onramp:person_messages", args=[code])
    assert "Tuesday at 10?" in desk.get(here).content.decode()
    desk.post(here, {"message": Message.objects.get().pk, "answer": "yes"})
    assert Message.objects.get().answer == "yes"
    assert "Answered: yes" in desk.get(here).content.decode()
    assert "A message from an employer" not in desk.get(reverse("onramp:home")).content.decode()


def test_what_stands_on_a_page_of_their_own_is_theirs_to_read(
    browser: Callable[[Actor], Client], coach: Actor, caseload: Caseload
) -> None:
    account = Account.objects.create(handle="ana")
    Seeker.objects.filter(pk=caseload.seeker_id).update(account=account)
    desk, code = browser(coach), caseload.seeker.code
    text = desk.get(reverse("onramp:person", args=[code])).content.decode()
    assert "on their own page" in text and "Read and answer it together" not in text
    page = desk.get(reverse("onramp:person_messages", args=[code]), follow=True)
    assert page.redirect_chain and "Tuesday" not in page.content.decode()
