"""A person and a work sample: offered, begun, saved, handed in, taken back."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import formats
from django.utils.translation import gettext as _

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.permits.inputs import several_lines
from techhire.plays.assessments.actions.readings import ask_readers, hold_submission, readings_for
from techhire.plays.assessments.facts import (
    ReadingLeft,
    WorkBegun,
    WorkHandedIn,
    WorkOffered,
    WorkWithdrawn,
)
from techhire.plays.assessments.models import Accommodation, Judgment, Rubric, RubricEdition, Submission
from techhire.plays.assessments.queries.identity import own_marks
from techhire.plays.assessments.rules.judging import (
    TO_JUDGE,
    Job,
    may_begin_work,
    may_clear_work,
    may_end_offer,
    may_hand_in,
    may_offer_work,
    may_save_work,
    may_withdraw_work,
)
from techhire.plays.assessments.words import (
    AGAIN_AFTER_DAYS,
    LONGEST_TEXT,
    OPEN_WORK,
    ExtraTime,
    LeftFor,
    ReadingState,
    RubricKind,
    RubricState,
    WorkState,
)
from techhire.plays.seekers.actions.estimates import lock_seeker
from techhire.plays.seekers.models import Seeker

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
GRACE = timedelta(minutes=2)
"""A slow connection costs nobody their work: so long after its end a save is still taken."""


@transaction.atomic
def offer_work(
    actor: Actor,
    organization: Organization,
    seeker: Seeker,
    rubric: Rubric,
    /,
    *,
    job: Job | None = None,
    now: datetime,
) -> Submission:
    """Offer a work sample to somebody the organization may see; they may leave it."""
    seeker = lock_seeker(seeker)
    require(may_offer_work(actor, organization, seeker, rubric, job))
    edition = _edition_in_use(rubric)
    if _open_try(seeker, rubric) is not None:
        raise Refused(_("This person has this work sample before them already."))
    _check_wait(seeker, rubric, now)
    submission = _new(seeker, edition, now, state=WorkState.OFFERED, offered_by=organization, job=job)
    body = WorkOffered(submission.pk, seeker.pk, rubric.pk, organization.pk)
    record(body, actor=actor, now=now, community_id=seeker.community_id)
    return submission


@transaction.atomic
def begin_work(actor: Actor, seeker: Seeker, rubric: Rubric, /, *, now: datetime) -> Submission:
    """Show the task and start the clock, by the edition in use at this moment."""
    seeker = lock_seeker(seeker)
    require(may_begin_work(actor, seeker, rubric))
    submission = _open_try(seeker, rubric)
    if submission is not None and submission.state != WorkState.OFFERED:
        return submission
    edition = _edition_in_use(rubric)
    _check_wait(seeker, rubric, now)
    submission = submission or _new(seeker, edition, now, state=WorkState.UNDER_WAY)
    submission.edition, submission.state, submission.begun_at = edition, WorkState.UNDER_WAY, now
    submission.ends_at = _end(seeker, edition, now)
    submission.version += 1
    submission.save()
    record(WorkBegun(submission.pk, seeker.pk, edition.pk), actor=actor, now=now)
    return submission


@transaction.atomic
def save_work(
    actor: Actor, submission: Submission, /, *, text: str, version: int, now: datetime
) -> Submission:
    """Keep the draft, until the time is over."""
    submission = hold_submission(submission.pk)
    require(may_save_work(actor, submission))
    check_time(submission, now)
    text = several_lines(text, field="text", limit=LONGEST_TEXT)
    if submission.version != version and submission.text != text:
        raise Refused(_("You changed this in another window. Look at what is there now and save again."))
    submission.text = text
    submission.saved_at = now
    submission.version += 1
    submission.save(update_fields=["text", "saved_at", "version"])
    return submission


@transaction.atomic
def hand_in(
    actor: Actor,
    submission: Submission,
    /,
    *,
    text: str | None = None,
    version: int | None = None,
    sure: bool = False,
    now: datetime,
) -> Submission:
    """Give the work to assessors. ``text`` None hands in what was saved, which is all that counts after the end.

    Where the work seems to hold the person's own name, address or number they are asked first; ``sure`` answers.
    """
    if text is not None and version is not None:
        submission = save_work(actor, submission, text=text, version=version, now=now)
    submission = hold_submission(submission.pk)
    require(may_hand_in(actor, submission))
    if not submission.text and not submission.files.exists():
        raise Refused(_("There is nothing in it yet."), field="text")
    if not sure and own_marks(submission):
        raise Refused(
            _("Your work seems to say who you are. Take it out, or say that it may stay."), field="sure"
        )
    submission.readings = readings_for(submission)
    submission.state, submission.handed_in_at = WorkState.HANDED_IN, now
    _stop_clock(submission)
    submission.version += 1
    submission.save(update_fields=["readings", "state", "handed_in_at", "begun_at", "ends_at", "version"])
    submission.files.filter(words__isnull=False).update(words=None)
    body = WorkHandedIn(submission.pk, submission.seeker_id, submission.readings)
    record(body, actor=actor, now=now)
    ask_readers(submission, now=now)
    return submission


@transaction.atomic
def withdraw_work(actor: Actor, submission: Submission, /, *, now: datetime) -> Submission:
    """Take it back before judging begins: what was written and handed in is removed."""
    submission = hold_submission(submission.pk)
    require(may_withdraw_work(actor, submission))
    if submission.state not in OPEN_WORK:
        return submission
    submission.state, submission.text = WorkState.WITHDRAWN, ""
    _stop_clock(submission)
    submission.version += 1
    submission.save(update_fields=["state", "text", "begun_at", "ends_at", "version"])
    submission.files.all().delete()
    for judgment in submission.judgments.filter(state__in=TO_JUDGE):
        _call_off(actor, judgment, now)
    body = WorkWithdrawn(submission.pk, submission.seeker_id)
    record(body, actor=actor, now=now, community_id=submission.seeker.community_id)
    return submission


@transaction.atomic
def end_offer(actor: Actor, submission: Submission, /, *, now: datetime) -> Submission:
    """The posting it was offered for is out of sight, so it is offered no more; what was begun stays the person's."""
    submission = hold_submission(submission.pk)
    require(may_end_offer(actor, submission))
    offered = submission.state == WorkState.OFFERED
    return withdraw_work(actor, submission, now=now) if offered else submission


