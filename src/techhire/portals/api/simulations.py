"""A test of a bank tried on made-up people, before anybody takes it."""

from datetime import datetime
from typing import Any

from django.http import Http404
from ninja import Router
from ninja.responses import Status

from techhire.plays.assessments.actions.simulating import start_simulation
from techhire.plays.assessments.queries.banks import assessment_at
from techhire.plays.assessments.queries.simulating import is_of_today, newest_simulation, told_of
from techhire.portals.api.banks import bank_numbered
from techhire.portals.api.fields import Number, Shown
from techhire.portals.api.service import answers
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Item banks"])


class BandShown(Shown):
    """People of one band of ability: bias and RMSE in logits, mean number of questions."""

    name: str
    people: int
    bias: float
    rmse: float
    length: float


class ToldShown(Shown):
    """What made-up people showed; ``exposure`` is the share who saw each question in use, by its short name."""

    people: int
    bias: float
    rmse: float
    reliability: float
    shortest: int
    longest: int
    mean: float
    guessed: int
    bands: list[BandShown]
    exposure: dict[str, float]


class SimulationShown(Shown):
    """A try of a test. ``told`` is there once it is ready; ``outdated`` where rules or questions changed since."""

    state: str
    trouble: str
    outdated: bool
    made_at: datetime
    told: ToldShown | None


def _test(request: Request, number: str, place: str) -> Any:
    bank = bank_numbered(request, number)
    found = assessment_at(request.actor, int(place))
    if found is None or found.bank_id != bank.pk:
        raise Http404
    return found


@router.get("banks/{number}/tests/{place}/simulation", response=answers(SimulationShown, found=True))
def simulation(request: Request, number: Number, place: Number) -> Any:
    """The newest try of one test of the bank."""
    test = _test(request, number, place)
    found = newest_simulation(request.actor, test)
    if found is None:
        raise Http404
    return _shown(found, test)


@router.post(
    "banks/{number}/tests/{place}/simulation",
    response=answers(SimulationShown, status=201, found=True, written=True),
    auth=writer,
)
def try_test(request: Request, number: Number, place: Number) -> Any:
    """Have a thousand made-up people take it; look at the result later."""
    test = _test(request, number, place)
    return Status(201, _shown(start_simulation(request.actor, test, now=request.now), test))


def _shown(found: Any, test: Any) -> dict[str, Any]:
    told = told_of(found)
    kept = ("state", "trouble", "made_at")
    return {name: getattr(found, name) for name in kept} | {
        "outdated": not is_of_today(found, test),
        "told": told and {**vars(told), "exposure": dict(told.exposure)},
    }
