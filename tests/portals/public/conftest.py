"""What several pages for everybody are asked with: a person with a badge, a skill."""

import pytest

from techhire.commons.communities.models import Community
from techhire.commons.skills.models import Skill
from techhire.plays.credentials.models import Credential
from techhire.plays.seekers.models import Seeker
from tests.factories.credentials import badge_for
from tests.factories.matches import a_skill
from tests.factories.people import account_with_address
from tests.factories.seekers import seeker_in


@pytest.fixture
def dana(community: Community) -> Seeker:
    return seeker_in(community, account=account_with_address("dana@example.org"), name="Dana Reyes")


@pytest.fixture
def badge(dana: Seeker) -> Credential:
    skill = a_skill("Python", name_es="Pitón", definition="Writes small programs.")
    return badge_for(dana, skill, holder="email")


@pytest.fixture
def tickets(community: Community) -> Skill:
    return a_skill("Ticket handling", name_es="Manejo de tickets")
