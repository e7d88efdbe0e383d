"""What a person has done, told together with their coach; and the resume it makes."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from techhire.portals.layout import telling
from techhire.portals.layout.request import Request
from techhire.portals.layout.resume import resume_file, resume_page
from techhire.portals.onramp.own import around, own_person

if TYPE_CHECKING:
    from techhire.plays.onramps.models import Caseload

TRAIL = "onramp/trail.html"


def _query(caseload: "Caseload") -> str:
    return f"?organization={caseload.organization_id}"


def _places(caseload: "Caseload") -> telling.Places:
    code, query = caseload.seeker.code, _query(caseload)
    return telling.Places(
        caseload.seeker,
        name="onramp:person_experience",
        trail=TRAIL,
        after=reverse("onramp:person_resume", args=[code]) + query,
        prove=reverse("onramp:person_jobs", args=[code]) + query,
        args=(code,),
        query=query,
        with_coach=True,
    )


@require_http_methods(["GET", "POST"])
@own_person
def listing(request: Request, caseload: "Caseload") -> HttpResponse:
    """Everything they told."""
    return telling.listing(request, _places(caseload), around(request, caseload))


@require_http_methods(["GET", "POST"])
@own_person
def one(request: Request, caseload: "Caseload", pk: int) -> HttpResponse:
    """One thing they did."""
    return telling.one(request, _places(caseload), around(request, caseload), pk)


@require_http_methods(["GET", "POST"])
@own_person
def step(request: Request, caseload: "Caseload", pk: int, step: str) -> HttpResponse:
    """One question about it."""
    return telling.step(request, _places(caseload), around(request, caseload), pk, step)


@require_http_methods(["GET", "POST"])
@own_person
def skill(request: Request, caseload: "Caseload", pk: int, row: int) -> HttpResponse:
    """One skill found in it."""
    return telling.skill(request, _places(caseload), around(request, caseload), pk, row)


@require_GET
@own_person
def resume(request: Request, caseload: "Caseload") -> HttpResponse:
    """What their resume says."""
    code, query = caseload.seeker.code, _query(caseload)
    shown = {
        "trail": TRAIL,
        "with_coach": True,
        "file": reverse("onramp:person_resume_file", args=[code]),
        "more": reverse("onramp:person_experiences", args=[code]) + query,
        "kept": [("organization", caseload.organization_id)],
    }
    english = _places(caseload).english
    return resume_page(request, caseload.seeker, around(request, caseload) | shown, english)


@never_cache
@require_GET
@own_person
def file(request: Request, caseload: "Caseload") -> HttpResponse:
    """Their resume to print and hand over."""
    return resume_file(request, caseload.seeker)
