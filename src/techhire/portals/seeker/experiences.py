"""What I have done, told step by step; and the resume it makes."""

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from techhire.portals.layout import telling
from techhire.portals.layout.request import Request
from techhire.portals.layout.resume import resume_file, resume_page
from techhire.portals.seeker.own import own_record

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Seeker

AROUND: dict[str, Any] = {"section": "seeker:home"}
TRAIL = "seeker/trail.html"


def _places(seeker: "Seeker") -> telling.Places:
    return telling.Places(
        seeker,
        name="seeker:experience",
        trail=TRAIL,
        after=reverse("seeker:resume"),
        prove=reverse("seeker:steps"),
    )


@require_http_methods(["GET", "POST"])
@own_record
def listing(request: Request, seeker: "Seeker") -> HttpResponse:
    """Everything I told."""
    return telling.listing(request, _places(seeker), AROUND)


@require_http_methods(["GET", "POST"])
@own_record
def one(request: Request, seeker: "Seeker", pk: int) -> HttpResponse:
    """One thing I did."""
    return telling.one(request, _places(seeker), AROUND, pk)


@require_http_methods(["GET", "POST"])
@own_record
def step(request: Request, seeker: "Seeker", pk: int, step: str) -> HttpResponse:
    """One question about it."""
    return telling.step(request, _places(seeker), AROUND, pk, step)


@require_http_methods(["GET", "POST"])
@own_record
def skill(request: Request, seeker: "Seeker", pk: int, row: int) -> HttpResponse:
    """One skill found in it."""
    return telling.skill(request, _places(seeker), AROUND, pk, row)


@require_GET
@own_record
def resume(request: Request, seeker: "Seeker") -> HttpResponse:
    """What my resume says."""
    shown = {"trail": TRAIL, "file": reverse("seeker:resume_file"), "more": reverse("seeker:experiences")}
    return resume_page(request, seeker, AROUND | shown, _places(seeker).english)


@never_cache
@require_GET
@own_record
def file(request: Request, seeker: "Seeker") -> HttpResponse:
    """My resume to take along."""
    return resume_file(request, seeker)
