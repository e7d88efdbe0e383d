"""How a sitting ends: its result, the evidence it becomes, and staff saying that it does not count."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from math import sqrt

from django.db import transaction

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused
from techhire.engines.psychometrics.confirming import chance_of_at_most
from techhire.engines.psychometrics.items import Item
from techhire.engines.psychometrics.levels import level_of
from techhire.engines.psychometrics.settings import GUESSED_VARIANCE
from techhire.engines.psychometrics.sitting import Sitting as State
from techhire.plays.assessments.actions.clock import stop_clock
from techhire.plays.assessments.bridge.banks import cuts_of, rests_on_guesses
from techhire.plays.assessments.bridge.evidence import piece_of_result
from techhire.plays.assessments.bridge.scales import waits_for_cuts
from techhire.plays.assessments.bridge.scoring_again import LEAST_SD, MOST_SD
from techhire.plays.assessments.facts.sittings import (
    LiveCheckDone,
    ResultCounted,
    ResultWaits,
    SittingFinished,
)
from techhire.plays.assessments.models import LiveCheck, Sitting
from techhire.plays.assessments.rules.sittings import is_practice
from techhire.plays.assessments.words import (
    AssessmentKind,
    LiveCheckState,
    LiveOutcome,
    SittingState,
    StopReason,
)
from techhire.plays.seekers.actions.evidence import add_evidence

SURPRISING = 0.05
"""Below this chance of so few points, the watched answers are called lower than the earlier result."""


@transaction.atomic
def close_sitting(sitting: Sitting, state: State, reason: StopReason, now: datetime) -> None:
    """Finish with what was answered. Below the least number of answers there is no level, and nothing counts.

    A test that is no practice becomes evidence in this same transaction, so that the next look at a shortlist has it.
    """
    sitting.state = SittingState.FINISHED
    sitting.finished_at, sitting.stop_reason = now, reason
    sitting.current = sitting.shown_at = None
    stop_clock(sitting)
    _measure(sitting, state)
    sitting.version += 1
    sitting.save()
    fact = SittingFinished(
        sitting.pk, sitting.seeker_id, sitting.assessment_id, reason, sitting.level is not None
    )
    system = Actor.system(sitting.seeker.community_id)
    record(fact, actor=system, now=now)
    if sitting.assessment.kind == AssessmentKind.CONFIRM:
        _settle_check(sitting, state, now)
    elif not is_practice(sitting.assessment):
        count_or_wait(sitting, now)


def _settle_check(sitting: Sitting, state: State, now: datetime) -> None:
    """Say whether the watched answers agree with the earlier result; evidence only where an onramp watched."""
    check = LiveCheck.objects.select_for_update().get(sitting=sitting)
    check.state, check.outcome = LiveCheckState.DONE, _outcome(sitting, state)
    check.save(update_fields=["state", "outcome"])
    if check.counts and check.outcome != LiveOutcome.TOO_FEW:
        count_or_wait(sitting, now)
    fact = LiveCheckDone(check.pk, check.organization_id, check.seeker_id, check.outcome)
    record(fact, actor=Actor.system(sitting.seeker.community_id), now=now)


def _outcome(sitting: Sitting, state: State) -> LiveOutcome:
    items = [state.plan.bank.items[answer.place] for answer in state.answers]
    return outcome_of(sitting, items, sum(answer.points for answer in state.answers), state.scored)


def outcome_of(sitting: Sitting, items: Sequence[Item], points: int, scored: int) -> LiveOutcome:
    """What answers to these items say beside the earlier result: so many points, so many of them scored."""
    if scored < sitting.rules["min_items"] or not items:
        return LiveOutcome.TOO_FEW
    theta, se = sitting.rules["earlier"]
    surprising = chance_of_at_most(items, points, theta, se) < SURPRISING
    return LiveOutcome.LOWER if surprising else LiveOutcome.CONSISTENT


def _measure(sitting: Sitting, state: State) -> None:
    """Ability and its error in logits, and the same in levels, wider by what a guessed difficulty costs.

    While the scale waits for its cut scores, a level is as unsure as one by guesses, and proves nothing.
    """
    sitting.theta, sitting.se = state.theta, state.se
    sitting.open_bank = is_practice(sitting.assessment) or rests_on_guesses(state)
    cuts = cuts_of(sitting.assessment.bank)
    variance = state.reported_variance
    if cuts is not None and waits_for_cuts(sitting.assessment.bank):
        sitting.open_bank = True
        variance += GUESSED_VARIANCE
    if state.scored < sitting.rules["min_items"] or cuts is None:
        return
    level, sd = level_of(state.theta, sqrt(variance), cuts)
    sitting.level = Decimal(str(round(level, 2)))
    sitting.level_sd = Decimal(str(round(min(max(sd, LEAST_SD), MOST_SD), 3)))


def count_or_wait(sitting: Sitting, now: datetime) -> None:
    """Count a result; where the evidence is refused, the test is over all the same, and the worker tries again."""
    try:
        with transaction.atomic():
            count_result(sitting, now)
    except Refused:
        fact = ResultWaits(sitting.pk, sitting.seeker_id)
        record(fact, actor=Actor.system(sitting.seeker.community_id), now=now)


def count_result(sitting: Sitting, now: datetime) -> None:
    """Make evidence of a finished sitting, once. A supervised one counts only while its check-in is confirmed."""
    piece = piece_of_result(sitting)
    if piece is None or sitting.evidence_id is not None:
        return
    if sitting.supervised is not None and sitting.supervised.confirmed_at is None:
        return
    sitting.evidence = add_evidence(
        Actor.system(sitting.seeker.community_id),
        sitting.seeker,
        **piece,
        organization=sitting.given_by,
        title=sitting.assessment.title,
        now=now,
    )
    sitting.save(update_fields=["evidence"])
    fact = ResultCounted(sitting.pk, sitting.seeker_id, sitting.evidence.pk)
    record(fact, actor=Actor.system(sitting.seeker.community_id), now=now)
