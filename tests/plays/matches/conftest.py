"""A help-desk posting, the skills it asks for, and people who show more or less of them."""

from collections.abc import Callable
from datetime import date

import pytest

from techhire.commons.communities.models import Community
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.models import Assessment
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.showing import show_shortlist
from techhire.plays.matches.queries import Shortlist
from techhire.plays.seekers.models import Seeker
from tests.factories.assessments import a_live_check
from tests.factories.matches import NOW, TODAY, a_skill
from tests.plays.matches.live import said_yes, somebody


@pytest.fixture
def today() -> date:
    """The day every test lives in."""
    return TODAY


@pytest.fixture
def excel(db: None) -> Skill:
    return a_skill("Spreadsheets", name_es="Hojas de cálculo")


@pytest.fixture
def look(hiring_manager: Actor, posting: Posting, community: Community) -> Callable[..., Shortlist]:
    """The hiring manager opens the shortlist of the posting."""

    def show(of: Posting | None = None, actor: Actor | None = None) -> Shortlist:
        return show_shortlist(actor or hiring_manager, of or posting, now=NOW)

    return show


@pytest.fixture
def five(community: Community, networks: Skill) -> Assessment:
    """The live check this community has, in a skill of the job."""
    return a_live_check(community, networks)


@pytest.fixture
def dana(person: Actor, posting: Posting, tickets: Skill, networks: Skill, five: Assessment) -> Seeker:
    """The signed-in person, found."""
    return somebody(posting, tickets, networks, account=Account.objects.get(pk=person.account_id))


@pytest.fixture
def named(dana: Seeker, posting: Posting, hiring_manager: Actor, look: Callable[..., Shortlist]) -> Seeker:
    """The employer said yes and knows the name."""
    look()
    return said_yes(hiring_manager, posting, dana)
