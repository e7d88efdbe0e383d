"""What an employer says to people on a shortlist, and learning who one of them is."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.facts import DecisionMade, PersonUnmasked
from techhire.plays.matches.models import Decision, Unmasking
from techhire.plays.matches.queries.shortlists import WHAT
from techhire.plays.matches.rules import may_decide, may_see_shortlist, may_unmask, stage_reached
from techhire.plays.matches.words import Answer
from techhire.plays.seekers.actions.access import grant_access, record_access
from techhire.plays.seekers.models import EmployerBlock, Seeker
from techhire.plays.seekers.words import Purpose


def note_shown(actor: Actor, posting: Posting, seeker_ids: Iterable[int], /, *, now: datetime) -> None:
    """Write down that these people were shown without a name; they can read it."""
    require(may_see_shortlist(actor, posting))
    record_access(
        actor,
        list(seeker_ids),
        purpose=Purpose.BEING_FOUND,
        what=WHAT,
        organization_id=posting.organization_id,
        posting_id=posting.pk,
        now=now,
    )


@transaction.atomic
def decide(actor: Actor, posting: Posting, seeker: Seeker, /, *, answer: str, now: datetime) -> Decision:
    """Say yes, no or later to one person; the newest answer stands."""
    seeker = Seeker.objects.select_for_update().get(pk=seeker.pk)
    require(may_decide(actor, posting, seeker))
    if answer not in Answer.values:
        raise Refused(_("Say yes, no or later."), field="answer")
    if EmployerBlock.objects.filter(seeker=seeker, organization_id=posting.organization_id).exists():
        raise Refused(_("This person is no longer there to be found."))
    decision, _made = Decision.objects.update_or_create(
        posting=posting, seeker=seeker, defaults={"answer": answer, "by_id": actor.account_id, "at": now}
    )
    record(DecisionMade(posting.pk, seeker.pk, answer), actor=actor, now=now)
    return decision


@transaction.atomic
def unmask(
    actor: Actor, posting: Posting, seeker: Seeker, /, *, early_reason: str = "", now: datetime
) -> Unmasking:
    """Learn who somebody is: at the posting's stage, or earlier for a reason. The person can read that it happened."""
    seeker = Seeker.objects.select_for_update().get(pk=seeker.pk)
    require(may_unmask(actor, posting, seeker, early_reason))
    if EmployerBlock.objects.filter(seeker=seeker, organization_id=posting.organization_id).exists():
        raise Refused(_("This person is no longer there to be found."))
    reason = "" if stage_reached(posting, seeker) else early_reason
    unmasking, made = Unmasking.objects.get_or_create(
        posting=posting,
        seeker=seeker,
        defaults={"early_reason": reason, "by_id": actor.account_id, "at": now},
    )
    if made:
        grant_access(
            actor,
            seeker,
            posting.organization,
            purpose=Purpose.HIRING,
            scope=("name", "contact"),
            posting_id=posting.pk,
            now=now,
        )
        record(PersonUnmasked(posting.pk, seeker.pk, posting.organization_id, reason), actor=actor, now=now)
    record_access(
        actor,
        seeker,
        purpose=Purpose.HIRING,
        what="name",
        organization_id=posting.organization_id,
        posting_id=posting.pk,
        now=now,
    )
    return unmasking
