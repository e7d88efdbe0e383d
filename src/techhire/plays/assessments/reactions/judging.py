"""What follows for judged work: nobody judges somebody they came to know, nothing waits for ever, erasure spreads."""

from techhire.commons.ledger.registry import Done, More, Step, reacts_to
from techhire.commons.ledger.schedule import every
from techhire.commons.permits import Actor
from techhire.plays.assessments.actions.readings import (
    ask_for_all_waiting,
    pass_on_overdue,
    pass_on_too_close,
)
from techhire.plays.assessments.actions.rereading import ask_fresh_reading, call_off_fresh_reading
from techhire.plays.assessments.actions.submissions import clear_work
from techhire.plays.assessments.queries.rereading import (
    rereading_answered,
    rereadings_of,
    work_to_reread,
)
from techhire.plays.seekers.facts import (
    AccessGranted,
    DisputeAnswered,
    DisputeOpened,
    EvidenceWithdrawn,
    SeekerErased,
)

A_STEP = 100


@reacts_to(AccessGranted)
def pass_on_from_close_assessors(step: Step) -> Done:
    """An organization sees the person by name now, so its assessors do not judge their work any more."""
    pass_on_too_close(int(step.data["seeker_id"]), now=step.now)
    return Done()


@every("overdue_readings", "day")
def pass_on_what_is_overdue(step: Step) -> Done | More:
    """Work that waited too long for one assessor goes to another; what has nobody is asked for again."""
    ask_for_all_waiting(now=step.now)
    done = pass_on_overdue(now=step.now, most=A_STEP)
    return More({"at": int(step.cursor.get("at", 0)) + 1}) if done == A_STEP else Done()


@reacts_to(DisputeOpened)
def have_it_read_once_more(step: Step) -> Done:
    """Where a person says that the level of their judged work is wrong, somebody who has not read it reads it."""
    found = work_to_reread(int(step.data["dispute_id"]))
    if found is not None:
        ask_fresh_reading(Actor.system(step.community_id), *found, now=step.now)
    return Done()


@reacts_to(DisputeAnswered, EvidenceWithdrawn)
def call_off_what_is_answered(step: Step) -> Done:
    """Nobody reads on once the dispute is answered by hand, or what was disputed is gone."""
    work = rereading_answered(int(step.data["evidence_id"]))
    if work is not None:
        call_off_fresh_reading(Actor.system(step.community_id), work, now=step.now)
    return Done()


@reacts_to(SeekerErased)
def clear_erased(step: Step) -> Done:
    """What an erased person handed in goes; the levels given stay, without a name, for the agreement of assessors."""
    system, seeker_id = Actor.system(step.community_id), int(step.data["seeker_id"])
    for work in rereadings_of(seeker_id):
        call_off_fresh_reading(system, work, now=step.now)
    clear_work(system, seeker_id, now=step.now)
    return Done()
