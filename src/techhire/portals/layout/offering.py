"""Offering somebody a work sample and opening an interview with them: the same for every portal that sees people."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from techhire.commons.permits import Refused
from techhire.plays.assessments.actions.interviews import open_interview
from techhire.plays.assessments.actions.submissions import offer_work
from techhire.plays.assessments.queries.interviews import interviews_with
from techhire.plays.assessments.queries.rubrics import editions_in_use, guides_for
from techhire.plays.assessments.queries.works import sample_numbered, samples_in_use
from techhire.plays.matches.queries.meeting import job_of
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.commons.communities.models import Organization
    from techhire.plays.assessments.models import Interview, RubricEdition
    from techhire.plays.marketplace.models import Posting
    from techhire.plays.seekers.models import Seeker

A_PAGE = 50


@dataclass(frozen=True)
class Offering:
    """What a page needs: work samples to offer, interview guides to ask by, and interviews there were.

    ``wanted`` are ids of skills a job asks for; what shows one of them stands first.
    """

    samples: "list[RubricEdition]"
    guides: "list[RubricEdition]"
    interviews: "list[Interview]"
    wanted: Collection[int] = ()


def offering(
    request: Request,
    organization: "Organization",
    seeker: "Seeker",
    posting_id: int | None = None,
    *,
    interviews: bool = True,
    wanted: Collection[int] = (),
) -> Offering:
    """Everything one may offer this person, or ask them by."""

    def unasked(edition: "RubricEdition") -> bool:
        return edition.rubric.skill_id not in wanted

    guides = editions_in_use(guides_for(request.actor, organization)) if interviews else []
    return Offering(
        samples=sorted(samples_in_use(request.actor), key=unasked)[:A_PAGE],
        guides=sorted(guides, key=unasked),
        wanted=wanted,
        interviews=interviews_with(request.actor, organization, seeker, posting_id) if interviews else [],
    )


def offer(
    request: Request, organization: "Organization", seeker: "Seeker", posting: "Posting | None" = None
) -> str:
    """Offer the work sample the pressed button names; returns what to say."""
    chosen = request.POST.get("offer", "")
    edition = sample_numbered(request.actor, int(chosen)) if _is_id(chosen) else None
    if edition is None:
        raise Refused(_("This work sample is not in use any more."))
    job = job_of(request.actor, posting) if posting is not None else None
    offer_work(request.actor, organization, seeker, edition.rubric, job=job, now=request.now)
    return _("Offered. It waits on the person's page; they may leave it.")


def interview(
    request: Request, organization: "Organization", seeker: "Seeker", posting: "Posting | None" = None
) -> "Interview":
    """Open the interview whose guide the pressed button names."""
    chosen = request.POST.get("guide", "")
    guides = guides_for(request.actor, organization)
    guide = guides.filter(pk=int(chosen)).first() if _is_id(chosen) else None
    if guide is None:
        raise Refused(_("This interview guide is not in use here."))
    job = job_of(request.actor, posting) if posting is not None else None
    return open_interview(request.actor, organization, seeker, guide, job=job, now=request.now)


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19
