"""An ad that is no posting yet is ranked as the posting it would become, and nothing is kept."""

import pytest

from techhire.commons.communities.models import Community
from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.marketplace.models import Posting, Requirement
from techhire.plays.matches.queries.texts import shortlist_for_text
from tests.factories.matches import NOW, found_person

pytestmark = pytest.mark.django_db
AD = "Help desk\nRequirements:\n- Ticket handling is required.\n- Home networks are required."


def test_people_are_ranked_by_what_the_ad_says(
    community: Community, system: Actor, tickets: Skill, networks: Skill
) -> None:
    whole = found_person(community, {tickets: 4, networks: 4})
    half = found_person(community, {tickets: 4})
    reading, found = shortlist_for_text(system, community, AD, now=NOW)
    assert {line.skill_id for line in reading.lines} == {tickets.pk, networks.pk}
    assert [row.seeker_id for row in found.rows] == [whole.pk, half.pk]
    assert [(row.shows, row.of) for row in found.rows] == [(2, 2), (1, 2)]


def test_nothing_is_kept(community: Community, system: Actor, tickets: Skill) -> None:
    found_person(community, {tickets: 4})
    before = Fact.objects.count()
    shortlist_for_text(system, community, AD, now=NOW)
    assert not Posting.objects.exists() and not Requirement.objects.exists()
    assert Fact.objects.count() == before


def test_only_the_product_itself_may_ask(
    community: Community, hiring_manager: Actor, visitor: Actor, tickets: Skill
) -> None:
    for actor in (hiring_manager, visitor):
        with pytest.raises(Refused):
            shortlist_for_text(actor, community, AD, now=NOW)
