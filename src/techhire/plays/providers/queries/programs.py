"""Programs: a provider's own, those anybody can find, and what each one is as a step somebody could take."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.models import Community, Organization
from techhire.commons.communities.words import OrganizationState
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.providers.models import Program, Teaches
from techhire.plays.providers.queries.cohorts import coming
from techhire.plays.providers.rules import visible_programs
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


def _listed(community: Community) -> QuerySet[Program]:
    active = Program.objects.filter(
        organization__community=community,
        organization__state=OrganizationState.ACTIVE,
        state=ProgramState.LISTED,
    )
    return active.select_related("organization")


def program_offers(community: Community, today: date) -> list[ProgramOffer]:
    """Listed programs of a community, each with its next start where there is one. Three queries."""
    programs = list(_listed(community).order_by("name", "pk"))
    teaches: dict[int, dict[int, int]] = defaultdict(dict)
    for program_id, skill_id, level in Teaches.objects.filter(program__in=programs).values_list(
        "program_id", "skill_id", "level"
    ):
        teaches[program_id][skill_id] = level
    starts = starts_of([program.pk for program in programs], today)
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


def starts_of(program_ids: Iterable[int], today: date) -> dict[int, date]:
    """The next start of each program that has one people can still apply for. One query."""
    rows = coming(program_ids, today).values_list("program_id", "starts_on")
    return dict(reversed(rows))


def listed_programs(
    community: Community,
    *,
    words: str = "",
    skill: Skill | None = None,
    free: bool = False,
    online: bool = False,
) -> QuerySet[Program]:
    """Programs anybody can find, by name; ``free`` keeps those without tuition or free for who qualifies."""
    found = _listed(community).prefetch_related("teaches__skill")
    for word in words.split()[:8]:
        found = found.filter(
            Q(name__icontains=word) | Q(summary__icontains=word) | Q(organization__name__icontains=word)
        )
    if skill is not None:
        found = found.filter(teaches__skill=skill)
    if free:
        found = found.filter(Q(free_for_eligible=True) | Q(tuition=0))
    if online:
        found = found.filter(online=True)
    return found.order_by("name", "pk")


def taught_here(community: Community) -> QuerySet[Skill]:
    """Skills some listed program teaches, by name."""
    ids = Teaches.objects.filter(program__in=_listed(community)).values("skill_id")
    return Skill.objects.filter(pk__in=ids).order_by("name", "pk")


def programs_of(actor: Actor, organization: Organization) -> QuerySet[Program]:
    """Programs of an organization as far as the actor may see them, by name."""
    return visible_programs(actor).filter(organization=organization).order_by("name", "pk")


def program_numbered(actor: Actor, pk: int) -> Program | None:
    """One program, where the actor may see it."""
    return visible_programs(actor).select_related("organization__community", "cip").filter(pk=pk).first()


def program_at(actor: Actor, organization_slug: str, slug: str) -> Program | None:
    """The program at a public address, where the actor may see it."""
    found = visible_programs(actor).filter(organization__slug=organization_slug, slug=slug)
    return found.select_related("organization", "cip").first()


def taught_by(program: Program) -> QuerySet[Teaches]:
    """What a program teaches, the highest level first."""
    return Teaches.objects.filter(program=program).select_related("skill").order_by("-level", "skill__name")


@dataclass(frozen=True)
class Ask:
    """A program and what the community still wants to know about it."""

    program: Program
    wanted: list[Promise]


def asks_of(actor: Actor, organization: Organization, now: datetime) -> list[Ask]:
    """Open programs of a provider that lack what seekers and funders ask for. Three queries."""
    programs = [p for p in programs_of(actor, organization) if p.state != ProgramState.CLOSED]
    starts = starts_of([program.pk for program in programs], organization.community.day_of(now))
    taught = set(Teaches.objects.filter(program__in=programs).values_list("program_id", flat=True))
    asks = [Ask(p, _wanted(p, p.pk in taught, p.pk in starts, now)) for p in programs]
    return [ask for ask in asks if ask.wanted]


def _wanted(program: Program, teaches: bool, starts: bool, now: datetime) -> list[Promise]:
    checks = (
        (not teaches, _("what it teaches")),
        (not starts, _("when it starts next")),
        (program.is_stale(now), _("whether everything still holds")),
        (not program.admission, _("who can join")),
        (program.enrolled_per_year is None, _("how many people enroll a year")),
        (program.completed_per_year is None, _("how many people complete it a year")),
        (program.cip_id is None, _("its program code (CIP)")),
    )
    return [words for missing, words in checks if missing]
