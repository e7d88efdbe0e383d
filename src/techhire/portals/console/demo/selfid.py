"""What made-up people who finished a test said about themselves, and the report on each test that counts it.

All of it is drawn by dice and says nothing about anybody.
"""

from typing import TYPE_CHECKING

from django.db import transaction

from techhire.plays.assessments.actions.quality import publish_quality_report
from techhire.plays.assessments.queries.counted import people_with_results
from techhire.plays.seekers.actions.selfid import tell_about_self
from techhire.plays.seekers.words import ABOUT_SELF

if TYPE_CHECKING:
    import random

    from techhire.portals.console.demo.seeding import Scene

ANSWERS = 0.8
"""Share of people who answer a question; the others would rather not."""
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
    "age": {"forty_plus": 36, "under_forty": 64},
}


@transaction.atomic
def add_self_identification(scene: "Scene") -> None:
    """Answers of everybody who finished a test, and one report a test; none where nobody did."""
    results = people_with_results(scene.system)
    everybody = {seeker.pk: seeker for people in results.values() for seeker in people}
    for seeker in everybody.values():
        said = {question: _draw(scene.dice, question) for question in ABOUT_SELF}
        tell_about_self(scene.system, seeker, **said, now=scene.now)
    for assessment in results:
        publish_quality_report(scene.system, assessment, now=scene.now)


def _draw(dice: "random.Random", question: str) -> str:
    if dice.random() > ANSWERS:
        return "not_said"
    weights = WEIGHTS[question]
    return dice.choices(list(weights), list(weights.values()))[0]
