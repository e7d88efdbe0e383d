"""Postings with the same title are told apart by the first thing in which they differ."""

from datetime import timedelta
from typing import Any

import pytest

from techhire.commons.communities.models import Organization
from techhire.plays.marketplace.models import Posting
from techhire.portals.employer.alike import told_apart
from tests.factories.matches import NOW, a_posting

pytestmark = pytest.mark.django_db


def two(employer: Organization, first: dict[str, Any], second: dict[str, Any]) -> list[str]:
    """What is said of two postings that share a title, beside one that does not."""
    rows = [a_posting(employer, {}, title="QA Tester", **fields) for fields in (first, second)]
    other = a_posting(employer, {}, title="Web Page Builder")
    told = told_apart([*rows, other], employer.community.day_of)
    assert other.pk not in told
    return [told[row.pk] for row in rows]


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ({"city": "Northfield"}, {"city": "River City"}, ["Northfield", "River City"]),
        ({"workplace": "remote"}, {"workplace": "on_site"}, ["from home", "at the workplace"]),
        ({"city": ""}, {"city": "", "employment_type": "PART_TIME"}, ["full time", "part time"]),
        (
            {"published_at": NOW},
            {"published_at": NOW - timedelta(days=9)},
            ["open since 03/02/2026", "open since 02/21/2026"],
        ),
    ],
)
def test_the_first_difference_is_said(
    employer: Organization, first: dict[str, Any], second: dict[str, Any], said: list[str]
) -> None:
    assert two(employer, first, second) == said


def test_where_nothing_differs_the_number_does(employer: Organization) -> None:
    words = two(employer, {"published_at": NOW}, {"published_at": NOW})
    assert len(set(words)) == 2 and all("number" in one for one in words)
    assert [str(row.pk) in one for row, one in zip(Posting.objects.order_by("pk"), words, strict=False)]
