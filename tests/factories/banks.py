"""Item banks, their items and their tests."""

from datetime import UTC, datetime

import factory

from techhire.plays.assessments.models import Assessment, CutScores, Item, ItemBank
from tests.factories.skills import SkillFactory

MADE = datetime(2026, 1, 9, 15, 0, tzinfo=UTC)


class ItemBankFactory(factory.django.DjangoModelFactory[ItemBank]):
    """A private bank; the community is named by who makes it."""

    class Meta:
        model = ItemBank

    skill = factory.SubFactory(SkillFactory)
    kind = "private"
    title = factory.Sequence(lambda n: f"Bank {n}")
    made_at = MADE


class ItemFactory(factory.django.DjangoModelFactory[Item]):
    """An active question with two choices in both languages, the first one right."""

    class Meta:
        model = Item

    bank = factory.SubFactory(ItemBankFactory)
    code = factory.Sequence(lambda n: f"item-{n}")
    kind = "single"
    level = 2
    topic = "basics"
    content = factory.Sequence(
        lambda n: {
            "en": {
                "prompt": f"Which one is number {n}?",
                "choices": [{"id": "a", "text": "This one"}, {"id": "b", "text": "That one"}],
                "rationale": "It is this one.",
            },
            "es": {
                "prompt": f"¿Cuál es el número {n}?",
                "choices": [{"id": "a", "text": "Este"}, {"id": "b", "text": "Ese"}],
                "rationale": "Es este.",
            },
        }
    )
    key = "a"
    state = "active"
    changed_at = MADE


class CutScoresFactory(factory.django.DjangoModelFactory[CutScores]):
    """Levels that begin at -2, -1, 0, 1 and 2 logits."""

    class Meta:
        model = CutScores

    bank = factory.SubFactory(ItemBankFactory)
    thetas = [-2.0, -1.0, 0.0, 1.0, 2.0]
    method = "author"
    set_at = MADE


class AssessmentFactory(factory.django.DjangoModelFactory[Assessment]):
    """An open adaptive test of a bank, in the bank's community."""

    class Meta:
        model = Assessment

    bank = factory.SubFactory(ItemBankFactory)
    community = factory.LazyAttribute(lambda test: test.bank.community)
    title = factory.Sequence(lambda n: f"Test {n}")
    state = "active"
    made_at = MADE
