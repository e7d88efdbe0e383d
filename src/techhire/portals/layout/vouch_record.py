"""How an organization's vouches turned out: the numbers, what they do to a new one, and each vouch by itself."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from techhire.commons.permits import Refused
from techhire.plays.seekers.actions.access import record_access
from techhire.plays.seekers.actions.vouches import answer_vouch
from techhire.plays.seekers.queries import own_record, own_vouch, own_vouches, vouch_lines
from techhire.plays.seekers.words import Purpose, VouchAnswer
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.commons.communities.models import Organization

A_PAGE = 30


def vouch_record(request: Request, organization: "Organization", home: str) -> HttpResponse:
    """The page of one organization, below the portal whose first screen is ``home``; a POST answers one vouch."""
    if request.method == "POST":
        return _answer(request, organization)
    today = request.today
    rows = own_vouches(request.actor, organization)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    lines = vouch_lines(request.actor, organization, page, today)
    record_access(
        request.actor,
        {line.seeker.pk for line in lines if line.seeker is not None},
        purpose=Purpose.VOUCHING,
        what="name",
        organization_id=organization.pk,
        now=request.now,
    )
    context = {
        "section": home,
        "organization": organization,
        "record": own_record(request.actor, organization, today),
        "lines": lines,
        "page": page,
        "answers": VouchAnswer.choices,
        "may_write": request.actor.writes_for(organization.pk),
    }
    return render(request, "layout/vouch_record.html", context)


def _answer(request: Request, organization: "Organization") -> HttpResponse:
    typed = request.POST.get("vouch", "")
    known = typed.isdecimal() and len(typed) < 19
    vouch = own_vouch(request.actor, organization, int(typed)) if known else None
    if vouch is None:
        raise Http404
    try:
        answer_vouch(request.actor, vouch.evidence, answer=request.POST.get("answer", ""), now=request.now)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved. It stands beside the vouch and leaves the count as it is."))
    return redirect(request.get_full_path())
