"""The settings of the community, read and changed by its civic lead."""

from decimal import Decimal
from typing import Annotated, Any

from django.urls import reverse
from ninja import Router
from pydantic import Field, StrictInt

from techhire.commons.communities.actions import update_community
from techhire.commons.communities.rules import may_see_settings
from techhire.commons.permits import require
from techhire.portals.api.fields import LEFT_OUT, Given, Shown, Version, Yes, line, prose
from techhire.portals.api.service import answers
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Civic lead"])


class SettingsShown(Shown):
    """How the community presents itself, its clock, and how people are put in order here."""

    version: int
    name: str
    color: str
    languages: list[str]
    logo: str | None
    promise: str
    promise_es: str
    place: str
    contact_email: str
    time_zone: str
    interview_threshold: Decimal
    trusted_domains: list[str]
    ranking_on: bool
    ranking_needs_audit: bool
    ranking_notice_days: int
    ranking_audit_url: str

    @staticmethod
    def resolve_logo(row: Any) -> str | None:
        """The address of its picture, if it has one."""
        return reverse("layout:logo") if row.logo_changed_at else None


class SettingsGiven(Given):
    """Settings to change; what is left out stays as it is. With a version, only where nobody saved since."""

    version: Version | None = None
    name: Annotated[str, line(120)] = LEFT_OUT
    color: Annotated[str, line(7)] = LEFT_OUT
    languages: Annotated[list[Annotated[str, line(5)]], Field(min_length=1, max_length=5)] = LEFT_OUT
    promise: Annotated[str, prose(600)] = LEFT_OUT
    promise_es: Annotated[str, prose(600)] = LEFT_OUT
    place: Annotated[str, line(120)] = LEFT_OUT
    contact_email: Annotated[str, line(254)] = LEFT_OUT
    time_zone: Annotated[str, line(40)] = LEFT_OUT
    interview_threshold: Annotated[Decimal, Field(gt=0, lt=1, max_digits=3, decimal_places=2)] = LEFT_OUT
    trusted_domains: Annotated[list[Annotated[str, line(253)]], Field(max_length=200)] = LEFT_OUT
    ranking_on: Yes = LEFT_OUT
    ranking_needs_audit: Yes = LEFT_OUT
    ranking_notice_days: Annotated[StrictInt, Field(ge=0, le=365)] = LEFT_OUT
    ranking_audit_url: Annotated[str, line(200)] = LEFT_OUT


@router.get("community/settings", response=answers(SettingsShown))
def community_settings(request: Request) -> Any:
    """What is set now."""
    require(may_see_settings(request.actor, request.community))
    return request.community


@router.patch("community/settings", response=answers(SettingsShown, written=True), auth=writer)
def change_settings(request: Request, body: SettingsGiven) -> Any:
    """Change some of it; it counts from now on."""
    given = body.given()
    version = given.pop("version", None)
    return update_community(
        request.actor, request.community, expected_version=version, now=request.now, **given
    )
