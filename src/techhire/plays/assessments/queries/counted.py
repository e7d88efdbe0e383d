"""Finished sittings of a test as they are counted: each person once, with the first result; never who had more time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from django.db.models import F, Q, QuerySet

from techhire.commons.permits import Actor
from techhire.engines.psychometrics.calibration import Model as MeasuringModel
from techhire.engines.psychometrics.items import Item as MeasuredItem
from techhire.plays.assessments.bridge.exactness import Result
from techhire.plays.assessments.bridge.item_quality import AnswerTable, Question
from techhire.plays.assessments.bridge.scales import on_scale
from techhire.plays.assessments.models import Assessment, CutScores, Item, Response, Sitting
from techhire.plays.assessments.words import ItemState, SittingState
from techhire.plays.seekers.models import Seeker

OFFERED = (ItemState.ACTIVE, ItemState.PILOT)


@dataclass(frozen=True)
class Counted:
    """The people of one community who finished a test, in the order they did: ids, and their answers in that order."""

    seekers: tuple[int, ...]
    results: tuple[Result, ...]
    table: AnswerTable
    cuts: CutScores | None


def finished_sittings(community_id: int, assessment: Assessment) -> QuerySet[Sitting]:
    """Sittings with a result on the bank's present scale, the earliest first.

    What does not count, or was ended too soon, is not among them.
    """
    rows = Sitting.objects.filter(
        assessment=assessment,
        seeker__community_id=community_id,
        state=SittingState.FINISHED,
        level__isnull=False,
        theta__isnull=False,
        se__isnull=False,
    )
    return on_scale(rows, assessment.bank).order_by("finished_at", "pk")


def people_with_results(actor: Actor) -> dict[Assessment, list[Seeker]]:
    """Who finished which test, for the operator's own commands; nothing for anybody else. Two queries."""
    if not actor.is_system or actor.community_id is None:
        return {}
    rows = Sitting.objects.filter(
        seeker__community_id=actor.community_id, state=SittingState.FINISHED, level__isnull=False
    )
    found: dict[Assessment, list[Seeker]] = {}
    for sitting in rows.select_related("assessment__bank", "seeker").order_by("assessment_id", "pk"):
        people = found.setdefault(sitting.assessment, [])
        if sitting.seeker not in people:
            people.append(sitting.seeker)
    return found


def questions_of(actor: Actor, assessment: Assessment) -> list[Question]:
    """The measured questions of a test in the order of its bank, for the operator's own commands."""
    if not actor.is_system:
        return []
    return [_question(item) for item in Item.objects.filter(bank_id=assessment.bank_id).order_by("pk")]


def counted(community_id: int, assessment: Assessment) -> Counted:
    """Everything a report counts. Four queries, however many people."""
    first: dict[int, tuple[int, float, float, str]] = {}
    rows = finished_sittings(community_id, assessment)
    for pk, seeker_id, theta, se, ended in rows.values_list("pk", "seeker_id", "theta", "se", "stop_reason"):
        first.setdefault(seeker_id, (pk, float(theta or 0), float(se or 0), ended))
    cuts = CutScores.objects.filter(bank_id=assessment.bank_id).order_by("-set_at", "-pk").first()
    places = {pk: place for place, (pk, *_rest) in enumerate(first.values())}
    table, seconds = _answers(assessment, rows, places, [theta for _pk, theta, *_rest in first.values()])
    results = [
        Result(theta, se, _reached(theta, cuts), seconds[places[pk]], ended)
        for pk, theta, se, ended in first.values()
    ]
    return Counted(tuple(first), tuple(results), table, cuts)


def _reached(theta: float, cuts: CutScores | None) -> int:
    """The highest level reached by the cut scores that count now."""
    return sum(theta >= cut for cut in cuts.thetas) if cuts else 0


def _answers(
    assessment: Assessment, rows: QuerySet[Sitting], places: dict[int, int], thetas: Sequence[float]
) -> tuple[AnswerTable, list[float]]:
    """Points by person and question, and how long each person answered.

    Only answers to the words a question has now; those that were not scored count for questions on trial alone.
    """
    questions = [_question(item) for item in Item.objects.filter(bank_id=assessment.bank_id).order_by("pk")]
    at = {int(one.item.id): place for place, one in enumerate(questions)}
    points = np.full((len(places), len(questions)), np.nan)
    seconds = [0.0] * len(places)
    given = Response.objects.filter(
        sitting__in=rows.order_by().values("pk"), item__bank_id=assessment.bank_id
    )
    counts = Q(counts=True) & (Q(scored=True) | Q(item__state=ItemState.PILOT))
    same_words = Q(item_version__gte=F("item__worded_in"))
    told = given.annotate(is_counted=counts & same_words).values_list(
        "sitting_id", "item_id", "points", "seconds", "is_counted"
    )
    for sitting_id, item_id, got, took, is_counted in told:
        if (place := places.get(sitting_id)) is not None:
            seconds[place] += took
            if is_counted:
                points[place, at[item_id]] = got
    model = cast(MeasuringModel, assessment.bank.model)
    return AnswerTable(tuple(questions), points, np.array(thetas, dtype=np.float64), model), seconds


def _question(item: Item) -> Question:
    steps = tuple(float(step) for step in item.steps)
    measured = MeasuredItem(
        str(item.pk), a=item.a, b=item.b, c=0.0 if steps else item.c, steps=steps, guessed=item.guessed
    )
    return Question(measured, item.code, item.state in OFFERED, item.state == ItemState.PILOT)
