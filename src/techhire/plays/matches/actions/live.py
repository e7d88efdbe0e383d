"""Five-minute live checks for a posting: asked of one person or of everybody at the same stage."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.permits import Actor, Refused, require
from techhire.plays.assessments.actions.live import ask_for_confirm, decline_confirm, withdraw_confirm
from techhire.plays.assessments.models import Assessment, LiveCheck
from techhire.plays.assessments.words import CheckEnd, Watched
from techhire.plays.marketplace.models import Posting
from techhire.plays.marketplace.words import PostingState
from techhire.plays.matches.models import Decision
from techhire.plays.matches.queries.live import asked_out, has_more, last_checks, people_at_stage, tests_for
from techhire.plays.matches.queries.meeting import posting_now
from techhire.plays.matches.rules import (
    OPEN,
    asked_to_be_read,
    can_be_found_by,
    may_ask_everybody_for_live_check,
    may_ask_for_live_check,
)
from techhire.plays.matches.words import MOST_LIVE, Answer
from techhire.plays.seekers.actions.estimates import lock_seeker
from techhire.plays.seekers.models import Seeker
from techhire.plays.seekers.queries import codes_of


@transaction.atomic
def ask_for_live_check(
    actor: Actor,
    posting: Posting,
    seeker: Seeker,
    /,
    *,
    skill_id: int,
    watched: str = Watched.ROOM,
    now: datetime,
) -> LiveCheck:
    """Ask a person whose name is known for a few watched answers in one skill of the job. They say yes or no."""
    seeker, posting = lock_seeker(seeker), posting_now(posting.pk) or posting
    require(may_ask_for_live_check(actor, posting, seeker))
    test = tests_for(actor, posting).get(skill_id)
    if test is None:
        raise Refused(_("There is no live check of this skill for this job."), field="skill")
    last = last_checks(posting, [test]).get((seeker.pk, test.pk))
    if last is not None and asked_out(last):
        raise Refused(_("This was asked already. Nobody is asked the same twice for one job."))
    asked = LiveCheck.objects.filter(seeker=seeker, posting_id=posting.pk).values_list("assessment_id")
    if asked.exclude(assessment=test).distinct().count() >= MOST_LIVE:
        raise Refused(
            _("At most %(most)d live checks for one job, so that it stays a check.") % {"most": MOST_LIVE}
        )
    return ask_for_confirm(
        actor, seeker, posting.organization, test, posting_id=posting.pk, watched=watched, now=now
    )


@transaction.atomic
def ask_everybody_for_live_check(
    actor: Actor, posting: Posting, /, *, skill_id: int, watched: str = Watched.ROOM, now: datetime
) -> int:
    """Ask everybody the employer said yes to and knows by name, who was not asked and has something to confirm.

    Returns how many were asked. All are asked for the same, so that nobody is picked out.
    """
    require(may_ask_everybody_for_live_check(actor, posting))
    asked = 0
    # Everybody is held before the job is, as for one of them.
    people = [lock_seeker(seeker) for seeker in _not_asked(actor, posting, skill_id)]
    for seeker in people:
        verdict = may_ask_for_live_check(actor, posting, seeker)
        if verdict:
            ask_for_live_check(actor, posting, seeker, skill_id=skill_id, watched=watched, now=now)
            asked += 1
    if not asked:
        raise Refused(_("Nobody is left to ask for this."))
    return asked


def _not_asked(actor: Actor, posting: Posting, skill_id: int) -> list[Seeker]:
    test: Assessment | None = tests_for(actor, posting).get(skill_id)
    people = list(people_at_stage(posting)) if test is not None else []
    if test is None or not people:
        return []
    checks = last_checks(posting, [test])
    codes = codes_of([seeker.pk for seeker in people])
    return [
        seeker
        for seeker in people
        if has_more(codes.get(seeker.pk, {}).get(skill_id))
        and not asked_out(checks.get((seeker.pk, test.pk)))
    ]


def settle_live_check(actor: Actor, check: LiveCheck, /, *, now: datetime) -> bool:
    """End an open ask whose ground is gone: the job closed or held, the employer said no, or the person out of sight.

    Returns whether it was ended. What the person did counts as their no; the employer reads no reason.
    """
    posting = Posting.objects.select_related("organization", "community").filter(pk=check.posting_id).first()
    if posting is None:
        return False
    said_no = Decision.objects.filter(posting=posting, seeker=check.seeker, answer=Answer.NO).exists()
    if posting.state not in OPEN or said_no:
        withdraw_confirm(actor, check, ended=_end(posting), now=now)
        return True
    if can_be_found_by(check.seeker, posting) or asked_to_be_read(posting, check.seeker):
        return False
    decline_confirm(actor, check, now=now)
    return True


def _end(posting: Posting) -> CheckEnd:
    if posting.state in OPEN:
        return CheckEnd.SAID_NO
    return CheckEnd.JOB_HELD if posting.state == PostingState.HELD else CheckEnd.JOB_OVER
