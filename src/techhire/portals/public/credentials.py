"""Certifications and licenses by name, as official lists have them, for anybody who wants to name one rightly."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from techhire.commons.skills.queries import credentials_listed, find_credentials, occupations_of
from techhire.commons.skills.words import CredentialKind
from techhire.portals.layout.request import Request

PAGE = 30


@require_GET
def page(request: Request) -> HttpResponse:
    """Those given today, by name, with the work a license is for."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:80]
    kind = request.GET.get("kind", "")
    at = Paginator(find_credentials(words, kind=kind), PAGE).get_page(request.GET.get("page"))
    work = occupations_of(at.object_list)
    shown = {
        "words": words,
        "kind": kind,
        "kinds": CredentialKind.choices,
        "page": at,
        "rows": [(row, work.get(row.pk, [])) for row in at],
        "is_empty": not (at.paginator.count or credentials_listed()),
    }
    return render(request, "public/credentials.html", shown)
