"""A page that was opened before an erasure writes nothing back: every writer looks again once it holds the row."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.seekers.actions.access import grant_access, let_vouch
from techhire.plays.seekers.actions.contacts import set_contacts
from techhire.plays.seekers.actions.disputes import open_dispute
from techhire.plays.seekers.actions.erasure import erase_seeker
from techhire.plays.seekers.actions.evidence import add_evidence
from techhire.plays.seekers.actions.experiences import start_experience
from techhire.plays.seekers.actions.found import block_employer
from techhire.plays.seekers.actions.profile import update_profile
from techhire.plays.seekers.models import (
    Consent,
    Contact,
    Dispute,
    EmployerBlock,
    Estimate,
    Evidence,
    Grant,
    Seeker,
)
from tests.factories.seekers import piece

Deed = Callable[[Actor, Seeker, Evidence, Organization, datetime], Any]
DEEDS: dict[str, Deed] = {
    "profile": lambda who, dana, _row, _at, now: update_profile(who, dana, name="Dana Reyes", now=now),
    "contacts": lambda who, dana, _row, _at, now: set_contacts(
        who, dana, ways={"phone": "816-555-0142"}, now=now
    ),
    "claim": lambda who, dana, row, _at, now: add_evidence(
        who, dana, skill_id=row.skill_id, kind="claim", level=2, at=now.date(), now=now
    ),
    "block": lambda who, dana, _row, at, now: block_employer(who, dana, at, now=now),
    "grant": lambda who, dana, _row, at, now: grant_access(who, dana, at, purpose="vouching", now=now),
    "experience": lambda who, dana, _row, _at, now: start_experience(who, dana, kind="paid", now=now),
    "let vouch": lambda who, dana, _row, at, now: let_vouch(who, dana, at, now=now),
    "dispute": lambda who, _dana, row, _at, now: open_dispute(
        who, row, reason="not_me", words="That was Dana", now=now
    ),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_nothing_comes_back_after_an_erasure(
    deed: str, person: Actor, dana: Seeker, employer: Organization, python: Skill, now: datetime
) -> None:
    row = piece(dana, python, "completion")
    opened = Evidence.objects.select_related("seeker__community").get(pk=row.pk)
    erase_seeker(person, Seeker.objects.get(pk=dana.pk), now=now)
    with pytest.raises(Refused):
        DEEDS[deed](person, dana, opened, employer, now)
    after = Seeker.objects.get(pk=dana.pk)
    assert (after.name, after.state) == ("", "erased")
    for rows in (Contact, Dispute, EmployerBlock, Estimate):
        assert not rows.objects.exists()
    assert not Grant.objects.filter(ended_at__isnull=True).exists()
    assert not Consent.objects.filter(withdrawn_at__isnull=True).exists()
