"""What the civic lead does: looks into it, takes the thing out of sight, puts it back, settles it."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.communities.actions import move_organization
from techhire.commons.communities.words import OrganizationState
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, Verdict, require
from techhire.commons.permits.inputs import several_lines
from techhire.plays.concerns.facts import ConcernClosed, ConcernHeld, ConcernRead, ConcernReleased
from techhire.plays.concerns.models import Concern
from techhire.plays.concerns.rules import (
    may_close_concern,
    may_hold_concern,
    may_read_concern,
    may_release_concern,
)
from techhire.plays.concerns.words import LONGEST_WORDS, ConcernState, Outcome, settled_already
from techhire.plays.marketplace.actions.holding import hold_posting, release_posting, take_down_posting
from techhire.plays.marketplace.words import PostingState
from techhire.plays.providers.actions.holding import hold_program, release_program, take_down_program
from techhire.plays.providers.words import ProgramState


@transaction.atomic
def read_concern(actor: Actor, concern: Concern, /, *, now: datetime) -> Concern:
    """Say that somebody looks into it; whoever reported can read that. Saying it again changes nothing."""
    current = _take(actor, concern, may_read_concern)
    if current.state == ConcernState.NEW:
        current.state = ConcernState.READ
        current.save(update_fields=["state"])
        record(ConcernRead(current.pk), actor=actor, now=now)
    return current


@transaction.atomic
def hold_concern(actor: Actor, concern: Concern, /, *, to_owner: str = "", now: datetime) -> Concern:
    """Take what was reported out of sight at once and tell its owner why, in words of our own.

    What people wrote is never handed on; ``to_owner`` is what the civic lead writes beside the kinds of what is wrong.
    Twice changes nothing; other words, which the owner would not read, are refused.
    """
    current = _take(actor, concern, may_hold_concern)
    words = several_lines(to_owner, field="to_owner", limit=LONGEST_WORDS)
    if current.is_held and words not in {"", current.to_owner}:
        raise Refused(_("It is out of sight, and its owner knows why."), field="to_owner")
    if current.is_held:
        return current
    _hide(actor, current, now)
    current.state, current.is_held, current.held_at = ConcernState.READ, True, now
    current.to_owner = words or current.to_owner
    current.save(update_fields=["state", "is_held", "held_at", "to_owner"])
    record(ConcernHeld(current.pk, current.organization_id), actor=actor, now=now)
    return current


@transaction.atomic
def release_concern(actor: Actor, concern: Concern, /, *, now: datetime) -> Concern:
    """Put it back in sight while it is still looked at."""
    current = _take(actor, concern, may_release_concern)
    if not current.is_held:
        raise Refused(_("It is not out of sight."))
    _show_again(actor, current, now)
    current.is_held = False
    current.save(update_fields=["is_held"])
    record(ConcernReleased(current.pk, current.organization_id), actor=actor, now=now)
    return current


@transaction.atomic
def close_concern(
    actor: Actor, concern: Concern, /, *, outcome: str, to_owner: str = "", now: datetime
) -> Concern:
    """Settle it: back in sight where nothing was wrong or it was corrected, else down for good."""
    current = _take(actor, concern, may_close_concern)
    if outcome not in Outcome.values:
        raise Refused(_("Choose how it ended."), field="outcome")
    words = several_lines(to_owner, field="to_owner", limit=LONGEST_WORDS)
    if outcome == Outcome.TAKEN_DOWN:
        _take_down(actor, current, now)
    elif current.is_held:
        _show_again(actor, current, now)
    current.state, current.outcome, current.closed_at = ConcernState.CLOSED, outcome, now
    current.is_held, current.to_owner = False, words or current.to_owner
    current.save(update_fields=["state", "outcome", "closed_at", "is_held", "to_owner"])
    record(ConcernClosed(current.pk, current.organization_id, outcome), actor=actor, now=now)
    return current


def _take(actor: Actor, concern: Concern, rule: Callable[[Actor, Concern], Verdict]) -> Concern:
    held = Concern.objects.select_for_update(of=("self",)).select_related(
        "organization", "posting", "program"
    )
    current = held.get(pk=concern.pk)
    require(rule(actor, current))
    if current.state == ConcernState.CLOSED:
        raise Refused(settled_already(current.outcome))
    return current


def _hide(actor: Actor, concern: Concern, now: datetime) -> None:
    if concern.posting is not None:
        hold_posting(actor, concern.posting, now=now)
    elif concern.program is not None:
        hold_program(actor, concern.program, now=now)
    else:
        move_organization(actor, concern.organization, state=OrganizationState.PAUSED, now=now)


def _show_again(actor: Actor, concern: Concern, now: datetime) -> None:
    """Back where it was, unless its owner or somebody else has moved it on meanwhile."""
    if concern.posting is not None:
        if concern.posting.state == PostingState.HELD:
            release_posting(actor, concern.posting, now=now)
    elif concern.program is not None:
        if concern.program.state == ProgramState.HELD:
            release_program(actor, concern.program, now=now)
    elif concern.organization.state == OrganizationState.PAUSED:
        move_organization(actor, concern.organization, state=OrganizationState.ACTIVE, now=now)


def _take_down(actor: Actor, concern: Concern, now: datetime) -> None:
    """For good, unless it is gone already."""
    if concern.posting is not None:
        if concern.posting.state not in {PostingState.CLOSED, PostingState.FILLED}:
            take_down_posting(actor, concern.posting, now=now)
    elif concern.program is not None:
        if concern.program.state != ProgramState.CLOSED:
            take_down_program(actor, concern.program, now=now)
    elif concern.organization.state != OrganizationState.LEFT:
        move_organization(actor, concern.organization, state=OrganizationState.LEFT, now=now)
