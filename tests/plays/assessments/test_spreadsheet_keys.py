"""The keys of the spreadsheet items, found again by working out their formulas."""

import pytest

from tests.plays.assessments.practice_bank import in_order, item, keyed, listed, offered, right_ones
from tests.plays.assessments.small_sheet import Sheet, copied_down


def drawn(identifier: str) -> tuple[Sheet, str]:
    """The sheet an item draws and the formula below it."""
    drawing, formula = item(identifier)["code"].split("\n\n")
    return Sheet(drawing), formula.partition(": ")[2]


def those_giving(identifier: str, sheet: Sheet, wanted: float) -> set[str]:
    found = set()
    for one, formula in offered(identifier).items():
        try:
            value = sheet.shows(formula)
        except TypeError:  # a function that does not take such parts shows an error and no number
            continue
        found |= {one} if value == wanted else set()
    return found


def test_the_cell_read_is_the_one_where_row_and_column_meet() -> None:
    cells = Sheet(item("spreadsheets-01")["code"]).cells
    row = next(place[1:] for place, value in cells.items() if value == "Mei")
    column = next(place[:1] for place, value in cells.items() if value == "Tue")
    assert column + row == keyed("spreadsheets-01")


@pytest.mark.parametrize("identifier", ["spreadsheets-02", "spreadsheets-10", "spreadsheets-25"])
def test_the_formula_shows_the_number_of_the_key(identifier: str) -> None:
    sheet, formula = drawn(identifier)
    assert sheet.shows(formula) == item(identifier)["key"]


def test_only_bare_numbers_are_added() -> None:
    places = {one: f"A{row}" for row, one in enumerate(offered("spreadsheets-05"), 1)}
    lines = [f"{row} | {text}" for row, text in enumerate(offered("spreadsheets-05").values(), 1)]
    sheet = Sheet("\n".join(["  | A", *lines]))
    assert {one for one, at in places.items() if sheet.shows(f"=SUM({at}:{at})")} == right_ones(
        "spreadsheets-05"
    )


def test_the_copied_formula_is_the_one_of_the_key() -> None:
    assert copied_down(item("spreadsheets-09")["code"].partition(": ")[2], 1) == keyed("spreadsheets-09")


def test_the_first_accepted_function_counts_the_open_tickets() -> None:
    sheet = Sheet("  | C\n2 | open\n3 | closed\n4 | open")
    formula = item("spreadsheets-13")["code"].partition(": ")[2]
    assert sheet.shows(formula.replace("______", item("spreadsheets-13")["key"][0].upper())) == 2


def test_the_formulas_stand_from_the_smallest_result() -> None:
    assert [Sheet().shows(formula) for formula in in_order("spreadsheets-14")] == [4, 6, 14, 20]


def test_the_codes_to_buy_are_those_of_the_key() -> None:
    sheet, formula = drawn("spreadsheets-15")
    bought = [
        sheet.cells[f"A{row}"] for row in range(2, 6) if sheet.shows(copied_down(formula, row - 2)) == "buy"
    ]
    assert listed(bought) == keyed("spreadsheets-15")


def test_only_one_formula_gives_the_price_after_the_discount() -> None:
    sheet = Sheet("  | B | C\n2 | 80 | 0.25")
    assert those_giving("spreadsheets-18", sheet, 60) == right_ones("spreadsheets-18")


def test_only_one_formula_taxes_each_row_when_copied_down() -> None:
    sheet, formula = drawn("spreadsheets-21")
    assert [sheet.shows(copied_down(formula, down)) for down in range(3)] == [2, 0, 0]
    right = {
        one
        for one, text in offered("spreadsheets-21").items()
        if [sheet.shows(copied_down(text, down)) for down in range(3)] == [2, 3, 5]
    }
    assert right == right_ones("spreadsheets-21")


def test_a_number_kept_as_text_is_left_out_of_the_sum() -> None:
    sheet, formula = drawn("spreadsheets-23")
    sheet.cells["B4"] = "8"
    assert sheet.shows(formula) == 12
    assert "stored as text" in keyed("spreadsheets-23")


def test_the_formulas_that_add_the_hours_of_one_person_are_those_of_the_key() -> None:
    lines = [f"{row} | {'Ana' if row in {3, 9} else 'Luis'} | {row}" for row in range(2, 91)]
    sheet = Sheet("\n".join(["  | A | B", *lines]))
    assert those_giving("spreadsheets-24", sheet, 12) == right_ones("spreadsheets-24")


def test_a_growing_range_counts_as_the_key_says() -> None:
    sheet, formula = drawn("spreadsheets-31")
    assert str(sheet.shows(copied_down(formula, 3))) == keyed("spreadsheets-31")
