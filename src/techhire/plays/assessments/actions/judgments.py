"""Judging a piece of work without knowing whose it is. The last reading that is needed makes it evidence."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.engines.psychometrics import readings as engine
from techhire.plays.assessments.actions.readings import ask_readers, hold_submission, pass_on
from techhire.plays.assessments.actions.scores import Scores, check_version, close_scores, write_scores
from techhire.plays.assessments.bridge.judging import result_of
from techhire.plays.assessments.facts import ReadingGiven, WorkJudged
from techhire.plays.assessments.models import Judgment, RubricEdition, Submission
from techhire.plays.assessments.rules.judging import may_judge, may_leave_judgment
from techhire.plays.assessments.words import OWN_REASONS, THIRD_BEYOND, LeftFor, ReadingState, WorkState
from techhire.plays.seekers.actions.evidence import add_evidence
from techhire.plays.seekers.models import Seeker
from techhire.plays.seekers.words import EvidenceKind

TWO, THREE = 2, 3


@transaction.atomic
def save_judgment(
    actor: Actor, judgment: Judgment, /, *, scores: Scores, version: int, now: datetime
) -> Judgment:
    """Keep a draft. From the first one on the person cannot take the work back."""
    judgment, work = _held(judgment)
    require(may_judge(actor, judgment))
    check_version(judgment, version)
    write_scores(judgment, work.edition, scores, now)
    return judgment


@transaction.atomic
def give_judgment(
    actor: Actor, judgment: Judgment, /, *, scores: Scores, version: int, now: datetime
) -> Judgment:
    """Hand the judgment in; it cannot be changed afterwards.

    Where it is the last one needed, the result becomes evidence in this transaction. Where the first two differ by
    more than ``THIRD_BEYOND`` levels a third assessor is asked instead.
    """
    judgment, work = _held(judgment)
    require(may_judge(actor, judgment))
    check_version(judgment, version)
    write_scores(judgment, work.edition, scores, now)
    close_scores(judgment, work.edition, now)
    record(ReadingGiven(judgment.pk, work.pk, judgment.place), actor=actor, now=now)
    _settle(work, now)
    return judgment


@transaction.atomic
def leave_judgment(actor: Actor, judgment: Judgment, /, *, reason: str, now: datetime) -> Judgment:
    """Say that somebody else has to read it, and why; what was begun is dropped."""
    judgment, _work = _held(judgment)
    require(may_leave_judgment(actor, judgment))
    if reason not in OWN_REASONS:
        raise Refused(_("Choose a reason."), field="reason")
    pass_on(judgment, reason=LeftFor(reason), now=now, actor=actor)
    judgment.refresh_from_db()
    return judgment


def _held(judgment: Judgment) -> tuple[Judgment, Submission]:
    """The piece of work first, then the judgment as it is now, so that two assessors take turns."""
    if judgment.submission_id is None:
        raise Refused(_("This is an interview, which is rated on its own page."))
    work = hold_submission(judgment.submission_id)
    current = Judgment.objects.get(pk=judgment.pk)
    current.submission = work
    return current, work


def _settle(work: Submission, now: datetime) -> None:
    given = list(work.judgments.filter(state=ReadingState.GIVEN).order_by("place"))
    if len(given) < work.readings:
        return
    overalls = [float(judgment.overall or 0) for judgment in given]
    if work.readings == TWO and engine.differ(overalls, beyond=THIRD_BEYOND):
        work.readings = THREE
        work.save(update_fields=["readings"])
        ask_readers(work, now=now)
        return
    _finish(work, given, now)


def _finish(work: Submission, given: list[Judgment], now: datetime) -> None:
    told = result_of(work.edition, given)
    system = Actor.system(work.seeker.community_id)
    handed_in = work.handed_in_at or now
    work.evidence = add_evidence(
        system,
        work.seeker,
        skill_id=work.rubric.skill_id,
        kind=EvidenceKind.JUDGED_WORK,
        level=told.level,
        sd=told.se,
        at=work.seeker.community.day_of(handed_in),
        organization=work.rubric.organization,
        source=f"rubric:{work.rubric_id}",
        title=title_for(work.edition, work.seeker),
        now=now,
    )
    work.level, work.level_sd = Decimal(str(round(told.level, 2))), Decimal(str(round(told.se, 3)))
    work.state, work.judged_at = WorkState.JUDGED, now
    work.version += 1
    work.save(update_fields=["evidence", "level", "level_sd", "state", "judged_at", "version"])
    body = WorkJudged(work.pk, work.seeker_id, work.evidence.pk, len(given))
    record(body, actor=system, now=now)


def title_for(edition: RubricEdition, seeker: Seeker) -> str:
    """The name of the task in the language the person reads."""
    spanish = seeker.language.startswith("es") and edition.title_es
    return edition.title_es if spanish else edition.title
