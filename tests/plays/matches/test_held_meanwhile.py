"""A deed for a posting and the civic lead who takes it out of sight at the same moment take turns."""

from collections.abc import Iterator
from threading import Thread

import pytest
from django.db import connection, connections, transaction

from techhire.commons.communities.models import Community
from techhire.commons.communities.queries import actor_for
from techhire.commons.permits import Actor, Refused
from techhire.plays.assessments.actions.interviews import open_interview
from techhire.plays.assessments.models import Interview
from techhire.plays.marketplace.actions.holding import hold_posting
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.queries.meeting import job_of
from techhire.plays.seekers.actions.access import grant_access
from tests.factories.communities import CommunityFactory, OrganizationFactory, seat
from tests.factories.judging import NOW, a_rubric
from tests.factories.matches import a_posting, a_skill
from tests.factories.people import AccountFactory
from tests.factories.seekers import seeker_in

A_WHILE = 0.5
"""Seconds after which whoever does not wait would long be done."""


@pytest.fixture
def shared(transactional_db: None) -> Iterator[Community]:
    """A community other connections can see."""
    yield CommunityFactory(slug="shared", is_default=True)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_posting_is_not_taken_out_of_sight_in_the_middle_of_a_deed_for_it(shared: Community) -> None:
    assert connection.vendor == "postgresql"
    account, skill, system = AccountFactory(), a_skill("Patience"), Actor.system(shared.pk)
    employer = OrganizationFactory(community=shared, kinds=["employer"])
    seat(account, employer)
    manager, seeker, posting = actor_for(account, shared), seeker_in(shared), a_posting(employer, {skill: 2})
    grant_access(system, seeker, employer, purpose="hiring", posting_id=posting.pk, now=NOW)
    guides = [a_rubric(employer, skill, kind="interview", task="", task_es="") for _guide in range(2)]

    def hold() -> None:
        try:
            hold_posting(system, posting, now=NOW)
        finally:
            connections.close_all()

    job, lead = job_of(manager, posting), Thread(target=hold)
    with transaction.atomic():
        open_interview(manager, employer, seeker, guides[0], job=job, now=NOW)
        lead.start()
        lead.join(A_WHILE)
        assert lead.is_alive()
    lead.join(20)
    assert Posting.objects.get().state == "held"
    with pytest.raises(Refused, match="out of sight"):
        open_interview(manager, employer, seeker, guides[1], job=job, now=NOW)
    assert Interview.objects.count() == 1
