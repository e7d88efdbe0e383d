"""A coach offers a work sample and opens an interview; what the person hands in stays unseen."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.plays.assessments.models import Interview, Submission
from techhire.plays.seekers.models import Seeker
from tests.factories.judging import a_rubric, handed_in
from tests.factories.onramps import on_caseload
from tests.factories.people import AccountFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(onramp: Organization) -> Seeker:
    return on_caseload(onramp, name="Ana Ruiz", account=AccountFactory()).seeker


def test_a_work_sample_is_offered_once(
    browser: Callable[[Actor | None], Client], coach: Actor, onramp: Organization, ana: Seeker
) -> None:
    rubric = a_rubric(onramp)
    client, address = browser(coach), reverse("onramp:person_work", args=[ana.code])
    assert "Let Ana Ruiz show it by doing it" in client.get(address).content.decode()
    assert "Offered." in client.post(address, {"offer": rubric.pk}, follow=True).content.decode()
    assert Submission.objects.get().offered_by == onramp
    again = client.post(address, {"offer": rubric.pk}, follow=True).content.decode()
    assert "before them already" in again
    for odd in ("0", "x", "9" * 40):
        assert "not in use" in client.post(address, {"offer": odd}, follow=True).content.decode()


def test_what_was_handed_in_is_not_shown_to_the_coach(
    browser: Callable[[Actor | None], Client], coach: Actor, onramp: Organization, ana: Seeker
) -> None:
    handed_in(ana, a_rubric(onramp), "My very own words.")
    for name in ("person", "person_work"):
        page = browser(coach).get(reverse(f"onramp:{name}", args=[ana.code])).content.decode()
        assert "My very own words." not in page


def test_an_interview_is_opened_and_gone_on_with(
    browser: Callable[[Actor | None], Client], coach: Actor, onramp: Organization, ana: Seeker
) -> None:
    guide = a_rubric(onramp, kind="interview", task="", task_es="")
    client, address = browser(coach), reverse("onramp:person_work", args=[ana.code])
    opened = client.post(address, {"guide": guide.pk})
    interview = Interview.objects.get()
    assert opened.url == reverse("account:interview", args=[interview.pk])
    assert client.post(address, {"guide": guide.pk}).url == opened.url
    assert "Interviews so far" in client.get(address).content.decode()
    assert "not in use here" in client.post(address, {"guide": "0"}, follow=True).content.decode()


def test_somebody_elses_person_is_not_found(
    browser: Callable[[Actor | None], Client], rival: Actor, ana: Seeker, trainer: Actor
) -> None:
    address = reverse("onramp:person_work", args=[ana.code])
    for actor in (rival, trainer):
        assert browser(actor).get(address).status_code == 403
    assert browser(None).get(address).status_code == 302
