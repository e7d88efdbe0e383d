"""Asking assessors to read a piece of work, and passing it on where one of them cannot. Nobody but the product chooses.

Steps shared by actions that have asked their own rule: each holds the submission's row before it looks.
"""

from datetime import datetime, timedelta

from django.db.models import Count

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor
from techhire.commons.vault import fingerprint
from techhire.plays.assessments.facts import ReadingAsked, ReadingLeft
from techhire.plays.assessments.models import Assessor, Judgment, Rubric, Submission
from techhire.plays.assessments.rules.judging import TO_JUDGE, close_accounts, eligible_assessors
from techhire.plays.assessments.words import READING_DAYS, TO_READ, LeftFor, ReadingState, WorkState
from techhire.plays.seekers.actions.disputes import begin_fresh_look, end_fresh_look

HEX_DIGITS = 12


def lot(*parts: object) -> float:
    """A number from 0 up to 1 that follows from ids and the site's own key: nobody chooses it, nobody guesses it."""
    digits = fingerprint(":".join(map(str, parts)), purpose="lot")[:HEX_DIGITS]
    return int(digits, 16) / float(16**HEX_DIGITS)


def readings_for(submission: Submission) -> int:
    """One reading, or two where the lot falls on this piece: for the share of work the edition says."""
    share = submission.edition.second_readings / 100
    return 2 if lot("second-reading", submission.rubric_id, submission.pk) < share else 1


def hold_submission(submission_id: int) -> Submission:
    """The piece of work as it is now, held until the transaction ends."""
    held = Submission.objects.select_for_update(of=("self",))
    return held.select_related(
        "rubric__organization__community",
        "rubric__skill",
        "edition__rubric",
        "seeker",
        "evidence",
        "dispute__evidence__seeker",
    ).get(pk=submission_id)


def ask_readers(submission: Submission, *, now: datetime) -> int:
    """Fill every reading that has nobody. Returns how many are still without a reader.

    While nobody can be found for a fresh reading, whoever keeps the rubric may answer the dispute without it.
    """
    lacking = _ask(submission, now)
    if submission.state == WorkState.REREAD and submission.dispute is not None:
        system = Actor.system(submission.seeker.community_id)
        mark = end_fresh_look if lacking else begin_fresh_look
        mark(system, submission.dispute, now=now)
    return lacking


def _ask(submission: Submission, now: datetime) -> int:
    held = Judgment.objects.filter(submission=submission, state__in=(*TO_JUDGE, ReadingState.GIVEN))
    taken = set(held.values_list("place", flat=True))
    places = [place for place in range(1, submission.readings + 1) if place not in taken]
    for done, place in enumerate(places):
        assessor = _next_reader(submission)
        if assessor is None:
            return len(places) - done
        judgment = Judgment.objects.create(
            submission=submission,
            assessor_id=assessor.account_id,
            organization_id=assessor.organization_id,
            place=place,
            is_fresh=submission.state == WorkState.REREAD,
            asked_at=now,
        )
        community_id = submission.seeker.community_id
        body = ReadingAsked(judgment.pk, submission.pk, assessor.account_id, place)
        record(body, actor=Actor.system(community_id), now=now)
    return 0


def _next_reader(submission: Submission) -> Assessor | None:
    """The one with the least waiting for them; among equals the lot decides."""
    able = list(eligible_assessors(submission))
    ids = [assessor.account_id for assessor in able]
    waiting = Judgment.objects.filter(assessor_id__in=ids, state__in=TO_JUDGE, submission__isnull=False)
    load = dict(waiting.values_list("assessor_id").annotate(many=Count("pk")))

    def order(assessor: Assessor) -> tuple[int, float]:
        return load.get(assessor.account_id, 0), lot("reader", submission.pk, assessor.account_id)

    return min(able, key=order, default=None)


def pass_on(judgment: Judgment, *, reason: LeftFor, now: datetime, actor: Actor | None = None) -> None:
    """Take the work from one assessor and give it to the next; nothing of what they had begun counts."""
    submission = hold_submission(judgment.submission_id or 0)
    judgment.refresh_from_db()
    if judgment.state not in TO_JUDGE:
        return
    judgment.state, judgment.left_for = ReadingState.LEFT, reason
    judgment.begun_at = None
    judgment.version += 1
    judgment.save(update_fields=["state", "left_for", "begun_at", "version"])
    judgment.scores.all().delete()
    by = actor or Actor.system(submission.seeker.community_id)
    record(ReadingLeft(judgment.pk, submission.pk, reason), actor=by, now=now)
    if submission.state in TO_READ:
        ask_readers(submission, now=now)


def ask_for_waiting(rubric: Rubric, *, now: datetime) -> None:
    """Ask again for every piece handed in by this rubric that lacks a reader."""
    waiting = Submission.objects.filter(rubric=rubric, state__in=TO_READ)
    for pk in list(waiting.order_by("handed_in_at", "pk").values_list("pk", flat=True)):
        submission = hold_submission(pk)
        if submission.state in TO_READ:
            ask_readers(submission, now=now)


def ask_for_all_waiting(*, now: datetime) -> None:
    """As ``ask_for_waiting``, for every rubric: somebody may have become able to read meanwhile."""
    waiting = Submission.objects.filter(state__in=TO_READ).values("rubric_id")
    for rubric in Rubric.objects.filter(pk__in=waiting).order_by("pk"):
        ask_for_waiting(rubric, now=now)


def pass_on_too_close(seeker_id: int, *, now: datetime) -> int:
    """Take a person's work from assessors whose organization came to see the person. Returns how many."""
    works = Submission.objects.filter(seeker_id=seeker_id, state__in=TO_READ).select_related("seeker")
    done = 0
    for work in works.order_by("pk"):
        close = close_accounts(work.seeker).values("account_id")
        for judgment in work.judgments.filter(state__in=TO_JUDGE, assessor_id__in=close).order_by("pk"):
            pass_on(judgment, reason=LeftFor.TOO_CLOSE, now=now)
            done += 1
    return done


def pass_on_overdue(*, now: datetime, most: int) -> int:
    """Take work from assessors who had it longer than they may, where somebody else can read it. Returns how many."""
    late = Judgment.objects.filter(
        submission__state__in=TO_READ,
        state__in=TO_JUDGE,
        asked_at__lt=now - timedelta(days=READING_DAYS),
    ).select_related("submission__seeker", "submission__rubric__organization")
    done = 0
    for judgment in late.order_by("pk"):
        if done == most:
            break
        if judgment.submission is not None and eligible_assessors(judgment.submission).exists():
            pass_on(judgment, reason=LeftFor.OVERDUE, now=now)
            done += 1
    return done
