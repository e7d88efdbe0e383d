"""Codes of occupations and programs, and the crosswalks between them."""

from django.db.models import Case, Count, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.functional import Promise

from techhire.commons.skills.models import (
    Occupation,
    OccupationActivity,
    OccupationLink,
    OccupationRating,
    OccupationTask,
    ProgramCode,
    ProgramOccupation,
    RatingWord,
    WorkActivity,
)
from techhire.commons.skills.words import PREPARATION, Relation, Scheme, TaskKind


def occupation_at(code: str, scheme: str = Scheme.SOC_2018) -> Occupation | None:
    """An occupation by its code."""
    return Occupation.objects.filter(scheme=scheme, code=code).first()


def occupations_behind(codes: list[str]) -> dict[str, Occupation]:
    """SOC 2018 occupations by code. One query."""
    found = Occupation.objects.filter(scheme=Scheme.SOC_2018, code__in=codes)
    return {occupation.code: occupation for occupation in found}


def newer_codes(code: str) -> list[str]:
    """SOC 2018 codes for a code that may be older: itself where it is one, else what the crosswalk says.

    Takes SOC 2010 and older O*NET codes too; of the latter the part before the point counts.
    """
    plain = code.partition(".")[0].strip()
    if occupation_at(plain) is not None:
        return [plain]
    links = OccupationLink.objects.filter(
        origin__scheme=Scheme.SOC_2010, origin__code=plain, target__scheme=Scheme.SOC_2018
    )
    return list(links.order_by("target__code").values_list("target__code", flat=True))


def crosswalk_of(occupation: Occupation) -> QuerySet[OccupationLink]:
    """Ties of an occupation to other code systems, those to the same work first."""
    links = OccupationLink.objects.filter(origin=occupation)
    exact_first = links.order_by("relation", "target__scheme", "target__code")
    return exact_first.exclude(relation=Relation.RELATED).select_related("target")


def programs_for_occupation(code: str) -> QuerySet[ProgramCode]:
    """Programs of instruction that lead to a SOC 2018 occupation."""
    ids = ProgramOccupation.objects.filter(occupation__scheme=Scheme.SOC_2018, occupation__code=code)
    return ProgramCode.objects.filter(pk__in=ids.values("program_id")).order_by("code")


def occupations_for_program(cip: str) -> QuerySet[Occupation]:
    """SOC 2018 occupations that a program of instruction leads to."""
    ids = ProgramOccupation.objects.filter(program__code=cip)
    return Occupation.objects.filter(pk__in=ids.values("occupation_id")).order_by("code")


def program_code(code: str) -> ProgramCode | None:
    """A program of instruction by its code."""
    return ProgramCode.objects.filter(code=code).first()


def occupation_tasks(occupation: Occupation) -> QuerySet[OccupationTask]:
    """What people of an occupation do, central tasks first, in the order of their source."""
    last = [TaskKind.SUPPLEMENTAL, TaskKind.NOT_RATED, TaskKind.EMERGING]
    rank = Case(*(When(kind=kind, then=Value(at)) for at, kind in enumerate(last, 1)), default=Value(0))
    return OccupationTask.objects.filter(occupation=occupation).order_by(rank, "number", "pk")


def occupation_activities(occupation: Occupation) -> QuerySet[WorkActivity]:
    """What people of an occupation do in words that fit many occupations, first what most of its tasks are."""
    ties = OccupationActivity.objects.filter(occupation=occupation, activity=OuterRef("pk")).order_by()
    tasks = ties.values("activity").annotate(number=Count("pk")).values("number")
    found = WorkActivity.objects.annotate(tasks=Subquery(tasks)).filter(tasks__isnull=False)
    return found.order_by("-tasks", "statement")


def occupation_ratings(occupation: Occupation) -> QuerySet[OccupationRating]:
    """Interests, work values, work styles and schooling of an occupation, on the scales of their source.

    Each has ``scale_name`` and ``step``, what the source calls the two; empty where it did not say.
    """
    words = RatingWord.objects.filter(scale=OuterRef("scale"), category=OuterRef("category"))
    scale = RatingWord.objects.filter(scale=OuterRef("scale"), element="", category=0).values("text")
    step = words.filter(element=OuterRef("element"), category__gt=0).values("text")
    found = OccupationRating.objects.filter(occupation=occupation)
    named = found.annotate(
        scale_name=Coalesce(Subquery(scale[:1]), Value("")), step=Coalesce(Subquery(step[:1]), Value(""))
    )
    return named.order_by("element", "scale", "category")


def preparation_for(occupation: Occupation) -> str | Promise:
    """How much preparation the work takes, in words; empty where the source does not say."""
    return PREPARATION.get(occupation.job_zone or 0, "")
