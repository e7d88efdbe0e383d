"""Tests given from an item bank: their rules, what keeps them from being opened, opening and closing them."""

from typing import Annotated, Any, Literal

from django.http import Http404
from ninja import Router
from ninja.responses import Status
from pydantic import Field, StrictFloat, StrictInt

from techhire.plays.assessments.actions.assessments import (
    BOUNDS,
    TestRules,
    close_assessment,
    create_assessment,
    open_assessment,
    update_assessment,
)
from techhire.plays.assessments.queries.banks import assessment_at, assessments_of
from techhire.plays.assessments.queries.settings import obstacles
from techhire.plays.assessments.words import AssessmentKind
from techhire.portals.api.banks import bank_numbered
from techhire.portals.api.fields import LEFT_OUT, Given, Number, Shown, Version, Yes, line
from techhire.portals.api.service import answers
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Item banks"])
TEST = "banks/{number}/tests/{place}"
Share = Annotated[StrictFloat | StrictInt, Field(ge=0, le=1, allow_inf_nan=False)]


def _within(name: str) -> Any:
    least, most = BOUNDS[name]
    return Field(ge=least, le=most)


class ObstacleShown(Shown):
    """Something that keeps people from taking the test as it is set, and the rule it is about."""

    field: str
    says: str


class TestRulesShown(Shown):
    """A test and its rules. Seconds are 0 for no limit; ``shares`` of topics run from 0 to 1 and add up to 1."""

    __test__ = False

    id: int
    kind: str
    state: str
    version: int
    title: str
    min_items: int
    max_items: int
    stop_se: float
    seconds: int
    item_seconds: int
    unsupervised: bool
    method: str
    randomesque: int
    shares: dict[str, float]
    pilot_items: int
    retake_days: int
    obstacles: list[ObstacleShown]


class TestGiven(Given):
    """Another way to give the bank's questions."""

    __test__ = False

    kind: AssessmentKind
    title: Annotated[str, line(160, least=1)]


class TestChanged(Given):
    """Rules to change, for sittings that begin from now on; what is left out stays."""

    __test__ = False

    version: Version | None = None
    title: Annotated[str, line(160, least=1)] = LEFT_OUT
    min_items: Annotated[StrictInt, _within("min_items")] = LEFT_OUT
    max_items: Annotated[StrictInt, _within("max_items")] = LEFT_OUT
    stop_se: Annotated[StrictFloat | StrictInt, Field(ge=0, le=2, allow_inf_nan=False)] = LEFT_OUT
    seconds: Annotated[StrictInt, _within("seconds")] = LEFT_OUT
    item_seconds: Annotated[StrictInt, _within("item_seconds")] = LEFT_OUT
    unsupervised: Yes = LEFT_OUT
    method: Literal["randomesque", "maximum_information", "sympson_hetter"] = LEFT_OUT
    randomesque: Annotated[StrictInt, _within("randomesque")] = LEFT_OUT
    shares: Annotated[dict[Annotated[str, line(80, least=1)], Share], Field(max_length=40)] = LEFT_OUT
    pilot_items: Annotated[StrictInt, _within("pilot_items")] = LEFT_OUT
    retake_days: Annotated[StrictInt, _within("retake_days")] = LEFT_OUT


def _shown(test: Any) -> dict[str, Any]:
    names = ("kind", "state", "version")
    said = {name: getattr(test, name) for name in names} | vars(TestRules.of(test))
    stands_in_the_way = [{"field": field, "says": words} for field, words in obstacles(test)]
    return said | {"id": test.pk, "obstacles": stands_in_the_way}


def _test(request: Request, number: str, place: str) -> Any:
    bank, found = bank_numbered(request, number), assessment_at(request.actor, int(place))
    if found is None or found.bank_id != bank.pk:
        raise Http404
    return found


@router.get("banks/{number}/tests", response=answers(list[TestRulesShown], found=True))
def bank_tests(request: Request, number: Number) -> Any:
    """Tests given from the bank with their rules, in the order they were made."""
    return [_shown(test) for test in assessments_of(bank_numbered(request, number))]


@router.post(
    "banks/{number}/tests",
    response=answers(TestRulesShown, status=201, found=True, written=True),
    auth=writer,
)
def add_test(request: Request, number: Number, body: TestGiven) -> Any:
    """Make another test of the bank's questions, closed at first."""
    bank = bank_numbered(request, number)
    said: dict[str, Any] = {"kind": body.kind.value, "title": body.title, "now": request.now}
    return Status(201, _shown(create_assessment(request.actor, bank, **said)))


@router.get(TEST, response=answers(TestRulesShown, found=True))
def bank_test(request: Request, number: Number, place: Number) -> Any:
    """One test with its rules."""
    return _shown(_test(request, number, place))


@router.patch(TEST, response=answers(TestRulesShown, found=True, written=True), auth=writer)
def change_test(request: Request, number: Number, place: Number, body: TestChanged) -> Any:
    """Change its rules; an open test keeps to rules that can be met."""
    found, given = _test(request, number, place), body.given()
    version = given.pop("version", None)
    rules = TestRules(**{**vars(TestRules.of(found)), **given})
    changed = update_assessment(request.actor, found, rules=rules, expected_version=version, now=request.now)
    return _shown(changed)


@router.post(f"{TEST}/open", response=answers(TestRulesShown, found=True, written=True), auth=writer)
def open_test(request: Request, number: Number, place: Number) -> Any:
    """Let people take it; refused while its rules ask for more than the bank has."""
    return _shown(open_assessment(request.actor, _test(request, number, place), now=request.now))


@router.post(f"{TEST}/close", response=answers(TestRulesShown, found=True, written=True), auth=writer)
def close_test(request: Request, number: Number, place: Number) -> Any:
    """Let nobody begin it any more; who is in it may finish."""
    return _shown(close_assessment(request.actor, _test(request, number, place), now=request.now))
