"""My own record: what I told about the work I want, and whether employers can find me."""

from datetime import date
from typing import Annotated, Any, Literal

from ninja import Router
from ninja.responses import Status
from pydantic import Field, StrictInt

from techhire.commons.people.queries import account_of
from techhire.plays.seekers.actions.found import turn_found_off, turn_found_on
from techhire.plays.seekers.actions.profile import create_seeker, update_profile
from techhire.plays.seekers.words import Said, TravelMode
from techhire.portals.api.fields import LEFT_OUT, Day, Given, Shown, Version, Yes, line, prose
from techhire.portals.api.own import own_record
from techhire.portals.api.service import answers
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["My record"])
Language = Literal["en", "es"]


class RecordShown(Shown):
    """What a person told us. ``schedule`` adds up 1 days, 2 evenings, 4 nights, 8 weekends, 16 full, 32 part time."""

    code: str
    name: str
    language: str
    is_adult: bool | None
    place: str
    zip_code: str
    travel_mode: str
    travel_minutes: int
    remote_ok: bool
    schedule: int
    pay_floor_cents: int
    available_from: date | None
    authorized: str
    needs_sponsorship: str
    has_degree: str
    found: bool
    version: int


class RecordOpened(Given):
    """How a record begins."""

    name: Annotated[str, line(120)] = ""
    language: Language = "en"


class RecordChanged(Given):
    """What to change; what is left out stays. ``version`` is the one that was read, so that no change is lost.

    ``place`` names a town with its state, instead of a ZIP code; either takes the place of what was said before.
    """

    version: Version | None = None
    name: Annotated[str, line(120)] = LEFT_OUT
    language: Language = LEFT_OUT
    is_adult: Yes | None = LEFT_OUT
    zip_code: Annotated[str, Field(pattern=r"^([0-9]{5})?$")] = LEFT_OUT
    place: Annotated[str, line(120)] = LEFT_OUT
    travel_mode: TravelMode = LEFT_OUT
    travel_minutes: Annotated[StrictInt, Field(ge=0, le=240)] = LEFT_OUT
    remote_ok: Yes = LEFT_OUT
    schedule: Annotated[StrictInt, Field(ge=0, le=63)] = LEFT_OUT
    pay_floor_cents: Annotated[StrictInt, Field(ge=0, le=50_000)] = LEFT_OUT
    available_from: Day | None = LEFT_OUT
    authorized: Said = LEFT_OUT
    needs_sponsorship: Said = LEFT_OUT
    has_degree: Said = LEFT_OUT


class FoundChosen(Given):
    """Whether employers of the community can find me; ``words`` keeps the yes in my own words."""

    found: Yes
    words: Annotated[str, prose(2000)] = ""


@router.get("me/record", response=answers(RecordShown, found=True))
def my_record(request: Request) -> Any:
    """What I told about the work I want."""
    return own_record(request)


@router.post("me/record", response=answers(RecordShown, status=201, written=True), auth=writer)
def open_record(request: Request, body: RecordOpened) -> Any:
    """Open my record in this community, once."""
    account = account_of(request.actor)
    said: dict[str, Any] = {"name": body.name, "language": body.language, "now": request.now}
    return Status(201, create_seeker(request.actor, account=account, **said))


@router.patch("me/record", response=answers(RecordShown, found=True, written=True), auth=writer)
def change_record(request: Request, body: RecordChanged) -> Any:
    """Change what I told."""
    given = body.given()
    version = given.pop("version", None)
    seeker = own_record(request)
    return update_profile(request.actor, seeker, expected_version=version, now=request.now, **given)


@router.post("me/found", response=answers(RecordShown, found=True, written=True), auth=writer)
def choose_found(request: Request, body: FoundChosen) -> Any:
    """Turn being found by employers on or off. Off counts from the next request on."""
    seeker = own_record(request)
    if body.found:
        return turn_found_on(request.actor, seeker, words=body.words, now=request.now)
    return turn_found_off(request.actor, seeker, now=request.now)
