"""A hiring grant opens a name, and never the record behind it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.seekers.models import Grant, Seeker
from techhire.plays.seekers.queries import (
    contacts_of,
    evidence_numbered,
    evidence_of,
    readiness_of,
    seeker_by_code,
    skill_lines,
)
from tests.factories.seekers import piece

READS: list[Callable[[Actor, Seeker], Any]] = [contacts_of, evidence_of, readiness_of, skill_lines]


@pytest.fixture
def named(dana: Seeker, employer: Organization, now: datetime) -> Seeker:
    """Dana, after an employer learned the name for a posting."""
    Grant.objects.create(
        seeker=dana, organization=employer, purpose="hiring", scope=["name"], posting_id=1, since=now
    )
    return dana


@pytest.mark.parametrize("read", READS)
def test_an_employer_that_learned_a_name_reads_no_record(
    read: Callable[[Actor, Seeker], Any], named: Seeker, hiring_manager: Actor
) -> None:
    with pytest.raises(Refused, match="has not given you access"):
        read(hiring_manager, named)


def test_an_employer_opens_nothing_by_code_or_number(
    named: Seeker, hiring_manager: Actor, python: Skill
) -> None:
    row = piece(named, python)
    assert seeker_by_code(hiring_manager, named.code) is None
    assert evidence_numbered(hiring_manager, row.pk) is None
