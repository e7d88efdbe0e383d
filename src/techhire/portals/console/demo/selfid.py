"""Made-up people who took the community's own tests, what they said about themselves, and the report that counts it.

All of it is drawn by dice and says nothing about anybody. One question is made harder for people of 40 and more, and
one easier than it was measured, so that the page of the civic lead has something to find.
"""

from collections import Counter
from datetime import timedelta
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np
from django.db import transaction

from techhire.engines.psychometrics.items import ItemBank
from techhire.engines.psychometrics.settings import Settings
from techhire.engines.psychometrics.sitting import start
from techhire.plays.assessments.actions.past_results import PastResult, enter_results
from techhire.plays.assessments.actions.quality import publish_quality_report
from techhire.plays.assessments.queries.counted import people_with_results, questions_of
from techhire.plays.assessments.queries.quality import own_tests
from techhire.plays.seekers.actions.selfid import tell_about_self
from techhire.plays.seekers.rules import visible_seekers
from techhire.plays.seekers.words import ABOUT_SELF

if TYPE_CHECKING:
    import random

    from techhire.plays.assessments.models import Assessment
    from techhire.plays.seekers.models import Seeker
    from techhire.portals.console.demo.seeding import Scene

TAKERS = 320
ANSWERS = 0.85
"""Share of people who answer a question about themselves; the others would rather not."""
WEIGHTS = {
    "sex": {"woman": 46, "man": 51, "another": 3},
    "race": {
        "hispanic": 17,
        "white": 49,
        "black": 22,
        "pacific": 1,
        "asian": 6,
        "native": 1,
        "several": 4,
    },
    "age": {"forty_plus": 40, "under_forty": 60},
}
MEAN, SPREAD, GOLDEN = 0.2, 1.1, 0.6180339887498949
UNFAIR, EASIER = 1.5, -1.2
"""Logits by which one question is harder for people of 40 and more, and another easier for everybody."""


@transaction.atomic
def add_self_identification(scene: "Scene") -> None:
    """Past results of the community's own tests, answers of everybody who finished one, and one report a test."""
    said: dict[int, dict[str, str]] = {}
    for assessment in own_tests(scene.system):
        _take(scene, assessment, said)
    results = people_with_results(scene.system)
    for seeker in {seeker.pk: seeker for people in results.values() for seeker in people}.values():
        tell_about_self(scene.system, seeker, **_said(scene, said, seeker.pk), now=scene.now)
    for assessment in results:
        publish_quality_report(scene.system, assessment, now=scene.now)


def _said(scene: "Scene", said: dict[int, dict[str, str]], seeker_id: int) -> dict[str, str]:
    """What somebody says; drawn once."""
    return said.setdefault(seeker_id, {question: _draw(scene.dice, question) for question in ABOUT_SELF})


def _draw(dice: "random.Random", question: str) -> str:
    if dice.random() > ANSWERS:
        return "not_said"
    weights = WEIGHTS[question]
    return dice.choices(list(weights), list(weights.values()))[0]


def _take(scene: "Scene", assessment: "Assessment", said: dict[int, dict[str, str]]) -> None:
    """Some people of the community take a test that adapts, and answer as its curves say."""
    bank = ItemBank.of(
        one.item for one in questions_of(scene.system, assessment) if one.offered and not one.on_trial
    )
    if len(bank) < assessment.max_items:
        return
    people = list(visible_seekers(scene.system).order_by("pk"))
    takers = scene.dice.sample(people, k=min(len(people), TAKERS))
    rules = Settings(
        min_items=assessment.min_items, max_items=assessment.max_items, stop_se=assessment.stop_se
    )
    order = np.argsort(np.abs(bank.b))
    odd = {"unfair": int(order[0]), "easier": int(order[-1 - len(bank) // 2])}
    dealt: Counter[str] = Counter()
    results = []
    for seeker in takers:
        told = _said(scene, said, seeker.pk)
        ability = _ability(dealt[told["race"]])
        dealt[told["race"]] += 1
        results.append(_result(scene, bank, rules, odd, seeker, told, ability))
    enter_results(scene.system, assessment, results=results, now=scene.now)


def _ability(place: int) -> float:
    """Abilities dealt out evenly within a group, so that no gap between groups is made up by dice."""
    return NormalDist(MEAN, SPREAD).inv_cdf(((place + 0.5) * GOLDEN) % 1 or 0.5)


def _result(
    scene: "Scene",
    bank: ItemBank,
    rules: Settings,
    odd: dict[str, int],
    seeker: "Seeker",
    said: dict[str, str],
    ability: float,
) -> PastResult:
    state = start(bank, rules, scene.dice.randrange(2**31))
    answers = []
    while (place := state.next_item()) is not None:
        hard = float(bank.b[place])
        if place == odd["easier"]:
            hard += EASIER
        elif place == odd["unfair"] and said["age"] == "forty_plus":
            hard += UNFAIR
        right = scene.dice.random() < 1 / (1 + np.exp(-bank.a[place] * (ability - hard)))
        answers.append((int(bank.items[place].id), int(right), round(scene.dice.uniform(15, 90), 1)))
        state = state.after(int(right))
    days = scene.dice.randrange(150, 330)
    return PastResult(seeker.pk, tuple(answers), scene.now - timedelta(days=days))
