"""A posting is open through the whole of its last day, where the job is."""

from datetime import UTC, date, datetime, timedelta

import pytest

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor, Refused
from techhire.plays.marketplace.actions.publishing import (
    OPEN_DAYS,
    expire_postings,
    pause_posting,
    publish_posting,
    resume_posting,
)
from techhire.plays.marketplace.models import Posting

TEN_AT_NIGHT = datetime(2026, 3, 3, 4, 0, tzinfo=UTC)
"""Monday, March 2, 10 p.m. in Chicago, and Tuesday already in Greenwich."""
AFTER_MIDNIGHT = datetime(2026, 3, 3, 6, 5, tzinfo=UTC)
MONDAY = date(2026, 3, 2)


def test_it_expires_at_midnight_there_and_not_before(published: Posting) -> None:
    Posting.objects.filter(pk=published.pk).update(valid_through=MONDAY)
    assert expire_postings(published.community_id, now=TEN_AT_NIGHT) == 0
    assert expire_postings(published.community_id, now=AFTER_MIDNIGHT) == 1


def test_a_paused_one_opens_again_until_midnight_there(hiring_manager: Actor, published: Posting) -> None:
    Posting.objects.filter(pk=published.pk).update(valid_through=MONDAY)
    for now, opens in ((TEN_AT_NIGHT, True), (AFTER_MIDNIGHT, False)):
        pause_posting(hiring_manager, published, now=now)
        if opens:
            resume_posting(hiring_manager, published, now=now)
        else:
            with pytest.raises(Refused, match="last day has passed"):
                resume_posting(hiring_manager, published, now=now)


def test_the_days_it_stays_open_are_counted_from_the_day_it_is_there(
    hiring_manager: Actor, ready: Posting, employer: Organization
) -> None:
    opened = publish_posting(hiring_manager, ready, now=TEN_AT_NIGHT)
    assert opened.valid_through == MONDAY + timedelta(days=OPEN_DAYS)
