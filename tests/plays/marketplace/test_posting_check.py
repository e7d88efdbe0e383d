"""The posting check, answered line by line."""

from datetime import datetime

import pytest

from techhire.commons.permits import Actor, Refused
from techhire.plays.marketplace.actions.checking import accept_suggestion, keep_line
from techhire.plays.marketplace.models import Posting
from techhire.plays.marketplace.queries import findings_of
from tests.factories.marketplace import RequirementFactory

DEGREE = "Requirements:\nBachelor's degree required.\nYou fix printers."


@pytest.fixture
def with_degree(draft: Posting) -> Posting:
    Posting.objects.filter(pk=draft.pk).update(text=DEGREE)
    draft.refresh_from_db()
    return draft


def degree_line(posting: Posting) -> str:
    return next(line.key for line in findings_of(posting) if "degree" in line.title.lower())


def test_taking_a_suggestion_changes_the_words_once(
    hiring_manager: Actor, with_degree: Posting, now: datetime
) -> None:
    read = RequirementFactory(posting=with_degree, text="printers", start=DEGREE.index("printers"), end=0)
    key = degree_line(with_degree)
    after = accept_suggestion(hiring_manager, with_degree, finding_key=key, now=now)
    assert "degree required" not in after.text and "You fix printers." in after.text
    read.refresh_from_db()
    assert after.text[read.start : read.end] == "printers"
    with pytest.raises(Refused, match="changed"):
        accept_suggestion(hiring_manager, with_degree, finding_key=key, now=now)


def test_a_kept_line_is_not_brought_up_again_even_when_other_words_change(
    hiring_manager: Actor, with_degree: Posting, now: datetime
) -> None:
    key = degree_line(with_degree)
    after = keep_line(hiring_manager, with_degree, finding_key=key, now=now)
    assert after.text == DEGREE
    after.text = "New first line.\n" + after.text
    assert not [line for line in findings_of(after) if line.key == key]


def test_a_line_that_must_change_cannot_be_kept(hiring_manager: Actor, draft: Posting, now: datetime) -> None:
    Posting.objects.filter(pk=draft.pk).update(
        text="Applicants must state their salary history when they apply."
    )
    draft.refresh_from_db()
    must = [line for line in findings_of(draft) if not line.can_keep]
    assert must
    with pytest.raises(Refused, match="cannot stay"):
        keep_line(hiring_manager, draft, finding_key=must[0].key, now=now)
