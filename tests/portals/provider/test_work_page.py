"""A provider offers a work sample to somebody in training, and interviews nobody."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.plays.assessments.models import Submission
from techhire.plays.seekers.models import AccessRecord
from tests.factories.judging import a_rubric
from tests.factories.matches import a_person
from tests.factories.providers import a_trainee

pytestmark = pytest.mark.django_db


def test_a_work_sample_is_offered(
    browser: Callable[[Actor | None], Client], trainer: Actor, provider: Organization, onramp: Organization
) -> None:
    seeker, rubric = a_trainee(provider, name="Ana Ruiz"), a_rubric(onramp)
    client, address = browser(trainer), reverse("provider:person_work", args=[seeker.code])
    shown = client.get(address).content.decode()
    assert "Let Ana Ruiz show it by doing it" in shown and "Interview with a guide" not in shown
    assert AccessRecord.objects.filter(seeker=seeker, organization=provider, what="name").exists()
    assert "Offered." in client.post(address, {"offer": rubric.pk}, follow=True).content.decode()
    assert Submission.objects.get().offered_by == provider
    assert "before them already" in client.post(address, {"offer": rubric.pk}, follow=True).content.decode()


def test_somebody_it_does_not_see_is_not_found(
    browser: Callable[[Actor | None], Client], trainer: Actor, onramp: Organization
) -> None:
    stranger = a_person(onramp.community)
    assert browser(trainer).get(reverse("provider:person_work", args=[stranger.code])).status_code == 404
