"""Open jobs for anybody: a searchable list, and one job in plain words with its markup for search engines."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from techhire.commons.skills.words import When
from techhire.plays.marketplace.queries import (
    names_a_degree,
    plan_shown,
    posting_by_identifier,
    requirements_of,
    search_postings,
)
from techhire.plays.marketplace.rules import in_sight
from techhire.plays.matches.queries import ranking_notice
from techhire.portals.layout.request import Request
from techhire.portals.public.job_markup import job_posting_markup

PAGE = 20


@require_GET
def jobs(request: Request) -> HttpResponse:
    """Open jobs, newest first, searched by words, place or work from home."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:80]
    remote = request.GET.get("remote") == "1"
    found = search_postings(request.community, words=words, remote=remote)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "public/jobs.html", {"page": page, "words": words, "remote": remote})


@require_GET
def job(request: Request, identifier: uuid.UUID) -> HttpResponse:
    """One job: what it asks on day one, what is learned there, pay and hours, and how people are ordered."""
    posting = posting_by_identifier(request.actor, identifier)
    if posting is None:
        raise Http404
    lines = requirements_of(posting)
    notice = ranking_notice(posting)
    is_open = in_sight(posting)
    context: dict[str, Any] = {
        "posting": posting,
        "is_open": is_open,
        "notice": notice,
        "begins": notice.since if notice.is_ahead(request.today) else None,
        "essential": [x for x in lines if x.when == When.DAY_ONE and x.importance == "essential"],
        "preferred": [x for x in lines if x.when == When.DAY_ONE and x.importance != "essential"],
        "learned": [x for x in lines if x.when == When.LEARNED],
        "plan": plan_shown(request.actor, posting, posting.organization),
        "names_a_degree": names_a_degree(posting),
        "markup": job_posting_markup(request, posting, lines) if is_open else "",
    }
    return render(request, "public/job.html", context)
