"""Structured interviews: opened for one person who says yes to being rated, rated, finished, and agreed to."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.permits.inputs import several_lines
from techhire.plays.assessments.actions.judgments import title_for
from techhire.plays.assessments.actions.scores import Scores, check_version, close_scores, write_scores
from techhire.plays.assessments.bridge.judging import result_of
from techhire.plays.assessments.facts import (
    InterviewAnswered,
    InterviewFinished,
    InterviewOpened,
    InterviewPermitted,
    InterviewRated,
)
from techhire.plays.assessments.models import Interview, Judgment, Rubric
from techhire.plays.assessments.queries.rubrics import guides_for
from techhire.plays.assessments.rules.interviews import (
    may_agree_to_interview,
    may_answer_interview,
    may_finish_interview,
    may_open_interview,
    may_permit_interview,
    may_rate_interview,
)
from techhire.plays.assessments.rules.judging import Job
from techhire.plays.assessments.words import Agreement, InterviewState, ReadingState, RubricState
from techhire.plays.seekers.actions.access import record_access
from techhire.plays.seekers.actions.consents import note_spoken
from techhire.plays.seekers.actions.estimates import lock_seeker
from techhire.plays.seekers.actions.evidence import add_evidence
from techhire.plays.seekers.models import Consent, Evidence, Seeker
from techhire.plays.seekers.rules import is_self, on_behalf, posting_mark
from techhire.plays.seekers.words import EvidenceKind, Purpose


@transaction.atomic
def open_interview(
    actor: Actor,
    organization: Organization,
    seeker: Seeker,
    guide: Rubric,
    /,
    *,
    job: Job | None = None,
    now: datetime,
) -> Interview:
    """Ask somebody to be rated by a guide in use. It is not blind.

    An open one by the same guide for the same posting, or for none as well, is gone on with.
    """
    seeker = lock_seeker(seeker)
    require(may_open_interview(actor, organization, seeker, job))
    posting_id = job.posting_id if job else None
    if not guides_for(actor, organization).filter(pk=guide.pk).exists():
        raise Refused(_("This interview guide is not in use here."), field="guide")
    edition = guide.editions.get(state=RubricState.ACTIVE)
    found = Interview.objects.filter(
        edition__rubric=guide,
        seeker=seeker,
        organization=organization,
        posting_id=posting_id,
        state=InterviewState.OPEN,
    ).first()
    if found is not None:
        return found
    interview = Interview.objects.create(
        edition=edition,
        seeker=seeker,
        organization=organization,
        posting_id=posting_id,
        agreement=Agreement.WAITING,
        opened_by_id=actor.account_id,
        opened_at=now,
    )
    body = InterviewOpened(interview.pk, seeker.pk, organization.pk, edition.pk, posting_id)
    record(body, actor=actor, now=now)
    record_access(
        actor,
        seeker,
        purpose=Purpose.COACHING if posting_id is None else Purpose.HIRING,
        what="name",
        organization_id=organization.pk,
        posting_id=posting_id,
        now=now,
    )
    return interview


@transaction.atomic
def permit_interview(
    actor: Actor,
    interview: Interview,
    /,
    *,
    agrees: bool,
    words: str = "",
    job: Job | None = None,
    now: datetime,
) -> Interview:
    """The person was told the job, the guide, who rates and who sees it, and says whether they want to be rated.

    Nothing is rated before their yes, and what was begun goes with a no. Until the first rating is handed in they may
    change their mind. A coach who writes the answer down for somebody without an account gives their ``words``.
    """
    interview = _held(interview)
    interview.seeker = lock_seeker(interview.seeker)  # before the posting, as wherever both are held
    if agrees:
        require(may_agree_to_interview(actor, interview, job))
    else:
        require(may_permit_interview(actor, interview))
    said = _said(actor, interview, words)
    if agrees:
        _keep_yes(actor, interview, said, now, to="rate")
    else:
        _take_back(interview, now)
    interview.permitted, interview.permitted_at = Agreement.YES if agrees else Agreement.NO, now
    interview.save(update_fields=["permitted", "permitted_at"])
    body = InterviewPermitted(interview.pk, interview.seeker_id, interview.permitted)
    record(body, actor=on_behalf(actor, interview.seeker), now=now)
    return interview


def _take_back(interview: Interview, now: datetime) -> None:
    """What was begun goes, and an earlier yes ends."""
    interview.judgments.all().delete()
    standing = Consent.objects.filter(
        seeker=interview.seeker, purpose=Purpose.VOUCHING, withdrawn_at__isnull=True
    )
    for consent in standing:
        if f"interview:{interview.pk}" in consent.scope:
            consent.withdrawn_at = now
            consent.save(update_fields=["withdrawn_at"])


def _said(actor: Actor, interview: Interview, words: str) -> str:
    said = several_lines(words, field="words", limit=2000)
    if not said and not is_self(actor, interview.seeker):
        raise Refused(_("Write down what the person said, in their words."), field="words")
    return said


@transaction.atomic
def save_rating(
    actor: Actor,
    interview: Interview,
    /,
    *,
    scores: Scores,
    version: int,
    job: Job | None = None,
    now: datetime,
) -> Judgment:
    """Keep a draft of the actor's own rating; ``version`` is 0 for the first."""
    return _rated(actor, _held(interview), job, scores, version, now)


