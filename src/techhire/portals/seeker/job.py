"""How I fit one job, skill by skill; what keeps it away; and how people are put in order."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from techhire.commons.skills.words import Importance, When
from techhire.plays.marketplace.queries import plans_for_person, posting_by_identifier
from techhire.plays.matches.queries import fit_for
from techhire.plays.seekers.queries import blocked_by, grants_of
from techhire.plays.seekers.words import Purpose, SkillWord
from techhire.portals.seeker.own import own_record

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Seeker


@require_GET
@own_record
def page(request: HttpRequest, seeker: "Seeker", identifier: str) -> HttpResponse:
    """The fit of one open job, explained."""
    posting = posting_by_identifier(request.actor, identifier)
    if posting is None:
        raise Http404
    fit = fit_for(request.actor, seeker, posting)
    day_one = [line for line in fit.lines if line.when == When.DAY_ONE]
    coaches = grants_of(request.actor, seeker, request.now).filter(purpose=Purpose.COACHING)
    shown = {
        "section": "seeker:home",
        "seeker": seeker,
        "job": fit,
        "plans": plans_for_person(
            request.actor, seeker, posting, coaches.values_list("organization_id", flat=True)
        ),
        "posting": posting,
        "by_word": [
            (word, [line for line in day_one if line.word == word.value])
            for word in SkillWord
            if any(line.word == word.value for line in day_one)
        ],
        "blocked": blocked_by(request.actor, seeker).filter(organization=posting.organization).exists(),
        "learned": [line for line in fit.lines if line.when != When.DAY_ONE],
        "essential": Importance.ESSENTIAL,
    }
    return render(request, "seeker/job.html", shown)
