"""Corrections are answered by the organization that entered the evidence, or by the civic lead; by nobody else."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Community, Organization
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.plays.seekers.actions.disputes import begin_fresh_look, end_fresh_look, open_dispute
from techhire.plays.seekers.models import Dispute
from tests.cases import in_one_world
from tests.factories.seekers import piece, seeker_behind
from tests.factories.skills import SkillFactory


@pytest.fixture
def dispute(person: Actor, community: Community, provider: Organization, now: datetime) -> Dispute:
    row = piece(seeker_behind(person), SkillFactory(name="SQL"), "vouch", 2, organization=provider)
    return open_dispute(person, row, reason="wrong_level", words="It was level 3.", now=now)


def page_of(client: Client, actor: Actor) -> str:
    client.force_login(Account.objects.get(pk=actor.account_id))
    return client.get(reverse("account:disputes")).content.decode()


@in_one_world("who", ["trainer", "convener"])
def test_those_who_may_answer_see_it_without_a_name(
    who: str, client: Client, dispute: Dispute, request: pytest.FixtureRequest
) -> None:
    page = page_of(client, request.getfixturevalue(who))
    assert "SQL" in page and "It was level 3." in page and dispute.evidence.seeker.code in page
    assert "Dana Reyes" not in page


@in_one_world("who", ["rival", "coach", "helper", "hiring_manager", "stranger", "person"])
def test_nobody_else_sees_or_answers_it(
    who: str, client: Client, dispute: Dispute, request: pytest.FixtureRequest
) -> None:
    assert "It was level 3." not in page_of(client, request.getfixturevalue(who))
    answer = client.post(reverse("account:disputes"), {"dispute": dispute.pk, "answer": "stands"})
    assert answer.status_code == 404
    dispute.refresh_from_db()
    assert dispute.answered_at is None


def test_an_answer_settles_it(client: Client, trainer: Actor, dispute: Dispute) -> None:
    page_of(client, trainer)
    client.post(reverse("account:disputes"), {"dispute": dispute.pk, "answer": "removed"})
    dispute.refresh_from_db()
    dispute.evidence.refresh_from_db()
    assert (dispute.answer, dispute.evidence.state) == ("removed", "withdrawn")
    assert "It was level 3." not in client.get(reverse("account:disputes")).content.decode()


def test_an_unknown_answer_is_refused_in_words(client: Client, trainer: Actor, dispute: Dispute) -> None:
    page_of(client, trainer)
    sent = client.post(reverse("account:disputes"), {"dispute": dispute.pk, "answer": "maybe"}, follow=True)
    assert "Choose an answer" in sent.content.decode()


def test_while_somebody_new_looks_at_it_only_taking_it_away_is_offered(
    client: Client, trainer: Actor, system: Actor, dispute: Dispute, now: datetime
) -> None:
    begin_fresh_look(system, dispute, now=now)
    page = page_of(client, trainer)
    assert "What they say decides" in page
    assert 'value="removed"' in page and 'value="stands"' not in page
    sent = client.post(reverse("account:disputes"), {"dispute": dispute.pk, "answer": "stands"}, follow=True)
    assert "what they say decides" in sent.content.decode()
    end_fresh_look(system, dispute, now=now)
    assert 'value="stands"' in page_of(client, trainer)
