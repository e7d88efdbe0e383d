"""What an employer says to people it was shown or who asked to be read, and learning who one of them is."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.reviews import settle_review
from techhire.plays.matches.facts import DecisionMade, PersonUnmasked
from techhire.plays.matches.models import Decision, Unmasking
from techhire.plays.matches.queries.meeting import posting_now
from techhire.plays.matches.rules import (
    agreed_to_show,
    knows_name,
    may_decide,
    may_unmask,
    stage_reached,
)
from techhire.plays.matches.words import NAME, Answer
from techhire.plays.seekers.actions.access import grant_access, record_access
from techhire.plays.seekers.models import Seeker
from techhire.plays.seekers.words import Purpose


@transaction.atomic
def decide(actor: Actor, posting: Posting, seeker: Seeker, /, *, answer: str, now: datetime) -> Decision:
    """Say yes, no or later to one person; the newest answer stands."""
    seeker, posting = _take(seeker, posting)
    require(may_decide(actor, posting, seeker))
    if answer not in Answer.values:
        raise Refused(_("Say yes, no or later."), field="answer")
    decision, _made = Decision.objects.update_or_create(
        posting=posting, seeker=seeker, defaults={"answer": answer, "by_id": actor.account_id, "at": now}
    )
    record(DecisionMade(posting.pk, seeker.pk, answer), actor=actor, now=now)
    settle_review(actor, decision, now=now)
    return decision


@transaction.atomic
def unmask(
    actor: Actor, posting: Posting, seeker: Seeker, /, *, early_reason: str = "", now: datetime
) -> Unmasking:
    """Learn who somebody is: at the posting's stage, or earlier for a reason. The person can read that it happened."""
    seeker, posting = _take(seeker, posting)
    require(may_unmask(actor, posting, seeker, early_reason))
    reason = "" if stage_reached(posting, seeker) else early_reason
    unmasking, made = Unmasking.objects.get_or_create(
        posting=posting,
        seeker=seeker,
        defaults={"early_reason": reason, "by_id": actor.account_id, "at": now},
    )
    if made or not knows_name(posting, seeker):
        grant_access(
            actor,
            seeker,
            posting.organization,
            purpose=Purpose.HIRING,
            scope=agreed_to_show(seeker, posting),
            posting_id=posting.pk,
            now=now,
        )
        record(PersonUnmasked(posting.pk, seeker.pk, posting.organization_id, reason), actor=actor, now=now)
    record_access(
        actor,
        seeker,
        purpose=Purpose.HIRING,
        what=NAME,
        organization_id=posting.organization_id,
        posting_id=posting.pk,
        now=now,
    )
    return unmasking


def _take(seeker: Seeker, posting: Posting) -> tuple[Seeker, Posting]:
    """Both as they are now and held, the person first: an opting out or a closing waits or is seen."""
    held = Seeker.objects.select_for_update(no_key=True).get(pk=seeker.pk)
    return held, posting_now(posting.pk) or posting
