"""Before a job is open nobody is shown for it, and while it is out of sight nobody new: a draft is no search."""

from decimal import Decimal

import pytest

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.showing import show_person, show_shortlist
from techhire.plays.matches.queries import beside, pseudonym_of, requirement_impact
from techhire.plays.seekers.models import AccessRecord, Seeker
from tests.factories.matches import NOW, a_posting, found_person


@pytest.fixture
def posting(employer: Organization, tickets: Skill) -> Posting:
    return a_posting(employer, {tickets: 2})


@pytest.fixture
def people(posting: Posting, tickets: Skill) -> list[Seeker]:
    return [found_person(posting.community, {tickets: 3}) for _unused in range(12)]


def put(posting: Posting, state: str) -> Posting:
    """The posting in a state; one that was never open has no day on which it was published."""
    fields = {"state": state} | ({"published_at": None} if state in {"draft", "checked"} else {})
    Posting.objects.filter(pk=posting.pk).update(**fields)
    return Posting.objects.get(pk=posting.pk)


@pytest.mark.parametrize("state", ["draft", "checked"])
def test_a_posting_never_opened_counts_people_and_shows_nobody(
    state: str, posting: Posting, people: list[Seeker], hiring_manager: Actor
) -> None:
    draft = put(posting, state)
    shown = show_shortlist(hiring_manager, draft, now=NOW, size=3)
    assert shown.is_preview and shown.rows == [] and shown.tied_beyond == 0
    assert shown.considered.value == 10
    assert requirement_impact(hiring_manager, draft).now.value == 10
    assert not AccessRecord.objects.exists()


def test_somebody_a_draft_showed_long_ago_is_not_followed_through_it(
    posting: Posting, people: list[Seeker], hiring_manager: Actor
) -> None:
    show_shortlist(hiring_manager, posting, now=NOW)
    name = pseudonym_of(posting.pk, people[0].pk)
    assert show_person(hiring_manager, posting, name, now=NOW) is not None
    draft = put(posting, "checked")
    assert show_person(hiring_manager, draft, name, now=NOW) is None
    assert beside(hiring_manager, draft, name).of == 0


@pytest.mark.parametrize("state", ["paused", "expired"])
def test_a_posting_out_of_sight_shows_nobody_new(
    state: str, posting: Posting, people: list[Seeker], tickets: Skill, hiring_manager: Actor
) -> None:
    first = show_shortlist(hiring_manager, posting, now=NOW, size=2)
    new = found_person(posting.community, {tickets: 5})
    away = put(posting, state)
    shown = show_shortlist(hiring_manager, away, now=NOW, size=2)
    assert {row.seeker_id for row in shown.rows} == {row.seeker_id for row in first.rows}
    assert not shown.is_preview and shown.considered.value == 15
    name = shown.rows[0].pseudonym
    assert beside(hiring_manager, away, name).of == 2
    assert not AccessRecord.objects.filter(seeker=new).exists()
    again = show_shortlist(hiring_manager, put(posting, "published"), now=NOW)
    assert new.pk in {row.seeker_id for row in again.rows} and len(again.rows) == 13


def test_what_a_draft_pays_moves_no_count(
    posting: Posting, people: list[Seeker], hiring_manager: Actor
) -> None:
    Seeker.objects.update(pay_floor_cents=2500)
    assert requirement_impact(hiring_manager, posting).now.value == 10
    Posting.objects.update(pay_max=Decimal("20.00"))
    posting.refresh_from_db()
    assert requirement_impact(hiring_manager, posting).now.value is None
    assert requirement_impact(hiring_manager, put(posting, "draft")).now.value == 10