@transaction.atomic
def give_rating(
    actor: Actor,
    interview: Interview,
    /,
    *,
    scores: Scores,
    version: int,
    job: Job | None = None,
    now: datetime,
) -> Judgment:
    """Hand the actor's own rating in; from then on they can read a colleague's."""
    interview = _held(interview)
    rating = _rated(actor, interview, job, scores, version, now)
    close_scores(rating, interview.edition, now)
    record(InterviewRated(interview.pk, rating.pk), actor=actor, now=now)
    return rating


def _rated(
    actor: Actor, interview: Interview, job: Job | None, scores: Scores, version: int, now: datetime
) -> Judgment:
    """The actor's own rating with these scores, where they may rate."""
    require(may_rate_interview(actor, interview, job))
    rating = _own_rating(actor, interview, version, now)
    write_scores(rating, interview.edition, scores, now)
    return rating


def _own_rating(actor: Actor, interview: Interview, version: int, now: datetime) -> Judgment:
    mine = interview.judgments.filter(assessor_id=actor.account_id).first()
    if mine is None:
        mine = Judgment(
            interview=interview,
            assessor_id=actor.account_id,
            organization_id=interview.organization_id,
            place=interview.judgments.count() + 1,
            asked_at=now,
            version=0,
        )
        mine.save()
    if mine.state == ReadingState.GIVEN:
        raise Refused(_("You handed your rating in already."))
    check_version(mine, version)
    return mine


@transaction.atomic
def finish_interview(
    actor: Actor, interview: Interview, /, *, job: Job | None = None, now: datetime
) -> Interview:
    """Combine the ratings handed in. The person can read the result; it counts once they say yes to it."""
    interview = _held(interview)
    require(may_finish_interview(actor, interview, job))
    if interview.judgments.filter(state=ReadingState.BEGUN).exists():
        raise Refused(_("A colleague has begun to rate and not handed in yet."))
    given = list(interview.judgments.filter(state=ReadingState.GIVEN).order_by("place"))
    if not given:
        raise Refused(_("Hand in a rating first."))
    told = result_of(interview.edition, given)
    interview.level, interview.level_sd = Decimal(str(round(told.level, 2))), Decimal(str(round(told.se, 3)))
    interview.state, interview.finished_at = InterviewState.FINISHED, now
    interview.agreement = Agreement.WAITING
    interview.save()
    body = InterviewFinished(
        interview.pk, interview.seeker_id, interview.organization_id, len(given), needs_agreement=True
    )
    record(body, actor=actor, now=now)
    return interview


@transaction.atomic
def answer_interview(
    actor: Actor, interview: Interview, /, *, agrees: bool, words: str = "", now: datetime
) -> Interview:
    """The person says whether the result may stand on their record. It becomes evidence only by their yes.

    A coach who writes the answer down for somebody without an account gives their ``words``.
    """
    interview = _held(interview)
    require(may_answer_interview(actor, interview))
    said = _said(actor, interview, words)
    if agrees:
        _keep_yes(actor, interview, said, now, to="show")
    interview.agreement = Agreement.YES if agrees else Agreement.NO
    interview.answered_at = now
    if agrees:
        interview.evidence = _become_evidence(interview, now)
    interview.save()
    body = InterviewAnswered(interview.pk, interview.seeker_id, interview.agreement)
    record(body, actor=on_behalf(actor, interview.seeker), now=now)
    return interview


def _keep_yes(actor: Actor, interview: Interview, said: str, now: datetime, *, to: str) -> None:
    """What was agreed to, when and by whom it was written down; a spoken yes is given back in writing."""
    consent = Consent.objects.create(
        seeker=interview.seeker,
        purpose=Purpose.VOUCHING,
        scope=[to, f"interview:{interview.pk}", *_for_job(interview)],
        words=said,
        spoken=bool(said),
        given_at=now,
        recorded_by_id=actor.account_id,
    )
    note_spoken(actor, consent, now)


def _for_job(interview: Interview) -> list[str]:
    return [] if interview.posting_id is None else [posting_mark(interview.posting_id)]


def _become_evidence(interview: Interview, now: datetime) -> Evidence:
    finished = interview.finished_at or now
    rubric = interview.edition.rubric
    return add_evidence(
        Actor.system(interview.seeker.community_id),
        interview.seeker,
        skill_id=rubric.skill_id,
        kind=EvidenceKind.JUDGED_WORK,
        level=float(interview.level or 0),
        sd=float(interview.level_sd or 0),
        at=interview.seeker.community.day_of(finished),
        organization=interview.organization,
        source=f"rubric:{rubric.pk}",
        title=title_for(interview.edition, interview.seeker),
        now=now,
    )


def _held(interview: Interview) -> Interview:
    held = Interview.objects.select_for_update(of=("self",))
    return held.select_related("edition__rubric", "seeker", "organization__community").get(pk=interview.pk)
