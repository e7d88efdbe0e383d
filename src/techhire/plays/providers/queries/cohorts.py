"""Cohorts with how many places are taken, and the people enrolled in one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.plays.providers.models import Cohort, Enrollment, Program
from techhire.plays.providers.rules import trained_by, visible_cohorts, visible_enrollments
from techhire.plays.providers.words import EnrollmentState
from techhire.plays.seekers.models import Seeker

UNSETTLED = (EnrollmentState.APPLIED, EnrollmentState.ENROLLED, EnrollmentState.STARTED)


@dataclass(frozen=True)
class CohortRow:
    """A cohort with how many people have a place in it, and how many of them are not settled yet."""

    cohort: Cohort
    taken: int
    open_places: int

    @property
    def free(self) -> int:
        """Seats nobody has."""
        return max(0, self.cohort.seats - self.taken)

    def is_under_way(self, today: date) -> bool:
        """Whether it started and has not ended."""
        ends_on = self.cohort.ends_on
        return (
            not self.cohort.canceled
            and self.cohort.starts_on <= today
            and (ends_on is None or today < ends_on)
        )

    def is_over(self, today: date) -> bool:
        """Whether its last day has come."""
        return self.cohort.ends_on is not None and self.cohort.ends_on <= today


@dataclass(frozen=True)
class Place:
    """A place in a cohort, with the person as long as they let the provider see them."""

    enrollment: Enrollment
    seeker: Seeker | None

    @property
    def is_open(self) -> bool:
        """Whether it still waits for the person to finish or leave."""
        return self.enrollment.state in UNSETTLED

    def can_undo(self, today: date) -> bool:
        """Whether a completion was recorded today and can be taken back."""
        at = self.enrollment.settled_at
        if self.enrollment.state != EnrollmentState.COMPLETED or at is None:
            return False
        return self.enrollment.cohort.program.organization.community.day_of(at) == today


def cohorts_of(actor: Actor, organization: Organization) -> list[CohortRow]:
    """Cohorts of an organization of the actor's, the earliest first, each with its program. One query."""
    return _rows(visible_cohorts(actor).filter(program__organization=organization))


def cohorts_of_program(actor: Actor, program: Program) -> list[CohortRow]:
    """Cohorts of one program. One query."""
    return _rows(visible_cohorts(actor).filter(program=program))


def _rows(cohorts: QuerySet[Cohort]) -> list[CohortRow]:
    here = Enrollment.objects.filter(cohort=OuterRef("pk")).order_by()
    taken = here.exclude(state=EnrollmentState.WITHDREW)
    waiting = here.filter(state__in=UNSETTLED)
    counted = cohorts.select_related("program__organization").annotate(
        taken=Coalesce(Subquery(_number(taken)), 0), waiting=Coalesce(Subquery(_number(waiting)), 0)
    )
    return [CohortRow(cohort, cohort.taken, cohort.waiting) for cohort in counted.order_by("starts_on", "pk")]


def _number(rows: QuerySet[Enrollment]) -> QuerySet[Enrollment, int]:
    return rows.values("cohort").annotate(number=Count("pk")).values_list("number", flat=True)


def cohort_numbered(actor: Actor, pk: int) -> Cohort | None:
    """One cohort of a provider the actor sits in."""
    return visible_cohorts(actor).select_related("program__organization__community").filter(pk=pk).first()


def next_cohort(program: Program, today: date) -> Cohort | None:
    """The next start people can still apply for."""
    return coming([program.pk], today).first()


def coming_cohorts(program: Program, today: date) -> list[Cohort]:
    """Starts of one program people can still apply for, the earliest first."""
    return list(coming([program.pk], today))


def coming(program_ids: Iterable[int], today: date) -> QuerySet[Cohort]:
    """Starts still to come that take applications, the earliest first."""
    open_now = Q(apply_by__isnull=True) | Q(apply_by__gte=today)
    cohorts = Cohort.objects.filter(
        open_now, program_id__in=list(program_ids), canceled=False, starts_on__gte=today
    )
    return cohorts.order_by("starts_on", "pk")


def enrollments_in(actor: Actor, cohort: Cohort) -> list[Place]:
    """Places in a cohort of the actor's provider, those to settle first. Two queries."""
    organization = cohort.program.organization
    rows = visible_enrollments(actor).filter(cohort=cohort)
    found = rows.select_related("seeker", "cohort__program__organization__community").order_by("since", "pk")
    ids = set(trained_by(actor, organization).values_list("seeker_id", flat=True))
    order = [*UNSETTLED, EnrollmentState.COMPLETED, EnrollmentState.WITHDREW]
    places = [Place(row, row.seeker if row.seeker_id in ids else None) for row in found]
    return sorted(places, key=lambda place: order.index(EnrollmentState(place.enrollment.state)))
