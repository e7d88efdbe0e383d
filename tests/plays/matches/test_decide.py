"""Yes, no or later to a person on the list."""

from collections.abc import Callable

import pytest

from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.decisions import decide
from techhire.plays.matches.models import Decision
from techhire.plays.matches.queries import Shortlist
from techhire.plays.seekers.actions.found import block_employer
from techhire.plays.seekers.models import Seeker
from tests.cases import in_one_world
from tests.factories.matches import NOW, found_person


@pytest.fixture
def seeker(posting: Posting, tickets: Skill, networks: Skill, look: Callable[..., Shortlist]) -> Seeker:
    """Somebody the employer was shown."""
    somebody = found_person(posting.community, {tickets: 3, networks: 3})
    look()
    return somebody


@in_one_world("role", ["owner", "member"])
def test_writing_members_decide_and_the_newest_answer_stands(
    role: str, posting: Posting, seeker: Seeker, as_member: Callable[..., Actor]
) -> None:
    actor = as_member(posting.organization, role)
    for answer in ("yes", "no", "later"):
        decide(actor, posting, seeker, answer=answer, now=NOW)
    assert Decision.objects.get().answer == "later"
    facts = Fact.objects.filter(name="DecisionMade").order_by("pk")
    assert [fact.data["answer"] for fact in facts] == ["yes", "no", "later"]


@in_one_world("who", ["rival", "person", "visitor", "coach", "trainer", "helper", "convener", "stranger"])
def test_nobody_else_decides(
    who: str, posting: Posting, seeker: Seeker, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(Refused):
        decide(request.getfixturevalue(who), posting, seeker, answer="yes", now=NOW)
    assert not Decision.objects.exists() and not Fact.objects.filter(name="DecisionMade").exists()


def test_a_reader_looks_and_does_not_decide(
    posting: Posting, seeker: Seeker, as_member: Callable[..., Actor]
) -> None:
    with pytest.raises(Refused, match="only a member who may write"):
        decide(as_member(posting.organization, "reader"), posting, seeker, answer="yes", now=NOW)


def test_an_answer_nobody_knows_is_refused(posting: Posting, seeker: Seeker, hiring_manager: Actor) -> None:
    with pytest.raises(Refused, match="yes, no or later"):
        decide(hiring_manager, posting, seeker, answer="perhaps", now=NOW)


@pytest.mark.parametrize("state", ["draft", "checked", "expired", "filled", "closed"])
def test_only_open_postings_take_answers(
    state: str, posting: Posting, seeker: Seeker, hiring_manager: Actor
) -> None:
    """The state is read anew: the posting in hand still says that it is published."""
    Posting.objects.filter(pk=posting.pk).update(state=state)
    with pytest.raises(Refused):
        decide(hiring_manager, posting, seeker, answer="yes", now=NOW)


@pytest.mark.parametrize(
    "change", [{"found": False}, {"is_adult": False}, {"is_adult": None}, {"state": "erased"}]
)
def test_nobody_decides_about_people_who_cannot_be_found(
    change: dict[str, object], posting: Posting, seeker: Seeker, hiring_manager: Actor
) -> None:
    Seeker.objects.filter(pk=seeker.pk).update(**change)
    with pytest.raises(Refused, match="no longer there"):
        decide(hiring_manager, posting, seeker, answer="yes", now=NOW)


def test_nobody_decides_about_people_who_hide_from_them(
    posting: Posting, seeker: Seeker, hiring_manager: Actor, system: Actor
) -> None:
    block_employer(system, seeker, posting.organization, now=NOW)
    with pytest.raises(Refused, match="no longer there"):
        decide(hiring_manager, posting, seeker, answer="yes", now=NOW)


def test_nobody_decides_about_people_they_were_not_shown(
    posting: Posting, hiring_manager: Actor, tickets: Skill
) -> None:
    unseen = found_person(posting.community, {tickets: 3}, latitude=30.0)
    with pytest.raises(Refused, match="Look at the people"):
        decide(hiring_manager, posting, unseen, answer="yes", now=NOW)
