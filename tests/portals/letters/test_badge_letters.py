"""Letters about badges: somebody can have one, something changed, somebody waits for an answer. They name nothing."""

from datetime import datetime

import pytest
from django.core import mail

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor
from techhire.commons.skills.actions.life_cycle import replace_skill
from techhire.commons.skills.models import Skill
from techhire.plays.credentials.actions.ending import end_outside_credential
from techhire.plays.credentials.actions.issuing import get_badge
from techhire.plays.credentials.actions.keys import revoke_key
from techhire.plays.credentials.actions.outside import (
    accept_outside_credential,
    refuse_outside_credential,
    send_outside_credential,
)
from techhire.plays.credentials.actions.reissuing import reissue_badges
from techhire.plays.credentials.actions.standing import give_up_badge, revoke_badge
from techhire.plays.credentials.models import Credential, SigningKey
from techhire.plays.seekers.models import Seeker
from tests.factories.communities import seat
from tests.factories.credentials import earned, outside_text
from tests.factories.matches import a_skill
from tests.factories.people import account_with_address
from tests.factories.seekers import piece, seeker_in
from tests.factories.skills import own_skill


@pytest.fixture
def dana(community: Community) -> Seeker:
    return seeker_in(community, account=account_with_address("dana@example.org"))


@pytest.fixture
def python(db: None) -> Skill:
    return a_skill("Python")


def delivered(now: datetime) -> list[str]:
    """Kinds of the letters that have gone out since the last look."""
    drain(lambda: now)
    kinds = [letter.extra_headers["Message-ID"].partition(".")[0].lstrip("<") for letter in mail.outbox]
    for letter in mail.outbox:
        assert "Python" not in letter.body and "Network" not in letter.body and "Dana" not in letter.body
    mail.outbox.clear()
    return kinds


def test_a_test_that_proves_a_skill_is_followed_by_a_letter(
    dana: Seeker, python: Skill, now: datetime
) -> None:
    piece(dana, python, "completion", 4)
    assert delivered(now) == []
    earned(dana, python)
    assert delivered(now) == ["badge_offered"]


def test_what_somebody_else_does_with_a_badge_is_told_and_ones_own_deed_is_not(
    dana: Seeker, python: Skill, system: Actor, now: datetime
) -> None:
    earned(dana, python)
    badge = get_badge(system, dana, skill_id=python.pk, holder="nobody", now=now)
    delivered(now)
    give_up_badge(system, badge, now=now)
    assert delivered(now) == []
    badge = get_badge(system, dana, skill_id=python.pk, holder="nobody", now=now)
    assert delivered(now) == []
    revoke_badge(system, badge, reason="mistake", now=now)
    assert delivered(now) == ["badge_news"]


def test_a_badge_made_anew_is_told_since_saved_files_hold_no_more(
    dana: Seeker, python: Skill, system: Actor, now: datetime
) -> None:
    earned(dana, python)
    badge: Credential = get_badge(system, dana, skill_id=python.pk, holder="nobody", now=now)
    delivered(now)
    revoke_key(system, badge.key, now=now)
    reissue_badges(system, SigningKey.objects.get(pk=badge.key_id), now=now)
    assert delivered(now) == ["badge_news"]


def test_a_credential_that_was_sent_waits_for_owners_and_its_answer_for_the_person(
    dana: Seeker, civic: Organization, system: Actor, now: datetime
) -> None:
    seat(account_with_address("owner@example.org"), civic, "owner")
    sent = send_outside_credential(system, dana, civic, text=outside_text(), agreed=True, now=now)
    assert delivered(now) == ["credential_sent"]
    refuse_outside_credential(system, sent, reason="too_old", now=now)
    assert delivered(now) == ["badge_news"]


def test_one_that_counts_no_more_is_told(
    dana: Seeker, python: Skill, civic: Organization, system: Actor, now: datetime
) -> None:
    sent = send_outside_credential(system, dana, civic, text=outside_text(now=now), agreed=True, now=now)
    row = accept_outside_credential(system, sent, skill_id=python.pk, level=2, now=now)
    delivered(now)
    end_outside_credential(system, row, reason="revoked", now=now)
    assert delivered(now) == ["badge_news"]


def test_a_test_of_a_skill_that_was_replaced_is_followed_by_a_letter_too(
    dana: Seeker, python: Skill, community: Community, convener: Actor, now: datetime
) -> None:
    old = own_skill(community, name="Snake charming")
    replace_skill(convener, old, python, now=now)
    earned(dana, old)
    assert delivered(now) == ["badge_offered"]
