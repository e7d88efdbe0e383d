"""Made-up people who answered a bank's items, as finished tests in the database."""

from datetime import UTC, datetime

import numpy as np

from techhire.plays.assessments.models import Assessment, CheckIn, Item, ItemBank, Response, Sitting, TestDay
from techhire.plays.assessments.queries.answers import AnswerTable
from tests.factories.banks import ItemFactory
from tests.factories.communities import OrganizationFactory
from tests.factories.seekers import seeker_in

AT = datetime(2026, 2, 1, 15, 0, tzinfo=UTC)


def items_in(bank: ItemBank, difficulties: list[float], *, state: str = "active") -> list[Item]:
    """Items of a bank by what their true difficulty will be; all guessed at 0."""
    number = Item.objects.filter(bank=bank).count()
    return [
        ItemFactory(bank=bank, code=f"q-{number + place:03}", state=state, topic=f"t{place % 2}")
        for place, _ in enumerate(difficulties)
    ]


def table_of(
    difficulties: list[float], people: int, *, seed: int = 1, slope: float = 1.2, seen: int | None = None
) -> np.ndarray:
    """Points [people, items] of people with abilities N(0, 1); -1 where an item was not seen."""
    dice = np.random.default_rng(seed)
    theta = dice.normal(size=(people, 1))
    chance = 1 / (1 + np.exp(-slope * (theta - np.array(difficulties))))
    points = (dice.random(chance.shape) < chance).astype(np.int16)
    if seen is not None:
        for row in points:
            row[dice.permutation(len(difficulties))[seen:]] = -1
    return points


def answer_table(items: list[Item], points: np.ndarray) -> AnswerTable:
    """The table as it would come from a file."""
    return AnswerTable(tuple(item.code for item in items), points, np.ones(len(points)))


def answered(bank: ItemBank, items: list[Item], points: np.ndarray, *, supervised: bool = True) -> None:
    """A finished test of the bank for every row; all of one person, who must be somebody."""
    assert bank.community is not None
    test = Assessment.objects.filter(bank=bank).earliest("pk")
    seeker = seeker_in(bank.community)
    seat = _seat(bank, test, seeker.pk) if supervised else None
    sittings = Sitting.objects.bulk_create(
        Sitting(
            seeker=seeker,
            assessment=test,
            rules={},
            state="finished",
            seed=number,
            supervised=seat,
            made_at=AT,
            finished_at=AT,
            theta=float(row[row >= 0].mean() * 4 - 2),
            se=0.4,
        )
        for number, row in enumerate(points)
    )
    Response.objects.bulk_create(
        Response(
            sitting=sitting, item=item, place=place, points=int(row[place]), seconds=20, item_version=1, at=AT
        )
        for sitting, row in zip(sittings, points, strict=True)
        for place, item in enumerate(items)
        if row[place] >= 0
    )


def _seat(bank: ItemBank, test: Assessment, seeker_id: int) -> CheckIn:
    onramp = OrganizationFactory(community=bank.community, kinds=["onramp"])
    day = TestDay.objects.create(organization=onramp, place="Library", starts_at=AT, made_at=AT)
    seat = CheckIn.objects.create(
        day=day, seeker_id=seeker_id, number=1, confirmed_at=AT, added_at=AT, how="photo"
    )
    seat.assessments.add(test)
    return seat
