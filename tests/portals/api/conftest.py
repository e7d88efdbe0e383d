"""A small community seen by programs: somebody of each kind, with a token, and something of each noun."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from techhire.commons.communities.actions import create_token
from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor
from techhire.plays.assessments.actions.sittings import begin_sitting
from techhire.plays.assessments.models import Item, ItemBank, Sitting, TestDay
from techhire.plays.marketplace.models import Posting
from techhire.plays.providers.actions.cohorts import add_cohort, enroll
from techhire.plays.providers.actions.programs import create_program, list_program, set_teaches
from techhire.plays.providers.models import Cohort, Enrollment, Program
from techhire.plays.seekers.models import Evidence, Seeker
from techhire.portals.api.throttling import pace
from tests.factories.assessments import a_bank, a_test, a_test_day, answer_all, checked_in
from tests.factories.banks import CutScoresFactory, ItemBankFactory, ItemFactory
from tests.factories.matches import NOW, a_posting, a_skill, a_task, found_person
from tests.factories.seekers import access, findable, piece, seeker_behind

EVERYTHING = ("public:read", "own:read", "own:write", "keys:read")
ROLES = ("convener", "hiring_manager", "trainer", "coach", "helper", "rival", "stranger", "person")


@pytest.fixture(autouse=True)
def at_the_moment() -> Iterator[None]:
    """Requests happen at the moment the rest of the tests lives in."""
    with time_machine.travel(NOW, tick=False):
        pace.counts.clear()
        yield


@dataclass
class Caller:
    """Sends requests as the holder of a token, or of none; ``community`` is the slug the address names."""

    secret: str = ""
    prefix: str = ""
    client: Client = field(default_factory=lambda: Client(raise_request_exception=True))

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        given: dict[str, Any] = {"HTTP_AUTHORIZATION": f"Bearer {self.secret}"} if self.secret else {}
        if body is not None:
            given |= {"data": json.dumps(body), "content_type": "application/json"}
        return self.client.generic(method, f"{self.prefix}/api/v1/{path}", **given, **headers)

    def below(self, prefix: str) -> "Caller":
        """The same token at the address of another community."""
        return replace(self, prefix=prefix)


def token(actor: Actor, scopes: tuple[str, ...] = EVERYTHING) -> Caller:
    """Somebody's program."""
    _row, secret = create_token(actor, name="test", scopes=scopes, days=30, now=NOW)
    return Caller(secret)


@pytest.fixture
def calls() -> Callable[..., Caller]:
    """``calls(actor)`` sends requests with a token of that person; ``calls(None)`` without one."""

    def make(actor: Actor | None, scopes: tuple[str, ...] = EVERYTHING) -> Caller:
        return token(actor, scopes) if actor else Caller()

    return make


@dataclass
class World:
    """What there is to ask for."""

    community: Community
    employer: Organization
    provider: Organization
    onramp: Organization
    posting: Posting
    draft: Posting
    seeker: Seeker
    evidence: Evidence
    program: Program
    cohort: Cohort
    enrollment: Enrollment
    bank: ItemBank
    item: Item
    day: TestDay
    sitting: Sitting


def a_sitting(person: Actor, seeker: Seeker, day: TestDay) -> Sitting:
    """The person took the day's test."""
    check_in = checked_in(day, seeker)
    return answer_all(
        person, begin_sitting(person, seeker, day.assessments.get(), check_in=check_in, now=NOW)
    )


@pytest.fixture
def world(
    community: Community,
    employer: Organization,
    provider: Organization,
    onramp: Organization,
    hiring_manager: Actor,
    trainer: Actor,
    coach: Actor,
    person: Actor,
) -> World:
    """One of each: a found person with an account, a job that fits them, a draft, a program with a place in it."""
    desk, network = a_skill("Desk support"), a_skill("Networking")
    a_task("I calm down angry customers", {desk: 2})
    seeker = findable(seeker_behind(person), desk)
    evidence = piece(seeker, desk, "proctored_test", 3)
    found_person(community, {desk: 3, network: 2})
    posting = a_posting(employer, {desk: 2})
    draft = a_posting(employer, {network: 2}, state="draft", published_at=None)
    program = create_program(trainer, provider, name="Network school", now=NOW)
    set_teaches(trainer, program, lines=[(network.pk, 2)], now=NOW)
    list_program(trainer, program, now=NOW)
    today = NOW.date()
    cohort = add_cohort(trainer, program, starts_on=today - timedelta(days=9), seats=5, now=NOW)
    add_cohort(trainer, program, starts_on=today + timedelta(days=9), seats=5, now=NOW)
    access(seeker, provider, "training")
    access(seeker, onramp, "coaching")
    enrollment = enroll(trainer, cohort, seeker, now=NOW)
    program.refresh_from_db()
    bank = ItemBankFactory(community=community, skill=desk)
    CutScoresFactory(bank=bank)
    day = a_test_day(onramp, a_test(a_bank(community, a_skill("Cabling")), title="Cabling"))
    return World(
        community,
        employer,
        provider,
        onramp,
        posting,
        draft,
        seeker,
        evidence,
        program,
        cohort,
        enrollment,
        bank,
        ItemFactory(bank=bank),
        day,
        a_sitting(person, seeker, day),
    )