def _stop_clock(submission: Submission) -> None:
    """Keep no time of the person's own beside a result: of when it was begun only the day stays, for the wait."""
    submission.ends_at = None
    if submission.begun_at is not None:
        community = submission.seeker.community
        submission.begun_at = community.start_of(community.day_of(submission.begun_at))


def _call_off(actor: Actor, judgment: Judgment, now: datetime) -> None:
    judgment.state, judgment.left_for = ReadingState.LEFT, LeftFor.TAKEN_BACK
    judgment.version += 1
    judgment.save(update_fields=["state", "left_for", "version"])
    judgment.scores.all().delete()
    system = Actor.system(actor.community_id)
    record(ReadingLeft(judgment.pk, judgment.submission_id or 0, LeftFor.TAKEN_BACK), actor=system, now=now)


def clear_work(actor: Actor, seeker_id: int, /, *, now: datetime) -> int:
    """Remove what a person handed in, as their record is erased; open work is taken back. Returns how many pieces."""
    works = list(Submission.objects.filter(seeker_id=seeker_id).select_related("seeker").order_by("pk"))
    for work in works:
        require(may_clear_work(actor, work))
        if work.state in OPEN_WORK:
            withdraw_work(actor, work, now=now)
        Submission.objects.filter(pk=work.pk).update(text="")
        work.files.all().delete()
    return len(works)


def check_time(submission: Submission, now: datetime) -> None:
    """Stop where the time is over; what was saved until then is kept."""
    if submission.ends_at is not None and now > submission.ends_at + GRACE:
        raise Refused(
            _("The time is over, so this was not saved. What you saved before counts: hand that in."),
            field="text",
        )


def _open_try(seeker: Seeker, rubric: Rubric) -> Submission | None:
    return Submission.objects.filter(seeker=seeker, rubric=rubric, state__in=OPEN_WORK).first()


def _edition_in_use(rubric: Rubric) -> RubricEdition:
    edition = rubric.editions.filter(state=RubricState.ACTIVE).select_related("rubric").first()
    if edition is None or rubric.kind != RubricKind.WORK_SAMPLE:
        raise Refused(_("This work sample is not in use any more."))
    return edition


def _check_wait(seeker: Seeker, rubric: Rubric, now: datetime) -> None:
    """A task that was seen waits before it is tried again."""
    tries = Submission.objects.filter(seeker=seeker, rubric=rubric, begun_at__isnull=False)
    last = tries.order_by("-begun_at").first()
    if last is None or last.begun_at is None:
        return
    again = last.begun_at + timedelta(days=AGAIN_AFTER_DAYS)
    if now < again:
        words = _("This can be tried again from %(day)s on.")
        raise Refused(words % {"day": formats.date_format(again, "DATE_FORMAT")})


def _new(
    seeker: Seeker,
    edition: RubricEdition,
    now: datetime,
    *,
    state: WorkState,
    offered_by: Organization | None = None,
    job: Job | None = None,
) -> Submission:
    return Submission.objects.create(
        rubric=edition.rubric,
        edition=edition,
        seeker=seeker,
        state=state,
        pseudonym="".join(secrets.choice(LETTERS) for _letter in range(8)),
        offered_by=offered_by,
        posting_id=job.posting_id if job else None,
        made_at=now,
    )


def _end(seeker: Seeker, edition: RubricEdition, now: datetime) -> datetime | None:
    """When the clock stops: the usual time, or as much more as the person is given; nobody else learns of it."""
    extra = Accommodation.objects.filter(seeker=seeker).first()
    given = extra.extra_time if extra is not None else ExtraTime.NONE.value
    return None if given == ExtraTime.OPEN else now + timedelta(minutes=edition.lasts * float(given))
