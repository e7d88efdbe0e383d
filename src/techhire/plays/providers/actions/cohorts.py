"""Cohorts and the people in them: enrolled within the seats, completed with what the program teaches."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.plays.providers.actions.programs import STALE
from techhire.plays.providers.facts import (
    CohortAdded,
    CohortChanged,
    CompletionUndone,
    Enrolled,
    EnrollmentWithdrawn,
    TrainingCompleted,
)
from techhire.plays.providers.models import Cohort, Enrollment, Program
from techhire.plays.providers.rules import (
    may_add_cohort,
    may_change_cohort,
    may_complete_enrollment,
    may_enroll,
    may_undo_completion,
    may_withdraw_enrollment,
)
from techhire.plays.providers.words import EnrollmentState, ProgramState
from techhire.plays.seekers.actions.evidence import add_evidence, withdraw_evidence
from techhire.plays.seekers.models import Evidence, Seeker
from techhire.plays.seekers.words import EvidenceKind, EvidenceState


@transaction.atomic
def add_cohort(
    actor: Actor,
    program: Program,
    /,
    *,
    starts_on: date,
    seats: int,
    ends_on: date | None = None,
    apply_by: date | None = None,
    now: datetime,
) -> Cohort:
    """Announce a start with its seats."""
    require(may_add_cohort(actor, program))
    if program.state == ProgramState.CLOSED:
        raise Refused(_("The program is closed."))
    _check(starts_on, seats, ends_on, apply_by)
    cohort = Cohort.objects.create(
        program=program, starts_on=starts_on, ends_on=ends_on, apply_by=apply_by, seats=seats
    )
    record(CohortAdded(cohort.pk, program.pk, seats), actor=actor, now=now)
    return cohort


@transaction.atomic
def change_cohort(
    actor: Actor,
    cohort: Cohort,
    /,
    *,
    starts_on: date,
    seats: int,
    ends_on: date | None = None,
    apply_by: date | None = None,
    canceled: bool = False,
    expected_version: int | None = None,
    now: datetime,
) -> Cohort:
    """Move a cohort's dates or seats, or cancel it; never to fewer seats than people."""
    current = _take(cohort)
    require(may_change_cohort(actor, current))
    if expected_version is not None and expected_version != current.version:
        raise Refused(_(STALE))
    _check(starts_on, seats, ends_on, apply_by)
    if seats < _taken(current):
        raise Refused(_("More people are enrolled than that."), field="seats")
    current.starts_on, current.seats, current.ends_on = starts_on, seats, ends_on
    current.apply_by, current.canceled = apply_by, canceled
    current.version += 1
    current.save()
    record(CohortChanged(current.pk, current.program_id, canceled), actor=actor, now=now)
    return current


@transaction.atomic
def enroll(actor: Actor, cohort: Cohort, seeker: Seeker, /, *, now: datetime) -> Enrollment:
    """Give a person a seat."""
    current = _take(cohort)
    require(may_enroll(actor, current, seeker))
    if current.canceled:
        raise Refused(_("This cohort is canceled."))
    if current.program.state == ProgramState.CLOSED:
        raise Refused(_("The program is closed."))
    if (
        Enrollment.objects.filter(cohort=current, seeker=seeker)
        .exclude(state=EnrollmentState.WITHDREW)
        .exists()
    ):
        raise Refused(_("This person is in the cohort already."))
    if _taken(current) >= current.seats:
        raise Refused(_("Every seat of this cohort is taken."))
    enrollment, _made = Enrollment.objects.update_or_create(
        cohort=current,
        seeker=seeker,
        defaults={"state": EnrollmentState.ENROLLED, "since": now, "completed_on": None, "settled_at": None},
    )
    record(Enrolled(enrollment.pk, current.pk, seeker.pk), actor=actor, now=now)
    return enrollment


