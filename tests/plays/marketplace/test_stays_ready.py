"""What is open to people keeps to what publishing asked for, however it is changed afterwards."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from techhire.commons.permits import Actor, Refused
from techhire.plays.marketplace.actions.drafting import update_posting
from techhire.plays.marketplace.actions.publishing import pause_posting, resume_posting
from techhire.plays.marketplace.actions.requirements import set_requirements
from techhire.plays.marketplace.models import Posting, Requirement

RECORD = "You answer calls. No felonies: a criminal background check is run before the interview."
CHANGES: dict[str, Callable[[Actor, Posting, datetime], Any]] = {
    "pay": lambda who, posting, now: update_posting(who, posting, pay_min=None, pay_max=None, now=now),
    "place": lambda who, posting, now: update_posting(who, posting, zip_code="", now=now),
    "a question before an offer": lambda who, posting, now: update_posting(
        who, posting, text=RECORD, now=now
    ),
    "skills": lambda who, posting, now: set_requirements(who, posting, lines=[], now=now),
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_open_posting_is_not_changed_below_the_bar(
    change: str, published: Posting, hiring_manager: Actor, now: datetime
) -> None:
    before = Posting.objects.values().get(pk=published.pk)
    with pytest.raises(Refused):
        CHANGES[change](hiring_manager, published, now)
    assert Posting.objects.values().get(pk=published.pk) == before
    assert Requirement.objects.filter(posting=published).count() == 1


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_taken_apart_while_paused_is_not_resumed(
    change: str, published: Posting, hiring_manager: Actor, now: datetime
) -> None:
    paused = pause_posting(hiring_manager, published, now=now)
    CHANGES[change](hiring_manager, paused, now)
    with pytest.raises(Refused):
        resume_posting(hiring_manager, paused, now=now)
    assert Posting.objects.get(pk=published.pk).state == "paused"
