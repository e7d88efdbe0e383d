"""Tests that people finished, with answers and what they said about themselves, in bulk and without taking them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import numpy as np

from techhire.commons.communities.models import Community
from techhire.commons.skills.models import Skill
from techhire.engines.psychometrics.items import Item as MeasuredItem
from techhire.engines.psychometrics.items import ItemBank as ItemBankOf
from techhire.engines.psychometrics.settings import Settings
from techhire.engines.psychometrics.sitting import start
from techhire.plays.assessments.models import Assessment, CutScores, Item, ItemBank, Response, Sitting
from techhire.plays.seekers.models import Seeker, SelfIdentification
from tests.factories.skills import SkillFactory

NOW = datetime.fromisoformat("2026-03-02T15:00:00+00:00")
CUTS = (-2.0, -1.0, 0.0, 1.0, 2.0)
_number = count(1)


def a_test(
    community: Community | None = None,
    *,
    items: Sequence[float] = (),
    skill: Skill | None = None,
    **fields: Any,
) -> Assessment:
    """A test of a bank with measured items of these difficulties; of practice where no community is named."""
    bank = ItemBank.objects.create(
        community=community,
        skill=skill or SkillFactory(),
        kind="private" if community else "practice",
        title=f"Bank {next(_number)}",
        made_at=NOW,
    )
    CutScores.objects.create(
        bank=bank, thetas=list(CUTS), method="angoff", panel=5, note="In the library.", set_at=NOW
    )
    Item.objects.bulk_create(
        Item(
            bank=bank,
            code=f"q{place:02d}",
            kind="single",
            level=2,
            content={"en": {"prompt": f"Question {place}"}},
            key="a",
            state="active",
            b=b,
            guessed=False,
            changed_at=NOW,
        )
        for place, b in enumerate(items, 1)
    )
    values: dict[str, Any] = {"title": f"Test {next(_number)}", "state": "active", "made_at": NOW}
    return Assessment.objects.create(bank=bank, community=community, **values | fields)


def finished(
    test: Assessment, seeker: Seeker, *, theta: float = 0.0, se: float = 0.4, **fields: Any
) -> Sitting:
    """A sitting that is over, with a result."""
    sitting = _finished(test, seeker, theta, se, **fields)
    sitting.save()
    return sitting


def _finished(test: Assessment, seeker: Seeker, theta: float, se: float = 0.4, **fields: Any) -> Sitting:
    values: dict[str, Any] = {
        "rules": {},
        "state": "finished",
        "seed": 1,
        "made_at": NOW,
        "started_at": NOW,
        "finished_at": NOW + timedelta(minutes=20),
        "stop_reason": "precision",
        "theta": theta,
        "se": se,
        "level": 2,
        "level_sd": "0.4",
    }
    return Sitting(assessment=test, seeker=seeker, **values | fields)


def people(community: Community, many: int) -> list[Seeker]:
    """Records with nothing in them."""
    codes = [f"P{next(_number):07d}" for _ in range(many)]
    Seeker.objects.bulk_create(Seeker(community=community, code=code, made_at=NOW) for code in codes)
    return list(Seeker.objects.filter(code__in=codes).order_by("pk"))


def says(seekers: Iterable[Seeker], **answers: str) -> None:
    """What people say about themselves; what is not named they would rather not say."""
    given: Mapping[str, str] = {"sex": "not_said", "race": "not_said", "age": "not_said"} | answers
    SelfIdentification.objects.bulk_create(
        SelfIdentification(seeker=seeker, changed_at=NOW, **given) for seeker in seekers
    )


def crowd(
    test: Assessment, community: Community, many: int, thetas: Sequence[float] = (0.5,), **answers: str
) -> list[Seeker]:
    """People who finished the test, with these abilities in turn, and what they said about themselves."""
    group = people(community, many)
    Sitting.objects.bulk_create(
        _finished(test, seeker, thetas[place % len(thetas)]) for place, seeker in enumerate(group)
    )
    if answers:
        says(group, **answers)
    return group


def answered(
    test: Assessment,
    seed: int = 1,
    *,
    of: int = 12,
    harder: Mapping[int, float] | None = None,
    unlike: Mapping[int, tuple[Iterable[Seeker], float]] | None = None,
) -> None:
    """Let everybody who finished take it: the test adapts, and they answer as their ability says.

    A sitting's ability is taken for the true one and replaced by what the test found. ``harder`` moves the true
    difficulty of questions away from the stored one, by place in the bank; ``unlike`` does so for some people only.
    """
    dice = np.random.default_rng(seed)
    rows = list(Item.objects.filter(bank=test.bank).order_by("pk"))
    bank = ItemBankOf.of(MeasuredItem(str(row.pk), row.a, row.b) for row in rows)
    true = np.array([row.b for row in rows])
    true[list(harder or {})] += list((harder or {}).values())
    extra = {s.pk: (at, more) for at, (some, more) in (unlike or {}).items() for s in some}
    rules = Settings(min_items=min(8, of), max_items=of, stop_se=0.4)
    sittings, given = list(Sitting.objects.filter(assessment=test, state="finished").order_by("pk")), []
    for place_in_line, sitting in enumerate(sittings, 1):
        ability, state = sitting.theta, start(bank, rules, place_in_line)
        at, more = extra.get(sitting.seeker_id, (0, 0.0))
        while (place := state.next_item()) is not None:
            hard = true[place] + (more if place == at else 0.0)
            points = int(dice.random() < 1 / (1 + np.exp(hard - ability)))
            row = {"place": len(state.answers), "points": points, "seconds": 40.0 + 5 * len(state.answers)}
            given.append(Response(sitting=sitting, item=rows[place], item_version=1, at=NOW, **row))
            state = state.after(points)
        sitting.theta, sitting.se = state.theta, state.se
    Sitting.objects.bulk_update(sittings, ["theta", "se"])
    Response.objects.bulk_create(given)
