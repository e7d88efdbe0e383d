"""Tests the demo's people took: a supervised day that is over, one to come, and what the named seeker practices."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from math import exp
from typing import TYPE_CHECKING, Any

from django.db import transaction

from techhire.commons.communities.queries import actor_for
from techhire.plays.assessments.actions.sittings import answer_question, begin_sitting, open_question
from techhire.plays.assessments.actions.supervised import (
    close_test_day,
    confirm_identity,
    give_code,
    list_person,
    open_test_day,
    plan_test_day,
    use_code,
)
from techhire.plays.assessments.queries.sittings import offers_for
from techhire.plays.assessments.queries.test_days import actor_with_code, plannable_tests
from techhire.plays.onramps.queries import people_of
from techhire.plays.seekers.queries import seeker_of
from techhire.portals.console.demo.accounts import ALSO_COACHED_BY, ENDING

if TYPE_CHECKING:
    from techhire.commons.communities.models import Organization
    from techhire.commons.permits import Actor
    from techhire.plays.assessments.models import Assessment, Item, Sitting
    from techhire.plays.seekers.models import Seeker
    from techhire.portals.console.demo.seeding import Scene

TESTED, LISTED = 6, 5
AGO, AHEAD = timedelta(days=20), timedelta(days=9)
HALFWAY = 4
MEAN, SPREAD = 0.4, 0.9
"""Abilities of the people tested, logits."""
WAYS = ("known", "photo", "card")


def add_sittings(scene: "Scene") -> None:
    """Nothing where the community has no test of its own and no onramp with people."""
    onramp = scene.organizations.get(ALSO_COACHED_BY)
    seats = scene.seats.get(ALSO_COACHED_BY)
    if onramp is not None and seats:
        proctor = actor_for(seats[0], scene.community)
        tests = plannable_tests(proctor)
        if tests:
            _add_days(scene, proctor, onramp, tests)
    account = scene.accounts.get(f"seeker{ENDING}")
    if account is not None:
        _practice(scene, actor_for(account, scene.community))


@transaction.atomic
def _add_days(scene: "Scene", proctor: "Actor", onramp: "Organization", tests: "list[Assessment]") -> None:
    people = [row.caseload.seeker for row in people_of(proctor, onramp)]
    without = [seeker for seeker in people if seeker.account_id is None]
    _held(scene, proctor, onramp, tests, without[:TESTED])
    day = plan_test_day(
        proctor,
        onramp,
        place="Eastside Career House, computer room",
        starts_at=_at(scene, scene.now + AHEAD),
        seats=12,
        assessments=tests,
        now=scene.now,
    )
    for seeker in [*without[TESTED : TESTED + LISTED], *(one for one in people if one.account_id)]:
        list_person(proctor, day, seeker, now=scene.now)


def _at(scene: "Scene", moment: datetime) -> datetime:
    """Mid-morning of that day, by the middle of the country."""
    return moment.replace(hour=15, minute=0, second=0, microsecond=0)


def _held(
    scene: "Scene",
    proctor: "Actor",
    onramp: "Organization",
    tests: "list[Assessment]",
    people: "list[Seeker]",
) -> None:
    """A day that is over: everybody checked in and tested on a borrowed computer, by the steps the pages take."""
    then = _at(scene, scene.now - AGO)
    said: dict[str, Any] = {"place": "Eastside Career House, computer room", "seats": 12, "starts_at": then}
    day = plan_test_day(proctor, onramp, assessments=tests, now=then - timedelta(days=7), **said)
    open_test_day(proctor, day, now=then)
    visitor = replace(proctor, account_id=None, seats=())
    for seeker in people:
        row = list_person(proctor, day, seeker, now=then)
        row = confirm_identity(proctor, row, how=scene.dice.choice(WAYS), now=then)
        row = use_code(visitor, give_code(proctor, row, now=then), now=then)
        taker = actor_with_code(scene.community, {"check_in": row.pk, "hash": row.code_hash})
        assert taker is not None
        sitting = begin_sitting(
            taker, seeker, tests[0], check_in=row, seed=scene.dice.getrandbits(40), now=then
        )
        _answer_all(scene, taker, sitting, then)
    close_test_day(proctor, day, now=then + timedelta(hours=3))


@transaction.atomic
def _practice(scene: "Scene", actor: "Actor") -> None:
    """One practice test finished and kept private, one left in the middle."""
    seeker = seeker_of(actor)
    offers = [offer.assessment for offer in offers_for(actor, seeker) if offer.is_practice] if seeker else []
    for test, days in zip(offers[:2], (6, 1), strict=False):
        assert seeker is not None
        then = scene.now - timedelta(days=days)
        dice = scene.dice.getrandbits(40)
        sitting = begin_sitting(actor, seeker, test, language="es", seed=dice, now=then)
        _answer_all(scene, actor, sitting, then, most=100 if days == 6 else HALFWAY)


def _answer_all(scene: "Scene", actor: "Actor", sitting: "Sitting", then: datetime, most: int = 100) -> None:
    """Answer as somebody of a drawn ability would, half a minute a question."""
    ability = scene.dice.gauss(MEAN, SPREAD)
    for place, moment in zip(range(most), _moments(then), strict=False):
        shown = open_question(actor, sitting, now=moment)
        if shown.current is None:
            return
        answer_question(
            actor,
            shown,
            place=place,
            item_id=shown.current.pk,
            answer=_answer(scene, shown.current, ability),
            now=moment + timedelta(seconds=scene.dice.randrange(9, 50)),
        )


def _moments(then: datetime) -> Iterator[datetime]:
    while True:
        then += timedelta(minutes=1)
        yield then


def _answer(scene: "Scene", item: "Item", ability: float) -> object:
    """The key with the chance the item's curve gives, else another choice, or "I do not know" where there is none."""
    right = scene.dice.random() < 1 / (1 + exp(-item.a * (ability - item.b)))
    if right:
        return item.key[0] if item.kind == "short_text" else item.key
    if item.kind in {"single", "code_reading"}:
        said = next(iter(item.content.values()))
        return scene.dice.choice([part["id"] for part in said["choices"] if part["id"] != item.key])
    return None
