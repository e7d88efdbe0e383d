"""Everybody an onramp works with."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from techhire.commons.communities.words import Kind
from techhire.plays.onramps.queries import CaseloadRow, fits_of, owed_in_writing, people_of
from techhire.plays.onramps.words import NextNeed
from techhire.plays.seekers.actions.access import record_access
from techhire.plays.seekers.words import Purpose
from techhire.portals.layout.guards import current_organization, sits_as
from techhire.portals.layout.request import Request

A_PAGE = 30
IN_WRITING = "in_writing"


@require_GET
@sits_as(Kind.ONRAMP)
def page(request: Request) -> HttpResponse:
    """The caseload, thirty a page, narrowed by what people need next or by a part of the name."""
    organization = current_organization(request, Kind.ONRAMP)
    need = request.GET.get("need", "")
    words = request.GET.get("q", "").strip()[:80].casefold()
    owed = {one.seeker.pk: one.due for one in owed_in_writing(request.actor, organization)}
    rows = [
        row
        for row in people_of(request.actor, organization)
        if _asked_for(row, need, owed) and words in row.caseload.seeker.name.casefold()
    ]
    if need == IN_WRITING:
        rows.sort(key=lambda row: owed[row.caseload.seeker_id])
    shown = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    fits = fits_of(shown, request.now)
    record_access(
        request.actor,
        [row.caseload.seeker_id for row in shown],
        purpose=Purpose.COACHING,
        what="name",
        organization_id=organization.pk,
        now=request.now,
    )
    context = {
        "section": "onramp:home",
        "organization": organization,
        "page": shown,
        "rows": [(row, fits[row.caseload.seeker_id], owed.get(row.caseload.seeker_id)) for row in shown],
        "needs": [*NextNeed.choices, (IN_WRITING, _("owed their yes in writing"))],
        "today": request.today,
        "need": need,
        "words": words,
        "may_write": request.actor.writes_for(organization.pk),
    }
    return render(request, "onramp/people.html", context)


def _asked_for(row: CaseloadRow, need: str, owed: dict[int, date]) -> bool:
    """Whether the person is one of those the list was narrowed to."""
    if need == IN_WRITING:
        return row.caseload.seeker_id in owed
    return need not in NextNeed.values or row.need == need
