"""A posting's life in public: published, paused, resumed, filled, closed, expired."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from techhire.commons.communities.models import Community
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, Verdict, require
from techhire.commons.skills.words import Importance, When
from techhire.engines.posting_check import Rule, Severity
from techhire.plays.marketplace import bridge
from techhire.plays.marketplace.facts import PostingClosed, PostingPaused, PostingPublished, PostingResumed
from techhire.plays.marketplace.models import Posting
from techhire.plays.marketplace.rules import (
    may_close_posting,
    may_pause_posting,
    may_publish_posting,
    may_resume_posting,
)
from techhire.plays.marketplace.words import CloseReason, PostingState, Workplace

OPEN_DAYS = 60
SKILLS, DETAILS, CHECK = "skills", "details", "check"
"""Where something that is left is done: the skills to confirm, the place, pay and hours, the check of the words."""
HELD = gettext_noop(
    "The civic lead has taken this job out of sight until it is looked at. You can answer there."
)
NOT_FROM_HERE = gettext_noop("This posting cannot be published from where it is now.")


@dataclass(frozen=True)
class Left:
    """One thing that must be done first: in words, and where (``SKILLS``, ``DETAILS`` or ``CHECK``)."""

    words: str
    where: str


def what_is_left(posting: Posting) -> list[Left]:
    """What must be done before a posting can be published; empty when it is ready."""
    return [*_skills_left(posting), *details_left(posting)]


def _said(left: list[Left]) -> str:
    return " ".join(one.words for one in left)


def _skills_left(posting: Posting) -> list[Left]:
    lines = list(posting.requirements.all())
    day_one = [
        line for line in lines if line.when == When.DAY_ONE and line.importance == Importance.ESSENTIAL
    ]
    if day_one and all(line.confirmed for line in lines):
        return []
    return [Left(_("Confirm the skills, with at least one essential skill for day one."), SKILLS)]


def details_left(posting: Posting) -> list[Left]:
    """What the ad and the details still lack; a posting that is open may not fall below it either."""
    left: list[Left] = []
    if posting.workplace != Workplace.REMOTE and not posting.zip_code:
        left.append(Left(_("Say where the work is."), DETAILS))
    if posting.pay_min is None or posting.pay_max is None:
        left.append(Left(_("Say what it pays, from and to."), DETAILS))
    must = [f for f in bridge.check(posting) if f.severity is Severity.MUST or f.rule is Rule.BEFORE_OFFER]
    if must:
        left.append(Left(_("Change the lines in the check that cannot stay as they are."), CHECK))
    return left


def refuse_unready(posting: Posting) -> None:
    """What people can see now keeps to what publishing asked for; pause it to take it apart."""
    left = details_left(posting) if posting.state == PostingState.PUBLISHED else []
    if left:
        raise Refused(_said(left))


@transaction.atomic
def publish_posting(actor: Actor, posting: Posting, /, *, now: datetime) -> Posting:
    """Open the posting to the community."""
    current = take_posting(posting, actor, may_publish_posting)
    if current.state not in {PostingState.DRAFT, PostingState.CHECKED, PostingState.EXPIRED}:
        raise Refused(_(HELD) if current.state == PostingState.HELD else _(NOT_FROM_HERE))
    left = what_is_left(current)
    if left:
        raise Refused(_said(left))
    today = current.community.day_of(now)
    if current.valid_through is None or current.valid_through < today:
        current.valid_through = today + timedelta(days=OPEN_DAYS)
    current.published_at = now
    move_posting(current, PostingState.PUBLISHED, "published_at", "valid_through")
    record(PostingPublished(current.pk, current.organization_id), actor=actor, now=now)
    return current


@transaction.atomic
def pause_posting(actor: Actor, posting: Posting, /, *, now: datetime) -> Posting:
    """Take the posting out of public view for now."""
    current = take_posting(posting, actor, may_pause_posting)
    if current.state != PostingState.PUBLISHED:
        raise Refused(_("Only a published posting can be paused."))
    move_posting(current, PostingState.PAUSED)
    record(PostingPaused(current.pk), actor=actor, now=now)
    return current


@transaction.atomic
def resume_posting(actor: Actor, posting: Posting, /, *, now: datetime) -> Posting:
    """Open a paused posting again."""
    current = take_posting(posting, actor, may_resume_posting)
    if current.state != PostingState.PAUSED:
        raise Refused(
            _(HELD) if current.state == PostingState.HELD else _("Only a paused posting can be resumed.")
        )
    if current.valid_through is not None and current.valid_through < current.community.day_of(now):
        raise Refused(_("Its last day has passed. Choose a new one first."), field="valid_through")
    left = what_is_left(current)
    if left:
        raise Refused(_said(left))
    move_posting(current, PostingState.PUBLISHED)
    record(PostingResumed(current.pk), actor=actor, now=now)
    return current


@transaction.atomic
def close_posting(actor: Actor, posting: Posting, /, *, reason: str, now: datetime) -> Posting:
    """End the posting, with the reason; filled when somebody was hired."""
    current = take_posting(posting, actor, may_close_posting)
    if reason not in dict(CloseReason.of_employers()):
        raise Refused(_("Choose why it closes."), field="reason")
    if current.state in {PostingState.CLOSED, PostingState.FILLED}:
        raise Refused(_("This posting is closed already."))
    filled = reason in {CloseReason.FILLED_HERE, CloseReason.FILLED_ELSEWHERE}
    current.close_reason = reason
    move_posting(current, PostingState.FILLED if filled else PostingState.CLOSED, "close_reason")
    record(PostingClosed(current.pk, current.organization_id, current.state, reason), actor=actor, now=now)
    return current


@transaction.atomic
def expire_postings(community_id: int, /, *, now: datetime, limit: int = 500) -> int:
    """Close what is past its last day. Returns how many there were; call again until none is left."""
    actor = Actor.system(community_id)
    today = Community.objects.get(pk=community_id).day_of(now)
    past = Posting.objects.select_for_update().filter(
        community_id=community_id, state=PostingState.PUBLISHED, valid_through__lt=today
    )[:limit]
    for posting in past:
        move_posting(posting, PostingState.EXPIRED)
        record(PostingClosed(posting.pk, posting.organization_id, posting.state, ""), actor=actor, now=now)
    return len(past)


def take_posting(posting: Posting, actor: Actor, rule: Callable[[Actor, Posting], Verdict]) -> Posting:
    """The posting as it is now, locked until the deed is done, where the rule allows it."""
    held = Posting.objects.select_for_update(of=("self", "organization"))
    current = held.select_related("organization", "community").get(pk=posting.pk)
    require(rule(actor, current))
    return current


def move_posting(posting: Posting, state: PostingState, *fields: str) -> None:
    """Keep the state, and these fields beside it. A step of an action: it asks no rule and records no fact."""
    posting.state = state
    posting.version += 1
    posting.save(update_fields=["state", "version", *fields])
