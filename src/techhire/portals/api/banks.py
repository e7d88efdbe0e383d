"""Item banks: what there is, where levels begin, and measuring the questions from answers."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from ninja.responses import Status
from pydantic import Field, StrictBool, StrictFloat, StrictInt

from techhire.commons.permits import Refused
from techhire.commons.skills.queries import skill_at
from techhire.plays.assessments.actions.banks import create_bank
from techhire.plays.assessments.actions.calibrating import (
    adopt_calibration,
    set_calibration_aside,
    start_calibration,
)
from techhire.plays.assessments.actions.cuts import set_cuts
from techhire.plays.assessments.actions.exchange import export_bank
from techhire.plays.assessments.actions.taking_numbers import take_numbers
from techhire.plays.assessments.queries.banks import bank_at, banks_seen, cuts_of
from techhire.plays.assessments.queries.item_files import measured_of
from techhire.plays.assessments.queries.measured import calibration_at, calibrations_of, trouble_in_words
from techhire.plays.assessments.words import CutMethod, Model
from techhire.portals.api.fields import Code, Given, Number, Shown, line
from techhire.portals.api.paging import Page, Paging, page_of
from techhire.portals.api.profile import Language
from techhire.portals.api.service import answers
from techhire.portals.api.skills import SkillNamed
from techhire.portals.api.throttling import Costly
from techhire.portals.api.tokens import key_reader, reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Item banks"])
Measure = Annotated[StrictFloat | StrictInt, Field(ge=-20, le=20, allow_inf_nan=False)]
packing = Costly("packing", with_token=30, without=30)
linking = Costly("linking", with_token=30, without=30)
PACKAGE = {
    "responses": {200: {"content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}}}
}
Logits = Annotated[StrictFloat | StrictInt, Field(ge=-6, le=6, allow_inf_nan=False)]


class PackageAsked(Schema):
    """In which language."""

    language: Language = "en"


class BankShown(Shown):
    """A bank of questions about one skill, all on one scale."""

    id: int
    title: str
    kind: str
    skill: SkillNamed
    skill_version: str
    model: str
    version: int
    made_at: datetime


class CutsShown(Shown):
    """Where levels 1 to 5 begin in logits: how that was set, by how many, when."""

    id: int
    thetas: list[float]
    method: str
    panel: int
    note: str
    set_at: datetime


class CalibrationListed(Shown):
    """One measuring of a bank's questions."""

    id: int
    model: str
    source: str
    state: str
    people: int
    loglik: float | None
    reliability: float | None
    trouble: str
    trouble_says: str
    made_at: datetime
    adopted_at: datetime | None

    @staticmethod
    def resolve_trouble_says(row: Any) -> str:
        """Why it could not be computed, in words."""
        return trouble_in_words(row)


class MeasuredShown(Shown):
    """One question as it was measured, in logits, beside classical statistics; ``flags`` say what to look at."""

    code: str
    a: float | None = None
    b: float | None = None
    c: float | None = None
    se_a: float | None = None
    se_b: float | None = None
    before: float | None = None
    answers: int | None = None
    share: float | None = None
    with_rest: float | None = None
    infit: float | None = None
    outfit: float | None = None
    p: float | None = None
    flags: list[str] = []


class CalibrationShown(CalibrationListed):
    """What was found; ``scale`` says whether earlier measured questions held it (``kept``) or it is ``new``."""

    scale: str
    anchors: int
    found: list[MeasuredShown]

    @staticmethod
    def resolve_scale(row: Any) -> str:
        """Whether the scale stayed."""
        return str(row.summary.get("scale", ""))

    @staticmethod
    def resolve_anchors(row: Any) -> int:
        """How many questions held it."""
        return int(row.summary.get("anchors", 0))


class BankGiven(Given):
    """A bank about a skill in use here."""

    skill: Code
    title: Annotated[str, line(160, least=1)]


class CutsGiven(Given):
    """Five rising abilities in logits, and who set them how."""

    thetas: Annotated[list[Logits], Field(min_length=5, max_length=5)]
    method: CutMethod
    panel: Annotated[StrictInt, Field(ge=1, le=500)]
    note: Annotated[str, line(400)] = ""


class CalibrationGiven(Given):
    """Which answers, which curve; ``limit`` is the highest share of people who may see one question."""

    model: Model
    source: Literal["supervised", "all"] = "supervised"
    limit: Annotated[StrictFloat | StrictInt, Field(gt=0, le=1, allow_inf_nan=False)] | None = None


class NumberGiven(Given):
    """One question measured elsewhere, in logits, under its short name; ``steps`` where it gives several points."""

    id: Annotated[str, line(80, least=1)]
    a: Measure
    b: Measure
    c: Measure = 0.0
    se_a: Measure | None = None
    se_b: Measure | None = None
    steps: Annotated[list[Measure], Field(max_length=20)] = []


class NumbersGiven(Given):
    """Questions on one scale, as ``techhire calibrate`` writes them: the curve, and how many people answered."""

    model: Model
    n: Annotated[StrictFloat | StrictInt, Field(ge=1, le=10_000_000, allow_inf_nan=False)]
    loglik: Annotated[StrictFloat | StrictInt, Field(allow_inf_nan=False)] | None = None
    items: Annotated[list[NumberGiven], Field(min_length=1, max_length=1000)]


