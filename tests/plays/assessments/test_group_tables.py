"""Pass rates by group as they may be published: small groups hidden, with what would give them away."""

import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techhire.plays.assessments.bridge.editions import changed_by_few, figures_of, next_block
from tests.plays.assessments.readers import KINDS, blocks, crowd_of, row_of, told

SEX = ("sex",)


def group(many: int, reached: int, level: int = 3, **said: str) -> list[tuple[dict[str, str], int]]:
    """So many people, of whom so many reached the level and nobody more; the others reached the one below."""
    return [(said, level if at < reached else level - 1) for at in range(many)]


def drawn(many: int, seed: int, answers: float = 0.85) -> list[tuple[dict[str, str], int]]:
    """A community as it might be."""
    dice = random.Random(seed)
    weights = {"sex": (48, 50, 2), "race": (22, 52, 19, 7), "age": (35, 65)}
    found = []
    for _unused in range(many):
        said = {
            name: dice.choices(codes, weights[name])[0]
            for name, codes in KINDS.items()
            if dice.random() < answers
        }
        found.append((said, min(5, max(0, round(dice.gauss(2.3, 1.1))))))
    return found


def test_a_group_of_nine_is_hidden_and_one_of_ten_is_not() -> None:
    others = [*group(60, 30, sex="woman"), *group(60, 30, sex="man"), *group(40, 20)]
    nine, ten = (blocks(crowd_of([*others, *group(many, 0, sex="another")]))[SEX] for many in (9, 10))
    assert row_of(nine, 3, "another") == {
        "group": ["another"],
        "people": None,
        "reached": None,
        "missed": None,
        "standing": "hidden",
    }
    assert row_of(ten, 3, "another")["people"] == 10


def test_whoever_did_not_say_is_hidden_with_the_few_so_that_nobody_can_subtract() -> None:
    people = [
        *group(60, 30, sex="woman"),
        *group(60, 25, sex="man"),
        *group(30, 15),
        *group(4, 1, sex="another"),
    ]
    block = blocks(crowd_of(people))[SEX]
    assert [row["people"] for row in block["tables"][0]["rows"]] == [60, 60, None, None]


def test_where_nobody_is_silent_somebody_else_has_to_be_hidden() -> None:
    crowd = crowd_of([*group(90, 40, sex="woman"), *group(60, 30, sex="man"), *group(4, 1, sex="another")])
    found = blocks(crowd)
    shown = {
        tuple(r["group"]) for t in found.get(SEX, {"tables": []})["tables"] for r in t["rows"] if r["people"]
    }
    assert shown <= {("woman",)}
    assert not told(found.values(), crowd)


def test_a_group_is_listed_whether_anybody_is_in_it_or_not() -> None:
    rows = blocks(crowd_of([*group(60, 30, sex="woman"), *group(60, 30, sex="man"), *group(40, 20)]))[SEX]
    assert [row["group"] for row in rows["tables"][0]["rows"]] == [
        ["woman"],
        ["man"],
        ["another"],
        ["unknown"],
    ]


def test_ratio_flag_interval_and_test_are_those_of_the_engine() -> None:
    people = [*group(100, 30, sex="woman"), *group(100, 60, sex="man"), *group(40, 20)]
    block = blocks(crowd_of(people))[SEX]
    assert row_of(block, 3, "man")["standing"] == "highest"
    woman = row_of(block, 3, "woman")
    assert (woman["ratio"], woman["standing"], woman["method"], woman["short"]) == (
        0.5,
        "gap",
        "chi_square",
        18,
    )
    assert woman["low"] < 0.5 < woman["high"] < 0.8 and woman["p"] < 0.001


def test_a_hidden_group_is_compared_with_nobody_and_sets_no_measure() -> None:
    people = [
        *group(100, 30, sex="woman"),
        *group(100, 60, sex="man"),
        *group(40, 20),
        *group(9, 9, sex="another"),
    ]
    block = blocks(crowd_of(people))[SEX]
    assert row_of(block, 3, "man")["standing"] == "highest"
    assert "ratio" not in row_of(block, 3, "another")


def test_a_group_that_nearly_never_passes_is_named_although_its_numbers_are_hidden() -> None:
    people = [
        *group(100, 30, sex="woman"),
        *group(100, 60, sex="man"),
        *group(60, 30),
        *group(40, 2, sex="another"),
    ]
    row = row_of(blocks(crowd_of(people))[SEX], 3, "another")
    assert (row["people"], row["reached"], row["standing"]) == (40, None, "below_unseen")


def test_a_group_of_a_few_more_than_ten_is_not_named_since_that_would_tell() -> None:
    people = [
        *group(100, 30, sex="woman"),
        *group(100, 60, sex="man"),
        *group(60, 30),
        *group(12, 2, sex="another"),
    ]
    row = row_of(blocks(crowd_of(people))[SEX], 3, "another")
    assert row["standing"] in {"not_shown", "hidden"}


def test_two_levels_with_few_people_between_them_are_not_both_shown() -> None:
    people = [
        *group(50, 25, sex="woman"),
        *group(4, 4, level=2, sex="woman"),
        *group(60, 30, sex="man"),
        *group(40, 20),
    ]
    levels = [table["level"] for table in blocks(crowd_of(people))[()]["tables"]]
    assert 3 in levels
    between = [one for one in figures_of(blocks(crowd_of(people))[()]) if one[1:3] == (2, 3)]
    assert all(count >= 10 for *_where, count in between)


