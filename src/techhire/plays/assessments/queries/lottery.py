"""Each item's chance in the lottery that keeps any one item from being shown to too many people."""

from collections import Counter
from dataclasses import replace
from math import ceil

from techhire.engines.psychometrics.exposure import Exposure, sympson_hetter
from techhire.engines.psychometrics.items import ItemBank as EngineBank
from techhire.plays.assessments.models import Assessment, ItemBank
from techhire.plays.assessments.queries.settings import engine_settings
from techhire.plays.assessments.words import AssessmentKind, AssessmentState

PEOPLE, ROUNDS, SEED = 1000, 20, 1


def test_for_lottery(bank: ItemBank) -> Assessment | None:
    """The adaptive test the lottery is for: the newest that is not closed."""
    found = Assessment.objects.filter(bank=bank, kind=AssessmentKind.ADAPTIVE)
    return found.exclude(state=AssessmentState.RETIRED).order_by("-pk").first()


def least_limit(bank: EngineBank, test: Assessment) -> float:
    """The smallest share of people that can be the limit: were all items shown equally often, in every topic."""
    topics = Counter(item.topic for item in bank.items if not (item.pilot or item.closed))
    shares = [test.max_items * share / topics[topic] for topic, share in test.shares.items() if topics[topic]]
    return min(1.0, max([test.max_items / max(topics.total(), 1), *shares]))


def in_percent(limit: float) -> int:
    """A limit as whole percent, never below it."""
    return ceil(limit * 100 - 1e-9)


def chances(bank: EngineBank, test: Assessment, limit: float) -> Exposure:
    """The chances under which about ``limit`` of people see any one item, by simulation. ValueError as the engine's."""
    rules = replace(engine_settings(test), method="randomesque", exposure={}, pilot_items=0)
    return sympson_hetter(bank, rules, limit, people=PEOPLE, rounds=ROUNDS, seed=SEED)
