"""Reading programs and when they start next."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from techhire.commons.communities.models import Community
from techhire.plays.providers.models import Cohort, Program, Teaches
from techhire.plays.providers.words import ProgramState


@dataclass(frozen=True)
class ProgramOffer:
    """A listed program as a step somebody could take: what it teaches (level by skill id), length, cost, next start."""

    program_id: int
    slug: str
    name: str
    language: str
    organization_id: int
    organization_name: str
    organization_slug: str
    teaches: dict[int, int]
    weeks: int
    tuition: Decimal
    free: bool
    online: bool
    next_start: date | None


def program_offers(community: Community, today: date) -> list[ProgramOffer]:
    """Listed programs of a community that start again, each with its next start. Three queries."""
    programs = list(
        Program.objects.filter(organization__community=community, state=ProgramState.LISTED)
        .select_related("organization")
        .order_by("name", "pk")
    )
    teaches: dict[int, dict[int, int]] = defaultdict(dict)
    for program_id, skill_id, level in Teaches.objects.filter(program__in=programs).values_list(
        "program_id", "skill_id", "level"
    ):
        teaches[program_id][skill_id] = level
    starts: dict[int, date] = {}
    cohorts = Cohort.objects.filter(program__in=programs, canceled=False, starts_on__gte=today)
    for program_id, starts_on in cohorts.order_by("-starts_on").values_list("program_id", "starts_on"):
        starts[program_id] = starts_on
    return [
        ProgramOffer(
            program_id=program.pk,
            slug=program.slug,
            name=program.name,
            language=program.language,
            organization_id=program.organization_id,
            organization_name=program.organization.name,
            organization_slug=program.organization.slug,
            teaches=teaches[program.pk],
            weeks=program.length_weeks,
            tuition=program.tuition,
            free=program.free_for_eligible,
            online=program.online,
            next_start=starts.get(program.pk),
        )
        for program in programs
    ]