def test_groups_under_two_percent_are_listed_and_not_compared() -> None:
    people = [
        *group(500, 250, sex="woman"),
        *group(500, 300, sex="man"),
        *group(200, 100),
        *group(20, 10, sex="another"),
    ]
    row = row_of(blocks(crowd_of(people))[SEX], 3, "another")
    assert (row["people"], row["reached"], row["standing"]) == (20, 10, "under_two_percent")
    assert row["ratio"] is None


def test_intersections_are_shown_where_counts_allow() -> None:
    people = []
    for sex in ("woman", "man", None):
        for race in ("hispanic", "white", "black", "asian", None):
            said = {name: code for name, code in (("sex", sex), ("race", race)) if code}
            people += group(60, 20 if sex == "woman" else 35, **said)
    block = blocks(crowd_of(people))[("sex", "race")]
    assert row_of(block, 3, "woman", "black")["ratio"] == pytest.approx(20 / 35, abs=1e-3)
    assert row_of(block, 3, "woman", "unknown")["people"] is None


@pytest.mark.parametrize(("many", "seed"), [(40, 1), (160, 3), (400, 5)])
def test_a_reader_with_all_tables_works_out_no_small_number(many: int, seed: int) -> None:
    crowd = crowd_of(drawn(many, seed))
    assert not told(blocks(crowd).values(), crowd)


def test_the_reader_of_these_tests_would_find_a_leak() -> None:
    people = [
        *group(60, 30, sex="woman"),
        *group(60, 25, sex="man"),
        *group(30, 15),
        *group(4, 1, sex="another"),
    ]
    crowd = crowd_of(people)
    found = blocks(crowd)
    silent = row_of(found[SEX], 3, "unknown")
    silent |= {"people": 30, "reached": 15, "missed": 15}
    assert any("another" in one for one in told(found.values(), crowd))


@settings(max_examples=4, deadline=None)
@given(st.integers(0, 10_000), st.integers(20, 120))
def test_no_community_is_given_away(seed: int, many: int) -> None:
    crowd = crowd_of(drawn(many, seed))
    assert not told(blocks(crowd).values(), crowd)


def test_nobody_at_all_is_no_table() -> None:
    assert blocks(crowd_of([])) == {}


# -------------------------------------------------------------------------------- one edition after another


WOMEN = [*group(60, 30, sex="woman"), *group(60, 30, sex="man"), *group(40, 20)]


@pytest.mark.parametrize(
    ("more", "moves"),
    [
        ([], False),
        (group(9, 9, sex="woman"), False),
        (group(10, 10, sex="woman"), True),
        (group(10, 5, sex="woman"), False),
        ([*group(20, 10, sex="woman"), *group(5, 0, sex="man")], False),
        ([*group(20, 10, sex="woman"), *group(10, 0, sex="man")], True),
    ],
)
def test_tables_stay_until_every_figure_of_them_moved_by_ten_or_not_at_all(
    more: list[tuple[dict[str, str], int]], moves: bool
) -> None:
    old = blocks(crowd_of(WOMEN))[SEX]
    now = crowd_of([*WOMEN, *more])
    fresh = blocks(now, "2026-04-01")[SEX]
    assert (next_block(SEX, fresh, [old], now) is fresh) is moves


def test_one_person_who_changes_an_answer_is_not_seen() -> None:
    old = blocks(crowd_of(WOMEN))[SEX]
    now = crowd_of([*WOMEN[1:], ({}, WOMEN[0][1])])
    assert changed_by_few(old, now)
    assert next_block(SEX, blocks(now, "2026-04-01")[SEX], [old], now) is old


def test_an_edition_is_held_against_all_earlier_ones() -> None:
    """Ten come, then five of them go: beside the first edition five would show."""
    first = blocks(crowd_of(WOMEN))[SEX]
    grown = crowd_of([*WOMEN, *group(30, 30, sex="woman")])
    second = next_block(SEX, blocks(grown, "2026-04-01")[SEX], [first], grown)
    assert second is not None and second["as_of"] == "2026-04-01"
    shrunk = crowd_of([*WOMEN, *group(5, 5, sex="woman")])
    third = blocks(shrunk, "2026-05-01")[SEX]
    assert not changed_by_few(second, shrunk)
    assert next_block(SEX, third, [first, second], shrunk) is second


def test_the_same_figures_are_no_new_edition() -> None:
    old, same = (blocks(crowd_of(WOMEN), day)[SEX] for day in ("2026-03-02", "2026-04-01"))
    assert next_block(SEX, same, [old], crowd_of(WOMEN)) is old


def growing(seed: int) -> Iterator[list[tuple[dict[str, str], int]]]:
    """A community that is looked at again and again while people come one by one."""
    dice, people = random.Random(seed), drawn(60, seed)
    for _unused in range(8):
        people = [*people, *drawn(dice.randrange(1, 25), dice.randrange(10**6))]
        yield people


@pytest.mark.parametrize("seed", [1, 2])
def test_no_two_editions_differ_by_a_few_people(seed: int) -> None:
    editions: list[dict[str, object]] = []
    for people in growing(seed):
        crowd = crowd_of(people)
        fresh = blocks(crowd, f"day {len(people)}").get(SEX)
        block = next_block(SEX, fresh, editions, crowd)
        if block is not None and block not in editions:
            editions.append(block)
    figures = [{one[:3]: one[3] for one in figures_of(block)} for block in editions]
    for at, later in enumerate(figures):
        for earlier in figures[:at]:
            gaps = [abs(later[key] - earlier[key]) for key in later.keys() & earlier.keys()]
            assert not [gap for gap in gaps if 0 < gap < 10]
