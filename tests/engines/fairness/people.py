"""Made-up applicants, and the ways other programs count them."""

from collections.abc import Sequence

from hypothesis import strategies as st

from techhire.engines.fairness import Case, Scored

SEXES = ("women", "men", None)
ORIGINS = ("one", "two", "three", None)

OUTCOMES = st.lists(
    st.tuples(st.sampled_from(SEXES), st.sampled_from(ORIGINS), st.booleans()), min_size=1, max_size=150
)
SCORES = st.lists(
    st.tuples(st.sampled_from(SEXES), st.sampled_from(ORIGINS), st.integers(0, 12)), min_size=1, max_size=150
)


def cases(people: Sequence[tuple[str | None, str | None, bool]]) -> list[Case]:
    """One case a person."""
    return [Case({"sex": sex, "origin": origin}, selected) for sex, origin, selected in people]


def scored(people: Sequence[tuple[str | None, str | None, int]]) -> list[Scored]:
    """One score a person."""
    return [Scored({"sex": sex, "origin": origin}, score) for sex, origin, score in people]
