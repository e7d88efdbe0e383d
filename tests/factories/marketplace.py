"""Postings as employers leave them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import factory

from techhire.plays.marketplace.models import Posting, Requirement
from tests.factories.communities import OrganizationFactory
from tests.factories.skills import SkillFactory

MADE = datetime(2026, 2, 20, 9, 0, tzinfo=UTC)


class PostingFactory(factory.django.DjangoModelFactory[Posting]):
    """A draft with an ad; ``ready`` has all that publishing asks for, ``published`` is open to everybody."""

    class Meta:
        model = Posting
        skip_postgeneration_save = True

    organization = factory.SubFactory(OrganizationFactory)
    community = factory.SelfAttribute("organization.community")
    title = factory.Sequence(lambda n: f"Help desk technician {n}")
    text = "You answer calls and reset passwords."
    made_at = MADE

    class Params:
        ready = factory.Trait(
            state="checked",
            zip_code="64106",
            city="Kansas City",
            state_code="MO",
            latitude=39.1,
            longitude=-94.57,
            pay_min=Decimal("20.00"),
            pay_max=Decimal("26.00"),
        )
        published = factory.Trait(
            ready=True, state="published", published_at=MADE, valid_through=date(2026, 4, 30)
        )

    @factory.post_generation
    def requirements(
        self: Posting, create: bool, extracted: list[dict[str, Any]] | None, **kwargs: Any
    ) -> None:
        wanted = extracted if extracted is not None else [{}] if self.state != "draft" else []
        for line in wanted:
            RequirementFactory(posting=self, **line)


class RequirementFactory(factory.django.DjangoModelFactory[Requirement]):
    """An essential skill at level 2, confirmed."""

    class Meta:
        model = Requirement

    skill = factory.SubFactory(SkillFactory)
    level = 2
    confirmed = True
