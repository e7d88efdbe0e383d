"""Every action on a posting, tried by everybody: only writing members of its employer may."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor, Refused
from techhire.plays.marketplace.actions.checking import (
    accept_suggestion,
    keep_line,
    restore_ad,
    undo_suggestion,
)
from techhire.plays.marketplace.actions.drafting import create_posting, read_posting, update_posting
from techhire.plays.marketplace.actions.publishing import (
    close_posting,
    pause_posting,
    publish_posting,
    resume_posting,
)
from techhire.plays.marketplace.actions.requirements import set_requirements
from techhire.plays.marketplace.models import Posting
from techhire.plays.marketplace.queries import posting_by_identifier, postings_of
from tests.cases import in_one_world

DEEDS: dict[str, Callable[[Actor, Posting, datetime], Any]] = {
    "read": lambda actor, posting, now: read_posting(actor, posting, now=now),
    "update": lambda actor, posting, now: update_posting(actor, posting, title="Other", now=now),
    "set requirements": lambda actor, posting, now: set_requirements(actor, posting, lines=[], now=now),
    "accept": lambda actor, posting, now: accept_suggestion(actor, posting, finding_key="x", now=now),
    "keep": lambda actor, posting, now: keep_line(actor, posting, finding_key="x", now=now),
    "undo": lambda actor, posting, now: undo_suggestion(actor, posting, number=0, now=now),
    "restore": lambda actor, posting, now: restore_ad(actor, posting, now=now),
    "publish": lambda actor, posting, now: publish_posting(actor, posting, now=now),
    "pause": lambda actor, posting, now: pause_posting(actor, posting, now=now),
    "resume": lambda actor, posting, now: resume_posting(actor, posting, now=now),
    "close": lambda actor, posting, now: close_posting(actor, posting, reason="mistake", now=now),
    "create beside": lambda actor, posting, now: create_posting(
        actor, posting.organization, title="New", text="Words of an ad to read", now=now
    ),
}
OUTSIDERS = ["rival", "stranger", "convener", "trainer", "coach", "helper", "person", "visitor"]


@pytest.mark.parametrize("deed", DEEDS)
@in_one_world("who", OUTSIDERS)
def test_nobody_outside_the_employer_may(
    who: str, deed: str, published: Posting, now: datetime, request: pytest.FixtureRequest
) -> None:
    before = Posting.objects.filter(pk=published.pk).values().get()
    with pytest.raises(Refused):
        DEEDS[deed](request.getfixturevalue(who), published, now)
    assert Posting.objects.filter(pk=published.pk).values().get() == before
    assert Posting.objects.count() == 1


@pytest.mark.parametrize("deed", DEEDS)
def test_a_reader_of_the_employer_may_not(
    deed: str, published: Posting, employer: Organization, as_member: Callable[..., Actor], now: datetime
) -> None:
    with pytest.raises(Refused):
        DEEDS[deed](as_member(employer, "reader"), published, now)


@in_one_world("role", ["owner", "member"])
def test_writing_members_may(
    role: str, published: Posting, employer: Organization, as_member: Callable[..., Actor], now: datetime
) -> None:
    actor = as_member(employer, role)
    assert update_posting(actor, published, title="Other", now=now).title == "Other"
    assert pause_posting(actor, published, now=now).state == "paused"


@in_one_world("who", [*OUTSIDERS, "hiring_manager"])
def test_a_draft_is_seen_by_its_employer_alone(
    who: str, draft: Posting, employer: Organization, request: pytest.FixtureRequest
) -> None:
    actor = request.getfixturevalue(who)
    mine = who == "hiring_manager"
    assert (posting_by_identifier(actor, draft.identifier) is not None) is mine
    assert bool(postings_of(actor, employer)) is mine


@in_one_world("who", OUTSIDERS)
def test_an_open_posting_is_seen_by_everybody_in_its_community(
    who: str, published: Posting, request: pytest.FixtureRequest
) -> None:
    actor = request.getfixturevalue(who)
    assert (posting_by_identifier(actor, published.identifier) is not None) is (who != "stranger")
