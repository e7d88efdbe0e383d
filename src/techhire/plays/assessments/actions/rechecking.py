"""What live checks say, put right after an answer of theirs was taken back or the result beside them was revised."""

from collections.abc import Sequence
from datetime import datetime

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor
from techhire.plays.assessments.actions.closing import outcome_of
from techhire.plays.assessments.actions.sittings import answers_of, lock_sitting
from techhire.plays.assessments.bridge.earlier import Earlier, earlier_from
from techhire.plays.assessments.bridge.scoring_again import items_then
from techhire.plays.assessments.facts import LiveCheckRevised
from techhire.plays.assessments.models import LiveCheck, Response, Sitting
from techhire.plays.assessments.words import LiveCheckState, LiveOutcome


def put_check_right(sitting: Sitting, answers: Sequence[Response], /, *, now: datetime) -> None:
    """Compare the answers that are left with the earlier result again, as part of scoring the sitting again."""
    check = LiveCheck.objects.select_for_update(of=("self",)).get(sitting=sitting)
    scored = [row for row in answers if row.scored]
    items = items_then(scored, sitting.finished_at or now)
    points = sum(min(row.points, len(item.thresholds)) for row, item in zip(scored, items, strict=True))
    _say(check, outcome_of(sitting, items, points, len(scored)), now)


def put_later_checks_right(sitting: Sitting, was: Earlier, /, *, now: datetime) -> None:
    """Compare checks that were held beside this result with what it says now; with nothing where it is gone."""
    rows = LiveCheck.objects.filter(
        seeker_id=sitting.seeker_id,
        assessment__bank_id=sitting.assessment.bank_id,
        sitting__made_at__gte=sitting.finished_at,
    )
    for check in rows.select_related("sitting").order_by("pk"):
        if check.sitting is None or check.sitting.rules.get("earlier") != [was.theta, was.se]:
            continue
        held = lock_sitting(check.sitting)
        found = earlier_from(sitting)
        if found is not None:
            held.rules = {**held.rules, "earlier": [found.theta, found.se]}
            held.save(update_fields=["rules"])
        if check.state == LiveCheckState.DONE and sitting.level is None:
            _say(check, LiveOutcome.TOO_FEW, now)
        elif check.state == LiveCheckState.DONE:
            put_check_right(held, answers_of(held), now=now)


def _say(check: LiveCheck, outcome: LiveOutcome, now: datetime) -> None:
    if check.outcome == outcome:
        return
    check.outcome = outcome
    check.save(update_fields=["outcome"])
    body = LiveCheckRevised(check.pk, check.organization_id, check.seeker_id, outcome)
    record(body, actor=Actor.system(check.seeker.community_id), now=now)
