"""The facts of a job are changed: what cannot be is refused at its field, and what stood before stays."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor, Refused
from techhire.plays.marketplace.actions.drafting import update_posting
from techhire.plays.marketplace.models import Posting
from tests.factories.matches import a_posting, a_skill

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(employer: Organization) -> Posting:
    return a_posting(employer, {a_skill("Ticket handling"): 2}, state="draft", valid_through=date(2026, 2, 1))


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"starts_on": date(2020, 1, 1)}, "starts_on"),
        ({"valid_through": date(2026, 3, 1)}, "valid_through"),
        ({"pay_min": Decimal(2), "pay_max": Decimal(45_000), "pay_unit": "HOUR"}, "pay_unit"),
    ],
)
def test_a_day_that_is_over_and_pay_that_cannot_be_are_refused(
    fields: dict[str, Any], field: str, draft: Posting, hiring_manager: Actor, now: datetime
) -> None:
    with pytest.raises(Refused) as refusal:
        update_posting(hiring_manager, draft, now=now, **fields)
    assert refusal.value.field == field


def test_all_that_cannot_be_is_refused_at_once(draft: Posting, hiring_manager: Actor, now: datetime) -> None:
    wrong = {"zip_code": "00000", "pay_min": Decimal(9), "pay_max": Decimal(8), "starts_on": date(2020, 1, 1)}
    with pytest.raises(Refused) as refusal:
        update_posting(hiring_manager, draft, now=now, openings=0, **wrong)
    told = {one.field for one in (refusal.value, *refusal.value.more)}
    assert told == {"zip_code", "pay_max", "starts_on", "openings"}


def test_today_and_a_salary_are_taken(draft: Posting, hiring_manager: Actor, now: datetime) -> None:
    pay = {"pay_min": Decimal(40_000), "pay_max": Decimal(45_000), "pay_unit": "YEAR"}
    update_posting(hiring_manager, draft, starts_on=date(2026, 3, 2), now=now, **pay)
    draft.refresh_from_db()
    assert (draft.starts_on, draft.pay_max) == (date(2026, 3, 2), Decimal(45_000))


def test_a_day_that_was_set_before_it_was_over_keeps_nobody_from_changing_the_rest(
    draft: Posting, hiring_manager: Actor, now: datetime
) -> None:
    update_posting(hiring_manager, draft, valid_through=date(2026, 2, 1), openings=3, now=now)
    draft.refresh_from_db()
    assert draft.openings == 3
