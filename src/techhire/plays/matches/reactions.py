"""What matching does when something happened or a day began: fresh snapshots, reminders, and what has run out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from techhire.commons.communities.models import Community
from techhire.commons.ledger.registry import Done, More, Step, reacts_to
from techhire.commons.ledger.schedule import every
from techhire.commons.permits import Actor
from techhire.commons.skills.facts import SkillStandsElsewhere
from techhire.plays.assessments.actions.submissions import end_offer
from techhire.plays.assessments.queries.live import unbegun_checks
from techhire.plays.assessments.queries.works import offered_for
from techhire.plays.marketplace.facts import PostingClosed, PostingHeld
from techhire.plays.marketplace.words import CloseReason
from techhire.plays.matches.actions.drafts import drop_drafts
from techhire.plays.matches.actions.live import settle_live_check
from techhire.plays.matches.actions.messages import clear_messages
from techhire.plays.matches.actions.reviews import remind_of_reviews
from techhire.plays.matches.actions.snapshots import (
    BuiltSnapshot,
    draw_up_snapshot,
    publish_snapshot,
)
from techhire.plays.matches.facts import DecisionMade
from techhire.plays.matches.models import Snapshot
from techhire.plays.matches.queries.reviews import postings_with_reviews_due
from techhire.plays.seekers.facts import (
    CommunityAged,
    EvidenceRowsAdded,
    FoundTurnedOff,
    ReadingTakenBack,
    SeekerErased,
)
from techhire.plays.seekers.models import Changed, Seeker

ENOUGH_CHANGES = 500
QUIET = timedelta(seconds=20)
BY_DAY = range(8, 18)
"""Hours of a community's clock at which employers are reminded."""


def _draw_up_after_quiet(step: Step) -> BuiltSnapshot | None:
    if step.community_id is None or not step.cursor.get("waited"):
        return None
    is_due = _changes(step.community_id) >= ENOUGH_CHANGES
    return draw_up_snapshot(step.community_id, now=step.now) if is_due else None


@reacts_to(EvidenceRowsAdded, CommunityAged, SkillStandsElsewhere, thinking=_draw_up_after_quiet)
def keep_snapshot_fresh(step: Step) -> Done | More:
    """After a batch, wait until it is quiet, then build if many people changed."""
    if step.community_id is None:
        return Done()
    if not step.cursor.get("waited"):
        return More({"waited": True}, not_before=step.now + QUIET)
    if step.thought is not None:
        publish_snapshot(step.thought, now=step.now)
    return Done()


@dataclass(frozen=True)
class _Turn:
    """The community whose turn it is, and what was built for it where that was due."""

    community_id: int
    built: BuiltSnapshot | None


def _draw_up_next(step: Step, is_due: Callable[[int], bool]) -> _Turn | None:
    later = Community.objects.filter(pk__gt=step.cursor.get("last", 0)).order_by("pk")
    pk = later.values_list("pk", flat=True).first()
    if pk is None:
        return None
    return _Turn(pk, draw_up_snapshot(pk, now=step.now) if is_due(pk) else None)


def _draw_up_where_many_changed(step: Step) -> _Turn | None:
    return _draw_up_next(step, lambda pk: _changes(pk) >= ENOUGH_CHANGES)


def _draw_up_where_anybody_changed(step: Step) -> _Turn | None:
    return _draw_up_next(step, lambda pk: _changes(pk) > 0 or not _has_snapshot(pk))


@every("fresh_snapshots", "hour", thinking=_draw_up_where_many_changed)
def build_where_many_changed(step: Step) -> Done | More:
    """Build where single changes have added up, one community a step."""
    return _published(step)


@every("daily_snapshots", "day", thinking=_draw_up_where_anybody_changed)
def build_daily(step: Step) -> Done | More:
    """Build wherever anybody changed since the last one, one community a step; public counts follow the day."""
    drop_drafts(now=step.now)
    return _published(step)


@every("late_reviews", "hour")
def remind_of_late_reviews(step: Step) -> Done | More:
    """By day where a community is, remind employers of people who wait to be read; one community a step."""
    last = step.cursor.get("last", 0)
    community = Community.objects.filter(pk__gt=last).order_by("pk").first()
    if community is None:
        return Done()
    if step.now.astimezone(community.zone).hour in BY_DAY:
        for posting in postings_with_reviews_due(community, community.day_of(step.now)):
            remind_of_reviews(Actor.system(community.pk), posting, now=step.now)
    return More({"last": community.pk})


@reacts_to(FoundTurnedOff, ReadingTakenBack, PostingClosed, PostingHeld, DecisionMade)
def end_live_checks(step: Step) -> Done:
    """Open live checks end where the person or the job is not in sight any more, or the employer said no."""
    names = ("seeker_id", "posting_id")
    said = {name: step.data[name] for name in names if name in step.data}
    for check in unbegun_checks().filter(posting_id__isnull=False, **said):
        settle_live_check(Actor.system(check.seeker.community_id), check, now=step.now)
    return Done()


@reacts_to(PostingClosed, PostingHeld)
def end_offers(step: Step) -> Done:
    """Work that was offered for a job and is not begun is offered no more once the civic lead takes the job away."""
    if step.data.get("reason", CloseReason.TAKEN_DOWN) == CloseReason.TAKEN_DOWN:
        for work in offered_for(step.data["posting_id"]):
            end_offer(Actor.system(work.seeker.community_id), work, now=step.now)
    return Done()


@reacts_to(SeekerErased)
def clear_written(step: Step) -> Done:
    """What employers wrote to an erased person goes with the record, and so does what the person answered."""
    seeker = Seeker.objects.filter(pk=step.data["seeker_id"]).first()
    if seeker is not None:
        clear_messages(Actor.system(seeker.community_id), seeker, now=step.now)
    return Done()


def _published(step: Step) -> Done | More:
    turn: _Turn | None = step.thought
    if turn is None:
        return Done()
    if turn.built is not None:
        publish_snapshot(turn.built, now=step.now)
    return More({"last": turn.community_id})


def _changes(community_id: int) -> int:
    return Changed.objects.filter(community_id=community_id).count()


def _has_snapshot(community_id: int) -> bool:
    return Snapshot.objects.filter(community_id=community_id).exists()
