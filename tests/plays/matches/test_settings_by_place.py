"""Settings by place: no order where the law wants audit and notice first, and none before the days of notice."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.decisions import decide
from techhire.plays.matches.actions.reviews import ask_for_review, show_people_asking
from techhire.plays.matches.actions.showing import show_shortlist
from techhire.plays.matches.queries import Shortlist, ranking_notice, requirement_impact
from techhire.plays.matches.queries.waiting import waiting_for
from tests.factories.matches import NOW, found_person

BEGINS = date(2026, 3, 16)
"""Ten business days after Monday, March 2, the day the posting is published."""


@pytest.fixture(autouse=True)
def at_the_moment() -> Iterator[None]:
    """Rules ask the clock themselves."""
    with time_machine.travel(NOW, tick=False):
        yield


def settings(posting: Posting, **fields: object) -> Posting:
    Community.objects.filter(pk=posting.community_id).update(**fields)
    return Posting.objects.select_related("community", "organization").get(pk=posting.pk)


@pytest.mark.parametrize(
    ("days", "audit", "opens"),
    [(0, "", False), (10, "", False), (0, "https://audit.example.org", False)],
)
def test_where_the_law_asks_for_both_one_of_them_is_not_enough(
    days: int, audit: str, opens: bool, posting: Posting, look: Callable[..., Shortlist]
) -> None:
    posting = settings(posting, ranking_needs_audit=True, ranking_notice_days=days, ranking_audit_url=audit)
    with time_machine.travel(datetime(2026, 6, 1, tzinfo=UTC)), pytest.raises(Refused, match="not switched"):
        look(posting)
    assert not ranking_notice(posting).is_ranked


def test_with_both_it_begins_when_the_days_of_notice_are_over(
    posting: Posting, look: Callable[..., Shortlist], hiring_manager: Actor
) -> None:
    posting = settings(
        posting,
        ranking_needs_audit=True,
        ranking_notice_days=10,
        ranking_audit_url="https://audit.example.org",
        time_zone="America/New_York",
    )
    notice = ranking_notice(posting)
    assert (notice.is_ranked, notice.since, notice.audit_url) == (True, BEGINS, "https://audit.example.org")
    with time_machine.travel(datetime(2026, 3, 16, 3, 59, tzinfo=UTC)):
        with pytest.raises(Refused, match="begins on March 16, 2026"):
            look(posting)
        with pytest.raises(Refused):
            requirement_impact(hiring_manager, posting)
        assert waiting_for(hiring_manager, [posting]) == {}
    with time_machine.travel(datetime(2026, 3, 16, 4, 1, tzinfo=UTC)):
        assert look(posting).rows == []


def test_a_draft_is_not_ranked_before_the_notice_begins(
    posting: Posting, look: Callable[..., Shortlist]
) -> None:
    Posting.objects.filter(pk=posting.pk).update(state="draft", published_at=None)
    draft = settings(posting, ranking_notice_days=1)
    with pytest.raises(Refused, match="Publish the posting first"):
        look(draft)
    assert ranking_notice(draft).since is None


@pytest.mark.parametrize(
    "change", [{"ranking_on": False}, {"ranking_notice_days": 10}, {"ranking_needs_audit": True}]
)
def test_people_who_ask_are_read_whatever_holds_the_order_back(
    change: dict[str, object],
    posting: Posting,
    hiring_manager: Actor,
    system: Actor,
    tickets: Skill,
    networks: Skill,
) -> None:
    seeker = found_person(posting.community, {tickets: 3, networks: 3})
    show_shortlist(hiring_manager, posting, now=NOW)
    posting = settings(posting, **change)
    with pytest.raises(Refused):
        decide(hiring_manager, posting, seeker, answer="yes", now=NOW)
    ask_for_review(system, seeker, posting, now=NOW)
    assert len(show_people_asking(hiring_manager, posting, now=NOW)) == 1
    assert decide(hiring_manager, posting, seeker, answer="yes", now=NOW).answer == "yes"


def test_by_default_nothing_holds_the_order_back(posting: Posting, look: Callable[..., Shortlist]) -> None:
    notice = ranking_notice(Posting.objects.get(pk=posting.pk))
    assert (notice.is_ranked, notice.since, notice.audit_url) == (True, None, "")
    assert look().rows == []
