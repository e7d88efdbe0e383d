"""Tables of counts for the tests."""

from hypothesis import strategies as st

counts = st.one_of(st.integers(0, 12), st.integers(0, 12), st.integers(10, 80))


@st.composite
def grids(draw, largest=4):
    rows, columns = draw(st.integers(1, largest)), draw(st.integers(1, largest))
    return [[draw(counts) for _ in range(columns)] for _ in range(rows)]


def extended(grid):
    rows = [[*row, sum(row)] for row in grid]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]
