"""A bank of the demo's own: questions of its own, measured by the answers of made-up people."""

import random
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
from django.db import transaction

from techhire.commons.communities.queries import actor_for
from techhire.commons.skills.queries import published_skills
from techhire.plays.assessments.actions.assessments import (
    TestRules,
    create_assessment,
    open_assessment,
    update_assessment,
)
from techhire.plays.assessments.actions.banks import create_bank
from techhire.plays.assessments.actions.calibrating import (
    adopt_calibration,
    keep_calibration_step,
    start_calibration,
)
from techhire.plays.assessments.actions.cuts import set_cuts
from techhire.plays.assessments.actions.item_life import approve_item, put_item_in_use, submit_item
from techhire.plays.assessments.actions.items import write_item
from techhire.plays.assessments.queries.answers import MISSING, AnswerTable
from techhire.plays.assessments.queries.banks import assessments_of, cuts_of
from techhire.plays.assessments.queries.calibration_steps import think_calibration_step
from techhire.plays.assessments.words import AnswerSource, AssessmentKind, CutMethod, Model
from techhire.portals.console.demo.accounts import ENDING
from techhire.portals.console.demo.questions import draw_questions

if TYPE_CHECKING:
    from techhire.commons.permits import Actor
    from techhire.plays.assessments.models import Item, ItemBank
    from techhire.portals.console.demo.seeding import Scene

SKILL = "computer-troubleshooting"
PEOPLE, SEEN = 400, 20
SLOPE, MISGUESSED = 1.1, 0.3
DRAFTS, UNREAD, TRIED_OUT = 1, 1, 3
BEGUN = timedelta(days=400)
"""How long ago the bank was written and measured: before anybody took its tests, whose results count from then on."""
RULES = TestRules("", min_items=6, max_items=15, stop_se=0.55, seconds=25 * 60)


@transaction.atomic
def add_banks(scene: "Scene") -> None:
    """One private bank where the demo has two people at its civic lead; nothing elsewhere."""
    lead = scene.accounts.get(f"convener{ENDING}")
    colleagues = [one for seats in scene.seats.values() if lead in seats for one in seats if one != lead]
    if lead is None or not colleagues:
        return
    reader = actor_for(lead, scene.community)
    author = actor_for(colleagues[0], scene.community)
    today, scene = scene.now, replace(scene, now=scene.now - BEGUN)
    skill = published_skills().get(code=SKILL)
    bank = create_bank(author, skill, title=skill.name, now=scene.now)
    items = [
        write_item(author, bank, wording=wording, code=f"demo-{number:02d}", b=guess, now=scene.now)
        for number, (wording, guess) in enumerate(draw_questions(_dice(scene)), 1)
    ]
    read = items[DRAFTS + UNREAD :]
    for item in items[DRAFTS : DRAFTS + UNREAD]:
        submit_item(author, item, now=today)
    for item in read:
        submit_item(author, item, now=scene.now)
        approve_item(reader, item, now=scene.now)
    for item in read[TRIED_OUT:]:
        put_item_in_use(author, item, now=scene.now)
    _measure(scene, author, bank, read)
    _open_tests(scene, reader, bank, {item.topic for item in read[TRIED_OUT:]})


def _dice(scene: "Scene") -> random.Random:
    """Dice of the questions' own, so that one more question changes nothing else in the demo."""
    return random.Random(f"{scene.slug}:questions")


def _measure(scene: "Scene", author: "Actor", bank: "ItemBank", items: "list[Item]") -> None:
    """Made-up people answered elsewhere, and the worker's own steps measure the questions by them."""
    table = _answers(scene, items)
    started = start_calibration(
        author, bank, model=Model.ONE, source=AnswerSource.FILE, table=table, now=scene.now
    )
    step: int | None = 0
    while step is not None:
        thought = think_calibration_step(started.pk, step)
        with transaction.atomic():
            step = None if thought is None else keep_calibration_step(thought, now=scene.now)
    started.refresh_from_db()
    adopt_calibration(author, started, now=scene.now)
    _place_levels(scene, author, bank)


def _place_levels(scene: "Scene", author: "Actor", bank: "ItemBank") -> None:
    """Somebody looked at where levels begin on the scale the answers set, and left them where they were."""
    thetas = cuts_of(bank)[0].thetas
    set_cuts(author, bank, thetas=thetas, method=CutMethod.AUTHOR, panel=1, now=scene.now)


def _answers(scene: "Scene", items: "list[Item]") -> AnswerTable:
    """Abilities are N(0, 1); each saw some of the questions, whose authors had guessed nearly right (logits)."""
    dice = np.random.default_rng(scene.dice.randrange(2**32))
    true = np.array([item.b for item in items]) + dice.normal(0, MISGUESSED, len(items))
    chance = 1 / (1 + np.exp(-SLOPE * (dice.normal(size=(PEOPLE, 1)) - true)))
    points = (dice.random(chance.shape) < chance).astype(np.int16)
    for row in points:
        row[dice.permutation(len(items))[SEEN:]] = MISSING
    return AnswerTable(tuple(item.code for item in items), points, np.ones(PEOPLE))


def _open_tests(scene: "Scene", lead: "Actor", bank: "ItemBank", topics: set[str]) -> None:
    """Each template has a topic of its own and all have the same share, so that no two of one meet early in a test."""
    (test,) = assessments_of(bank)
    shares = dict.fromkeys(sorted(topics), 1 / len(topics))
    test = update_assessment(lead, test, rules=replace(RULES, title=bank.title, shares=shares), now=scene.now)
    title = f"{bank.title}, live"
    live = create_assessment(lead, bank, kind=AssessmentKind.CONFIRM, title=title, now=scene.now)
    live = update_assessment(lead, live, rules=replace(TestRules.of(live), shares=shares), now=scene.now)
    for one in (test, live):
        open_assessment(lead, one, now=scene.now)