class AdoptGiven(Given):
    """Whether measured questions that were tried out are put in use as well, and whether somebody looked and wants
    the numbers although they disagree with what is known of the questions."""

    use_pilots: StrictBool = False
    against_known: StrictBool = False


def bank_numbered(request: Request, number: str) -> Any:
    """The bank of the address; 404 where I may not know of it."""
    found = bank_at(request.actor, int(number))
    if found is None:
        raise Http404
    return found


@router.get("banks", response=answers(Page[BankShown]))
def banks(request: Request, asked: Query[Paging]) -> Any:
    """Banks I may know of: practice, and for its civic lead the community's own."""
    return page_of(banks_seen(request.actor), asked, by=("title", "pk"), name="banks")


@router.post("banks", response=answers(BankShown, status=201, written=True), auth=writer)
def open_bank(request: Request, body: BankGiven) -> Any:
    """Open a bank of the community's own."""
    skill = skill_at(request.community, body.skill)
    if skill is None:
        raise Refused(_("We do not know this skill."), field="skill")
    return Status(201, create_bank(request.actor, skill, title=body.title, now=request.now))


@router.get("banks/{number}", response=answers(BankShown, found=True))
def bank(request: Request, number: Number) -> Any:
    """One bank."""
    return bank_numbered(request, number)


@router.get("banks/{number}/cuts", response=answers(Page[CutsShown], found=True))
def cuts(request: Request, number: Number, asked: Query[Paging]) -> Any:
    """Where levels begin, those that count first, then the earlier ones."""
    rows = cuts_of(bank_numbered(request, number))
    return page_of(rows, asked, by=("-pk",), name=f"cuts:{number}")


@router.post(
    "banks/{number}/cuts", response=answers(CutsShown, status=201, found=True, written=True), auth=writer
)
def place_cuts(request: Request, number: Number, body: CutsGiven) -> Any:
    """Set where levels begin for results from now on."""
    given = body.model_dump() | {"method": body.method.value}
    return Status(201, set_cuts(request.actor, bank_numbered(request, number), now=request.now, **given))


@router.get("banks/{number}/calibrations", response=answers(Page[CalibrationListed], found=True))
def calibrations(request: Request, number: Number, asked: Query[Paging]) -> Any:
    """Measurings of the bank, newest first."""
    rows = calibrations_of(request.actor, bank_numbered(request, number))
    return page_of(rows, asked, by=("-pk",), name=f"calibrations:{number}")


@router.post(
    "banks/{number}/calibrations",
    response=answers(CalibrationListed, status=201, found=True, written=True),
    auth=writer,
)
def calibrate(request: Request, number: Number, body: CalibrationGiven) -> Any:
    """Have the questions measured from answers given here; look at the result later."""
    started = start_calibration(
        request.actor,
        bank_numbered(request, number),
        model=body.model.value,
        source=body.source,
        limit=None if body.limit is None else float(body.limit),
        now=request.now,
    )
    return Status(201, started)


@router.post(
    "banks/{number}/calibrations/numbers",
    response=answers(CalibrationListed, status=201, found=True, written=True),
    auth=writer,
    throttle=[linking],
)
def take_in(request: Request, number: Number, body: NumbersGiven) -> Any:
    """Take in questions measured elsewhere, linked to those measured here before; look at it, then adopt it."""
    measured = measured_of(body.model_dump(mode="json"))
    return Status(201, take_numbers(request.actor, bank_numbered(request, number), measured, now=request.now))


def _calibration(request: Request, number: str, place: str) -> Any:
    found = calibration_at(request.actor, bank_numbered(request, number), int(place))
    if found is None:
        raise Http404
    return found


@router.get("banks/{number}/calibrations/{place}", response=answers(CalibrationShown, found=True))
def calibration(request: Request, number: Number, place: Number) -> Any:
    """What one measuring found."""
    return _calibration(request, number, place)


@router.post(
    "banks/{number}/calibrations/{place}/adopt",
    response=answers(CalibrationListed, found=True, written=True),
    auth=writer,
)
def adopt(request: Request, number: Number, place: Number, body: AdoptGiven) -> Any:
    """Use its numbers from now on."""
    found = _calibration(request, number, place)
    return adopt_calibration(
        request.actor,
        found,
        use_pilots=body.use_pilots,
        against_known=body.against_known,
        now=request.now,
    )


@router.post(
    "banks/{number}/calibrations/{place}/set-aside",
    response=answers(CalibrationListed, found=True, written=True),
    auth=writer,
)
def set_aside(request: Request, number: Number, place: Number) -> Any:
    """Change nothing by it."""
    return set_calibration_aside(request.actor, _calibration(request, number, place), now=request.now)


@router.get(
    "banks/{number}/package",
    response=answers(None, found=True),
    openapi_extra=PACKAGE,
    auth=key_reader,
    throttle=[packing],
)
def package(request: Request, number: Number, asked: Query[PackageAsked]) -> HttpResponse:
    """The bank's questions in one language as a QTI 3.0 package, keys and all. The token needs the scope for keys."""
    data = export_bank(
        request.actor, bank_numbered(request, number), language=asked.language, now=request.now
    )
    return HttpResponse(data, content_type="application/zip")
