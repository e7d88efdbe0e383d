"""A deed for a posting and the civic lead who takes it out of sight at the same moment take turns."""

from collections.abc import Callable, Iterator
from threading import Thread

import pytest
from django.db import connection, connections, transaction

from techhire.commons.communities.models import Community
from techhire.commons.communities.queries import actor_for
from techhire.commons.permits import Actor, Refused
from techhire.plays.assessments.actions.interviews import open_interview, permit_interview
from techhire.plays.assessments.models import Interview
from techhire.plays.marketplace.actions.holding import hold_posting
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.decisions import decide, unmask
from techhire.plays.matches.actions.messages import send_message
from techhire.plays.matches.actions.reviews import ask_for_review
from techhire.plays.matches.models import Decision, Message, ReviewRequest
from techhire.plays.matches.queries.meeting import job_of, job_told
from techhire.plays.seekers.actions.access import grant_access
from techhire.plays.seekers.actions.estimates import lock_seeker
from techhire.plays.seekers.models import Consent, Seeker
from tests.factories.communities import CommunityFactory, OrganizationFactory, seat
from tests.factories.judging import NOW, a_rubric
from tests.factories.matches import a_person, a_posting, a_skill
from tests.factories.people import AccountFactory
from tests.factories.seekers import seeker_in

A_WHILE = 0.5
"""Seconds after which whoever does not wait would long be done."""


@pytest.fixture
def shared(transactional_db: None) -> Iterator[Community]:
    """A community other connections can see."""
    yield CommunityFactory(slug="shared", is_default=True)


def written_of(seeker: Seeker) -> None:
    Consent.objects.create(seeker=seeker, purpose="vouching", scope=["show"], given_at=NOW)


def held_after(posting: Posting, deed: Callable[[], object]) -> None:
    """The civic lead takes it out of sight while the deed is not done, and has to wait for its end."""
    system = Actor.system(posting.community_id)

    def hold() -> None:
        try:
            hold_posting(system, posting, now=NOW)
        finally:
            connections.close_all()

    lead = Thread(target=hold)
    with transaction.atomic():
        deed()
        lead.start()
        lead.join(A_WHILE)
        assert lead.is_alive()
    lead.join(20)
    assert Posting.objects.get().state == "held"


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

    job = job_of(manager, posting)
    held_after(posting, lambda: open_interview(manager, employer, seeker, guides[0], job=job, now=NOW))
    with pytest.raises(Refused, match="out of sight"):
        open_interview(manager, employer, seeker, guides[1], job=job, now=NOW)
    assert Interview.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.parametrize("named", [False, True], ids=["decided", "named"])
@pytest.mark.django_db(transaction=True)
def test_a_posting_is_not_taken_out_of_sight_in_the_middle_of_a_decision(
    shared: Community, named: bool
) -> None:
    assert connection.vendor == "postgresql"
    account, skill = AccountFactory(), a_skill("Patience")
    employer = OrganizationFactory(community=shared, kinds=["employer"])
    seat(account, employer)
    manager, posting = actor_for(account, shared), a_posting(employer, {skill: 2})
    seeker = a_person(shared, {skill: 2})
    ask_for_review(Actor.system(shared.pk), seeker, posting, now=NOW)

    def say(answer: str = "later") -> None:
        if named:
            unmask(manager, posting, seeker, early_reason="accommodation", now=NOW)
        else:
            decide(manager, posting, seeker, answer=answer, now=NOW)

    say()  # what is new holds its posting by itself; what is said again does not
    held_after(posting, lambda: say("no"))
    with pytest.raises(Refused, match="out of sight"):
        say("yes")
    assert [row.answer for row in Decision.objects.all()] == ([] if named else ["no"])


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_posting_is_not_taken_out_of_sight_in_the_middle_of_a_letter(shared: Community) -> None:
    assert connection.vendor == "postgresql"
    account, skill = AccountFactory(), a_skill("Patience")
    employer = OrganizationFactory(community=shared, kinds=["employer"])
    seat(account, employer)
    manager, posting = actor_for(account, shared), a_posting(employer, {skill: 2})
    seeker = a_person(shared, {skill: 2})
    ask_for_review(Actor.system(shared.pk), seeker, posting, now=NOW)
    decide(manager, posting, seeker, answer="yes", now=NOW)
    held_after(posting, lambda: send_message(manager, posting, seeker, text="Come on Monday.", now=NOW))
    with pytest.raises(Refused, match="out of sight"):
        send_message(manager, posting, seeker, text="Come on Tuesday.", now=NOW)
    assert Message.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_posting_is_not_taken_out_of_sight_while_somebody_asks_to_be_read(shared: Community) -> None:
    assert connection.vendor == "postgresql"
    skill, system = a_skill("Patience"), Actor.system(shared.pk)
    posting = a_posting(OrganizationFactory(community=shared, kinds=["employer"]), {skill: 2})
    seekers = [a_person(shared, {skill: 2}) for _person in range(2)]
    held_after(posting, lambda: ask_for_review(system, seekers[0], posting, now=NOW))
    with pytest.raises(Refused):
        ask_for_review(system, seekers[1], posting, now=NOW)
    assert ReviewRequest.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_yes_to_being_rated_and_a_decision_about_the_same_person_take_turns(shared: Community) -> None:
    assert connection.vendor == "postgresql"
    account, own, skill = AccountFactory(), AccountFactory(), a_skill("Patience")
    employer = OrganizationFactory(community=shared, kinds=["employer"])
    seat(account, employer)
    manager, posting = actor_for(account, shared), a_posting(employer, {skill: 2})
    seeker = a_person(shared, {skill: 2}, account=own)
    person = actor_for(own, shared)
    ask_for_review(person, seeker, posting, now=NOW)
    grant_access(person, seeker, employer, purpose="hiring", posting_id=posting.pk, now=NOW)
    guide = a_rubric(employer, skill, kind="interview", task="", task_es="")
    interview = open_interview(manager, employer, seeker, guide, job=job_of(manager, posting), now=NOW)

    def agree() -> None:
        try:
            permit_interview(person, interview, agrees=True, job=job_told(person, interview), now=NOW)
        finally:
            connections.close_all()

    answer = Thread(target=agree)
    with transaction.atomic():
        lock_seeker(seeker)
        answer.start()
        answer.join(A_WHILE)
        assert answer.is_alive()
        decide(manager, posting, seeker, answer="later", now=NOW)
    answer.join(20)
    assert (Interview.objects.get().permitted, Decision.objects.get().answer) == ("yes", "later")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_wrote_of_a_person_do_not_wait_for_each_other_to_hold_them(shared: Community) -> None:
    assert connection.vendor == "postgresql"
    seeker = seeker_in(shared)

    def write_and_hold() -> None:
        try:
            with transaction.atomic():
                written_of(seeker)
        finally:
            connections.close_all()

    other = Thread(target=write_and_hold)
    with transaction.atomic():
        lock_seeker(seeker)
        other.start()
        other.join(5)
        assert not other.is_alive(), "what points at a person is written while somebody holds them"
    assert Consent.objects.count() == 1
