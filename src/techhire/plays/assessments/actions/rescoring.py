"""Results scored again without an item that was found wrong or unfair: one sitting a step, so that nobody waits long.

Steps after an action that asked its rule. Whatever rests on a result is put right in the same transaction. Sittings are
held before the person, as where a test ends, so that the two never wait for each other.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor
from techhire.commons.skills.queries import succession
from techhire.plays.assessments.actions.rechecking import put_check_right, put_later_checks_right
from techhire.plays.assessments.actions.sittings import answers_of, lock_sitting
from techhire.plays.assessments.bridge.earlier import earlier_from
from techhire.plays.assessments.bridge.scoring_again import scored_again
from techhire.plays.assessments.facts import RescoringFinished, RescoringStarted, ResultRevised
from techhire.plays.assessments.models import Item, Rescoring, Response, Revision, Sitting
from techhire.plays.assessments.queries.rescoring import sittings_touched
from techhire.plays.assessments.queries.results import Reading, reading_of
from techhire.plays.assessments.words import AssessmentKind, Revised, SittingState
from techhire.plays.seekers.actions.evidence import withdraw_evidence
from techhire.plays.seekers.actions.revising import revise_evidence
from techhire.plays.seekers.models import Estimate
from techhire.plays.seekers.queries.skills import best_word
from techhire.plays.seekers.words import OUT_OF_SIGHT, SkillWord


def begin_rescoring(
    item: Item, /, *, reason: str, earlier_words: bool, by: Actor, now: datetime
) -> Rescoring | None:
    """Let the worker score again whatever rests on the item; None where nothing does.

    ``earlier_words`` takes back answers to what the item said before it was reworded as well.
    """
    row = Rescoring(
        item=item,
        reason=reason,
        first_version=1 if earlier_words else item.worded_in,
        last_version=item.version,
        made_by_id=by.account_id,
        made_at=now,
    )
    row.sittings = sittings_touched(row).count()
    if not row.sittings:
        return None
    row.save()
    row.fact_id = record(RescoringStarted(row.pk, item.pk, row.sittings), actor=by, now=now).pk
    row.save(update_fields=["fact_id"])
    return row


def score_next_again(rescoring_id: int, after: int, /, *, now: datetime) -> int | None:
    """Do the next sitting beyond this id; returns its id, or None where all are done. Harmless when done twice."""
    row = Rescoring.objects.select_related("item__bank").get(pk=rescoring_id)
    if row.finished_at is not None:
        return None
    found = sittings_touched(row).filter(pk__gt=after).order_by("pk").only("pk").first()
    if found is not None:
        _take_back(row, found, now)
        return found.pk
    row.finished_at = now
    row.save(update_fields=["finished_at"])
    system = Actor.system(row.item.bank.community_id)
    record(RescoringFinished(row.pk, row.item_id), actor=system, now=now)
    return None


def _take_back(row: Rescoring, sitting: Sitting, now: datetime) -> None:
    """Nothing is made of the answer any more; a test under way goes on without it."""
    held = lock_sitting(sitting)
    answers = answers_of(held)
    taken = [one for one in answers if _is_taken_back(one, row)]
    was_scored = any(one.scored for one in taken)
    for one in taken:
        one.scored = one.counts = False
    Response.objects.bulk_update(taken, ["scored", "counts"])
    if was_scored and held.state == SittingState.FINISHED:
        _revise(row, held, answers, now)


def _is_taken_back(answer: Response, row: Rescoring) -> bool:
    in_range = row.first_version <= answer.item_version <= row.last_version
    return answer.item_id == row.item_id and answer.counts and in_range


@dataclass(frozen=True)
class _Shown:
    """What a result says to anybody: its words, those of the skill, and what a live check came to."""

    level: Decimal | None
    reading: Reading | None
    word: tuple[str, int]
    outcome: str


def _revise(row: Rescoring, held: Sitting, answers: list[Response], now: datetime) -> None:
    before, earlier = _shown(held), earlier_from(held)
    revision = Revision(
        rescoring=row,
        sitting=held,
        theta=held.theta,
        se=held.se,
        level=held.level,
        level_sd=held.level_sd,
        at=now,
    )
    _score(held, answers)
    if held.assessment.kind == AssessmentKind.CONFIRM:
        put_check_right(held, answers, now=now)
    elif earlier is not None:
        put_later_checks_right(held, earlier, now=now)
    _put_evidence_right(held, now)
    held.version += 1
    held.save()
    if before.level is not None:
        revision.change = _change(before, _shown(held))
        revision.save()
        fact = ResultRevised(held.pk, held.seeker_id, row.pk, revision.change)
        record(fact, actor=Actor.system(held.seeker.community_id), now=now)


def _score(held: Sitting, answers: list[Response]) -> None:
    told = scored_again(held, answers)
    held.theta, held.se, held.open_bank = told.theta, told.se, told.rests_on_guesses
    if told.level is None or told.level_sd is None or held.level is None:
        held.level = held.level_sd = None
        return
    held.level, held.level_sd = Decimal(str(round(told.level, 2))), Decimal(str(round(told.level_sd, 3)))


def _put_evidence_right(held: Sitting, now: datetime) -> None:
    """What the result stands for on the person's record; a record out of sight is left alone."""
    if held.evidence is None or held.seeker.state in OUT_OF_SIGHT:
        return
    system = Actor.system(held.seeker.community_id)
    if held.level is None or held.level_sd is None:
        withdraw_evidence(system, held.evidence, now=now)
        held.evidence = None
        return
    level, sd = float(held.level), float(held.level_sd)
    revise_evidence(system, held.evidence, level=level, sd=sd, open_bank=held.open_bank, now=now)


def _shown(held: Sitting) -> _Shown:
    skill_id = succession().end_of(held.assessment.bank.skill_id)
    estimate = Estimate.objects.filter(seeker_id=held.seeker_id, skill_id=skill_id).first()
    check = held.live_check if held.assessment.kind == AssessmentKind.CONFIRM else None
    if check is not None:
        check.refresh_from_db(fields=["outcome"])
    word = best_word(estimate.code if estimate else 0)
    return _Shown(held.level, reading_of(held), word, check.outcome if check else "")


def _change(before: _Shown, after: _Shown) -> Revised:
    """Which way it went, where anything is said differently; small steps that change no word are none."""
    if after.level is None:
        return Revised.GONE
    if (before.reading, before.word, before.outcome) == (after.reading, after.word, after.outcome):
        return Revised.SAME
    if before.word != after.word:
        return Revised.UP if _rank(after.word) > _rank(before.word) else Revised.DOWN
    return Revised.UP if before.level is None or after.level > before.level else Revised.DOWN


def _rank(word: tuple[str, int]) -> tuple[int, int]:
    """Better words first, then higher levels, as a pair that is larger for the better one."""
    return -SkillWord.values.index(word[0]), word[1]
