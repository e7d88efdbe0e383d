"""Who looks next at what somebody said is wrong."""

import pytest

from techhire.portals.layout.corrections import who_looks_next


@pytest.mark.parametrize("to_coach", [False, True])
@pytest.mark.parametrize(("reason", "read_anew"), [("not_me", True), ("wrong_level", False)])
def test_whoever_added_it_answers(reason: str, read_anew: bool, to_coach: bool) -> None:
    assert "Whoever added it" in who_looks_next(reason, read_anew, to_coach=to_coach)


def test_the_level_of_judged_work_is_read_anew_and_a_coach_is_not_told_of_their_own_work() -> None:
    assert "not read your work" in who_looks_next("wrong_level", True)
    assert "not read their work" in who_looks_next("wrong_level", True, to_coach=True)
