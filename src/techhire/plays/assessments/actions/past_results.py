"""Answers people gave to a test elsewhere, so that the test can be watched from its first day here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.engines.psychometrics.items import ItemBank
from techhire.engines.psychometrics.levels import Cuts, level_of
from techhire.engines.psychometrics.scoring import eap_many
from techhire.plays.assessments.facts.quality import ResultsEntered
from techhire.plays.assessments.models import Assessment, CutScores, Item, Response, Sitting
from techhire.plays.assessments.queries.counted import questions_of
from techhire.plays.assessments.rules.quality import may_enter_results
from techhire.plays.assessments.words import SittingState, StopReason
from techhire.plays.seekers.models import Seeker

KEPT = ("min_items", "max_items", "stop_se", "method", "randomesque", "shares", "pilot_items")


@dataclass(frozen=True)
class PastResult:
    """One person's answers in order: item id, points, seconds; and when the last was given."""

    seeker_id: int
    answers: tuple[tuple[int, int, float], ...]
    finished_at: datetime


@transaction.atomic
def enter_results(
    actor: Actor, assessment: Assessment, /, *, results: Iterable[PastResult], now: datetime
) -> int:
    """Keep finished sittings with their answers and what they come to. Returns how many.

    They say how good the test is and are evidence of nothing: nobody here saw them happen.
    """
    require(may_enter_results(actor, assessment))
    rows = [one for one in results if one.answers]
    _check(actor, assessment, rows)
    cuts = CutScores.objects.filter(bank_id=assessment.bank_id).order_by("-set_at", "-pk").first()
    if cuts is None:
        raise Refused(_("Nobody has said where levels begin, so nobody reaches one."))
    sittings = _sittings(actor, assessment, rows, Cuts(tuple(cuts.thetas)), now)
    made = Sitting.objects.bulk_create(sittings)
    Response.objects.bulk_create(_responses(made, rows), batch_size=2000)
    record(ResultsEntered(assessment.pk, len(made)), actor=actor, now=now)
    return len(made)


def _check(actor: Actor, assessment: Assessment, rows: Sequence[PastResult]) -> None:
    here = Seeker.objects.filter(community_id=actor.community_id, pk__in=[one.seeker_id for one in rows])
    items = set(Item.objects.filter(bank_id=assessment.bank_id).values_list("pk", flat=True))
    known = here.count() == len({one.seeker_id for one in rows})
    asked = [[pk for pk, *_given in one.answers] for one in rows]
    if not known or not all(items.issuperset(some) for some in asked):
        raise Refused(_("Some of these people or questions are not known here."))
    if any(len(set(some)) < len(some) for some in asked):
        raise Refused(_("Nobody answers a question twice in one test."))


def _sittings(
    actor: Actor, assessment: Assessment, rows: Sequence[PastResult], cuts: Cuts, now: datetime
) -> list[Sitting]:
    """A finished sitting for each, with ability, error and level as the answers have it."""
    bank = ItemBank.of(one.item for one in questions_of(actor, assessment))
    points = np.full((len(rows), len(bank)), np.nan)
    for place, one in enumerate(rows):
        for pk, got, _seconds in one.answers:
            points[place, bank.position[str(pk)]] = got
    rules = {name: getattr(assessment, name) for name in KEPT} | {"skip": [], "only": []}
    found = []
    try:
        abilities = zip(*eap_many(bank, points), strict=True)
    except ValueError as error:
        raise Refused(_("An answer has points that its question cannot have.")) from error
    for place, (theta, se) in enumerate(abilities):
        level, sd = level_of(float(theta), float(se), cuts)
        ended = rows[place].finished_at
        began = ended - timedelta(seconds=sum(seconds for *_answer, seconds in rows[place].answers))
        found.append(
            Sitting(
                seeker_id=rows[place].seeker_id,
                assessment=assessment,
                rules=rules,
                state=SittingState.FINISHED,
                seed=0,
                made_at=now,
                started_at=began,
                finished_at=ended,
                stop_reason=StopReason.LENGTH,
                theta=float(theta),
                se=float(se),
                level=str(round(level, 2)),
                level_sd=str(round(min(max(sd, 0.001), 8.999), 3)),
            )
        )
    return found


def _responses(sittings: Sequence[Sitting], rows: Sequence[PastResult]) -> list[Response]:
    versions = dict(Item.objects.filter(bank_id=sittings[0].assessment.bank_id).values_list("pk", "version"))
    return [
        Response(
            sitting=sitting,
            item_id=pk,
            place=place,
            points=points,
            seconds=seconds,
            item_version=versions[pk],
            at=one.finished_at,
        )
        for sitting, one in zip(sittings, rows, strict=True)
        for place, (pk, points, seconds) in enumerate(one.answers)
    ]
