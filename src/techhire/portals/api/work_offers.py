"""Offering a work sample to somebody an organization knows: on the caseload, in training, or met for a posting."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from ninja import Router
from ninja.responses import Status

from techhire.commons.permits import Refused
from techhire.plays.assessments.actions.submissions import offer_work
from techhire.plays.assessments.queries.works import sample_numbered
from techhire.plays.assessments.rules import Job
from techhire.plays.matches.queries.meeting import job_of
from techhire.plays.providers.queries import person_coded
from techhire.portals.api.fields import Identifier, PersonCode, Pseudonym, Shown, Slug
from techhire.portals.api.live_checks import met_by_name
from techhire.portals.api.onramp import own_case
from techhire.portals.api.own_work import BeginGiven
from techhire.portals.api.service import answers
from techhire.portals.api.tokens import reader, writer
from techhire.portals.api.training import own_organization
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Work samples"])


class WorkOffered(Shown):
    """A work sample that waits on the person's page; they may leave it."""

    rubric: int
    state: str


def _offer(request: Request, organization: Any, seeker: Any, body: BeginGiven, job: Job | None = None) -> Any:
    edition = sample_numbered(request.actor, body.rubric)
    if edition is None:
        raise Refused(_("This work sample is not in use any more."), field="rubric")
    work = offer_work(request.actor, organization, seeker, edition.rubric, job=job, now=request.now)
    return Status(201, {"rubric": work.rubric_id, "state": work.state})


@router.post(
    "onramps/{slug}/people/{code}/work",
    response=answers(WorkOffered, status=201, found=True, written=True),
    auth=writer,
)
def coach_offers_work(request: Request, slug: Slug, code: PersonCode, body: BeginGiven) -> Any:
    """Offer a work sample to somebody on the caseload."""
    case = own_case(request, slug, code)
    return _offer(request, case.organization, case.seeker, body)


@router.post(
    "providers/{slug}/people/{code}/work",
    response=answers(WorkOffered, status=201, found=True, written=True),
    auth=writer,
)
def provider_offers_work(request: Request, slug: Slug, code: PersonCode, body: BeginGiven) -> Any:
    """Offer a work sample to a trainee."""
    organization = own_organization(request, slug, "provider")
    seeker = person_coded(request.actor, organization, code)
    if seeker is None:
        raise Http404
    return _offer(request, organization, seeker, body)


@router.post(
    "postings/{identifier}/people/{pseudonym}/work",
    response=answers(WorkOffered, status=201, found=True, written=True),
    auth=writer,
)
def employer_offers_work(
    request: Request, identifier: Identifier, pseudonym: Pseudonym, body: BeginGiven
) -> Any:
    """Offer a work sample to a person whose name I know for my posting."""
    posting, seeker = met_by_name(request, identifier, pseudonym)
    return _offer(request, posting.organization, seeker, body, job_of(request.actor, posting))
