"""The posting check, answered line by line."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techhire.commons.permits import Actor, Refused
from techhire.plays.marketplace.actions.checking import (
    accept_suggestion,
    difference,
    keep_line,
    restore_ad,
    undo_suggestion,
    undone,
)
from techhire.plays.marketplace.actions.drafting import update_posting
from techhire.plays.marketplace.models import Posting
from techhire.plays.marketplace.queries import findings_of, stated_in, taken_of
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


THREE = "Needs:\n- Bachelor's degree required.\n- 2 years in a warehouse\n- Native English speaker\nYou fix printers."


@pytest.fixture
def with_three(draft: Posting) -> Posting:
    Posting.objects.filter(pk=draft.pk).update(text=THREE, as_pasted=THREE)
    draft.refresh_from_db()
    return draft


def take(actor: Actor, posting: Posting, rule: str, now: datetime) -> Posting:
    key = next(line.key for line in findings_of(posting) if line.rule == rule)
    return accept_suggestion(actor, posting, finding_key=key, now=now)


def test_each_suggestion_is_undone_by_itself_in_any_order(
    hiring_manager: Actor, with_three: Posting, now: datetime
) -> None:
    for rule in ("degree", "years", "national_origin"):
        with_three = take(hiring_manager, with_three, rule, now)
    assert with_three.text == (
        "Needs:\n- Experience in a warehouse\n- English good enough for this work\nYou fix printers."
    )
    assert [one.number for one in taken_of(with_three)] == [2, 1, 0]
    after = undo_suggestion(hiring_manager, with_three, number=0, now=now)
    assert "- Bachelor's degree required.\n- Experience in a warehouse" in after.text
    after = undo_suggestion(hiring_manager, after, number=1, now=now)
    assert "- Native English speaker" in after.text
    after = undo_suggestion(hiring_manager, after, number=0, now=now)
    assert after.text == THREE and after.taken == []
    with pytest.raises(Refused, match="undone already"):
        undo_suggestion(hiring_manager, after, number=0, now=now)


def test_the_ad_is_put_back_as_it_was_pasted(
    hiring_manager: Actor, with_three: Posting, now: datetime
) -> None:
    with pytest.raises(Refused, match="stands as it was pasted"):
        restore_ad(hiring_manager, with_three, now=now)
    changed = take(hiring_manager, take(hiring_manager, with_three, "degree", now), "years", now)
    back = restore_ad(hiring_manager, changed, now=now)
    assert (back.text, back.taken) == (THREE, [])


def test_after_a_rewrite_by_hand_only_the_whole_ad_can_be_put_back(
    hiring_manager: Actor, with_three: Posting, now: datetime
) -> None:
    changed = take(hiring_manager, with_three, "degree", now)
    update_posting(hiring_manager, changed, text="You fix printers in three clinics.", now=now)
    with_three.refresh_from_db()
    assert with_three.taken == []
    assert restore_ad(hiring_manager, with_three, now=now).text == THREE


def test_an_open_posting_is_not_put_back_to_words_that_may_not_be_published(
    hiring_manager: Actor, published: Posting, now: datetime
) -> None:
    Posting.objects.filter(pk=published.pk).update(as_pasted="Applicants must state their salary history.")
    with pytest.raises(Refused, match="cannot stay"):
        restore_ad(hiring_manager, published, now=now)
    published.refresh_from_db()
    assert "salary history" not in published.text


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 4), st.text("xy", max_size=3)), max_size=5),
    st.data(),
)
def test_undoing_everything_gives_the_first_text_back(
    edits: list[tuple[int, int, str]], data: st.DataObject
) -> None:
    text = first = "abcdefghijklmnopqrst"
    taken = []
    for at, size, new in edits:
        changed = text[:at] + new + text[at + size :]
        if changed != text:
            taken.append({**difference(text, changed), "before": "", "after": ""})
            text = changed
    while taken:
        number = data.draw(st.integers(0, len(taken) - 1))
        try:
            text, taken = undone(text, taken, number)
        except Refused:
            text, taken = undone(text, taken, len(taken) - 1)
    assert text == first


def test_what_the_ad_states_is_read(draft: Posting) -> None:
    draft.text = "Our clinic in Kansas City pays $21 - $25 an hour. Full-time, Monday to Friday."
    read = stated_in(draft)
    assert (read.pay_min, read.pay_max, read.city, read.employment) == (21, 25, "Kansas City", "FULL_TIME")
    assert "missing" not in {line.rule for line in findings_of(draft)}


def test_of_an_ad_in_another_language_nothing_is_said_to_be_missing(draft: Posting) -> None:
    draft.text = (
        "Wir suchen eine Person, die unseren Helpdesk betreut und mit den Kolleginnen und Kollegen in der Klinik "
        "spricht. Sie hilft bei Fragen zu Windows und ist für die Drucker da."
    )
    draft.pay_min = draft.pay_max = None
    assert findings_of(draft) == []
