"""A skill that another community made for itself cannot be asked for here, whatever number is sent."""

from datetime import datetime

import pytest

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Framework, Skill
from techhire.plays.marketplace.actions.requirements import Line, set_requirements
from techhire.plays.marketplace.models import Posting, Requirement
from tests.factories.seekers import piece, seeker_in


@pytest.fixture
def theirs(elsewhere: Community, now: datetime) -> Skill:
    """A published skill of the other community's own."""
    framework = Framework.objects.create(slug="own", name="Own", community=elsewhere, changed_at=now)
    return Skill.objects.create(framework=framework, code="theirs", name="Secret sauce", changed_at=now)


def test_a_posting_cannot_ask_for_it(
    published: Posting, hiring_manager: Actor, theirs: Skill, now: datetime
) -> None:
    with pytest.raises(Refused, match="We do not know one of these skills"):
        set_requirements(hiring_manager, published, lines=[Line(theirs.pk, 2)], now=now)
    assert not Requirement.objects.filter(skill=theirs).exists()


def test_nobody_can_have_evidence_of_it(
    community: Community, elsewhere: Community, theirs: Skill, now: datetime
) -> None:
    with pytest.raises(Refused, match="We do not know this skill"):
        piece(seeker_in(community), theirs)
    assert piece(seeker_in(elsewhere), theirs).skill == theirs