@transaction.atomic
def complete_enrollment(actor: Actor, enrollment: Enrollment, /, *, on: date, now: datetime) -> Enrollment:
    """Record that a person finished; each skill the program teaches becomes evidence at its taught level."""
    current = _take_enrollment(enrollment)
    require(may_complete_enrollment(actor, current))
    program = current.cohort.program
    if current.state in {EnrollmentState.COMPLETED, EnrollmentState.WITHDREW}:
        raise Refused(_("This was settled already."))
    if not current.cohort.starts_on <= on <= program.organization.community.day_of(now):
        raise Refused(_("The day must lie between the start of the cohort and today."), field="on")
    current.state, current.completed_on, current.settled_at = EnrollmentState.COMPLETED, on, now
    current.save(update_fields=["state", "completed_on", "settled_at"])
    lines = list(program.teaches.all())
    for line in lines:
        add_evidence(
            actor,
            current.seeker,
            skill_id=line.skill_id,
            kind=EvidenceKind.COMPLETION,
            level=float(line.level),
            at=on,
            organization=program.organization,
            title=program.name,
            now=now,
        )
    body = TrainingCompleted(current.pk, program.pk, current.seeker_id, len(lines))
    record(body, actor=actor, now=now)
    return current


@transaction.atomic
def undo_completion(actor: Actor, enrollment: Enrollment, /, *, now: datetime) -> Enrollment:
    """Take back a completion recorded by mistake, on the day it was recorded, with the evidence it added."""
    current = _take_enrollment(enrollment)
    require(may_undo_completion(actor, current))
    settled, finished = current.settled_at, current.completed_on
    if current.state != EnrollmentState.COMPLETED or settled is None or finished is None:
        raise Refused(_("No completion is recorded here."))
    community = current.cohort.program.organization.community
    if community.day_of(settled) != community.day_of(now):
        raise Refused(_("A completion can be taken back on the day it was recorded only."))
    program = current.cohort.program
    rows = Evidence.objects.filter(
        seeker=current.seeker,
        kind=EvidenceKind.COMPLETION,
        organization=program.organization,
        recorded_at=settled,
        at=finished,
    )
    taken_back = list(rows.exclude(state=EvidenceState.WITHDRAWN).select_related("seeker"))
    for row in taken_back:
        withdraw_evidence(actor, row, now=now)
    current.state, current.completed_on, current.settled_at = EnrollmentState.ENROLLED, None, None
    current.save(update_fields=["state", "completed_on", "settled_at"])
    body = CompletionUndone(current.pk, program.pk, current.seeker_id, len(taken_back))
    record(body, actor=actor, now=now)
    return current


@transaction.atomic
def withdraw_enrollment(actor: Actor, enrollment: Enrollment, /, *, now: datetime) -> Enrollment:
    """Free the seat of somebody who did not finish."""
    current = _take_enrollment(enrollment)
    require(may_withdraw_enrollment(actor, current))
    if current.state in {EnrollmentState.COMPLETED, EnrollmentState.WITHDREW}:
        raise Refused(_("This was settled already."))
    current.state, current.settled_at = EnrollmentState.WITHDREW, now
    current.save(update_fields=["state", "settled_at"])
    record(EnrollmentWithdrawn(current.pk, current.seeker_id), actor=actor, now=now)
    return current


def _take(cohort: Cohort) -> Cohort:
    return (
        Cohort.objects.select_for_update(no_key=True)
        .select_related("program__organization")
        .get(pk=cohort.pk)
    )


def _take_enrollment(enrollment: Enrollment) -> Enrollment:
    rows = Enrollment.objects.select_for_update(no_key=True).select_related(
        "cohort__program__organization", "seeker"
    )
    return rows.get(pk=enrollment.pk)


def _taken(cohort: Cohort) -> int:
    return Enrollment.objects.filter(cohort=cohort).exclude(state=EnrollmentState.WITHDREW).count()


def _check(starts_on: date, seats: int, ends_on: date | None, apply_by: date | None) -> None:
    if not 1 <= seats <= 5000:
        raise Refused(_("Between 1 and 5,000 seats."), field="seats")
    if ends_on is not None and ends_on < starts_on:
        raise Refused(_("It cannot end before it starts."), field="ends_on")
    if apply_by is not None and apply_by > starts_on:
        raise Refused(_("The last day to apply cannot be after the start."), field="apply_by")
