"""From ready to published, paused, expired, closed; and nothing that is not ready."""

from datetime import datetime, timedelta

import pytest

from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.plays.marketplace.actions.publishing import (
    close_posting,
    expire_postings,
    pause_posting,
    publish_posting,
    resume_posting,
    what_is_left,
)
from techhire.plays.marketplace.models import Posting
from techhire.plays.marketplace.queries import open_postings, search_postings


def test_a_ready_posting_opens_for_sixty_days(hiring_manager: Actor, ready: Posting, now: datetime) -> None:
    posting = publish_posting(hiring_manager, ready, now=now)
    assert posting.state == "published" and posting.valid_through == now.date() + timedelta(days=60)
    assert Fact.objects.filter(name="PostingPublished", subject_id=ready.pk).exists()
    assert list(open_postings(ready.community)) == [ready]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"zip_code": ""}, "where the work is"),
        ({"pay_min": None}, "what it pays"),
        ({"text": "Applicants must state their salary history when they apply."}, "cannot stay"),
    ],
)
def test_what_is_missing_is_said(
    change: dict[str, object], says: str, hiring_manager: Actor, ready: Posting, now: datetime
) -> None:
    Posting.objects.filter(pk=ready.pk).update(**change)
    ready.refresh_from_db()
    assert any(says in line.words for line in what_is_left(ready))
    with pytest.raises(Refused, match=says):
        publish_posting(hiring_manager, ready, now=now)
    assert not open_postings(ready.community)


def test_unconfirmed_skills_keep_a_posting_back(hiring_manager: Actor, ready: Posting, now: datetime) -> None:
    ready.requirements.update(confirmed=False)
    with pytest.raises(Refused, match="Confirm the skills"):
        publish_posting(hiring_manager, ready, now=now)


def test_remote_work_needs_no_place(hiring_manager: Actor, ready: Posting, now: datetime) -> None:
    Posting.objects.filter(pk=ready.pk).update(workplace="remote", zip_code="")
    assert publish_posting(hiring_manager, ready, now=now).state == "published"


def test_pausing_hides_and_resuming_shows(hiring_manager: Actor, published: Posting, now: datetime) -> None:
    pause_posting(hiring_manager, published, now=now)
    assert not open_postings(published.community)
    with pytest.raises(Refused):
        pause_posting(hiring_manager, published, now=now)
    resume_posting(hiring_manager, published, now=now)
    assert open_postings(published.community)


@pytest.mark.parametrize(("reason", "state"), [("filled_here", "filled"), ("not_hiring", "closed")])
def test_closing_takes_a_reason_and_is_final(
    reason: str, state: str, hiring_manager: Actor, published: Posting, now: datetime
) -> None:
    with pytest.raises(Refused, match="why"):
        close_posting(hiring_manager, published, reason="because", now=now)
    assert close_posting(hiring_manager, published, reason=reason, now=now).state == state
    with pytest.raises(Refused, match="closed already"):
        close_posting(hiring_manager, published, reason=reason, now=now)


def test_a_posting_past_its_last_day_expires(published: Posting, now: datetime) -> None:
    assert expire_postings(published.community_id, now=now) == 0
    later = now + timedelta(days=90)
    assert expire_postings(published.community_id, now=later) == 1
    published.refresh_from_db()
    assert published.state == "expired"
    assert expire_postings(published.community_id, now=later) == 0


def test_the_search_needs_every_word(published: Posting) -> None:
    skill = published.requirements.get().skill.name
    here = published.community
    assert list(search_postings(here, words="help technician")) == [published]
    assert list(search_postings(here, words=skill)) == [published]
    assert not search_postings(here, words="help astronaut")
    assert not search_postings(here, words="", remote=True)
