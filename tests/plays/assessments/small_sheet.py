"""A spreadsheet of a few cells, as the spreadsheet items draw it, and the handful of functions they use."""

import re
from typing import Any

Cell = str | float | None
PLACE = re.compile(r"\$?([A-Z])(\$?)(\d+)")
PIECES = re.compile(r'"[^"]*"|\$?[A-Z]\$?\d+(?::\$?[A-Z]\$?\d+)?|<>|<=|>=|=|\d+%')


def value_of(text: str) -> Cell:
    text = text.strip()
    return None if not text else float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else text


def numbers(cells: list[Cell]) -> list[float]:
    return [cell for cell in cells if isinstance(cell, float)]


FUNCTIONS: dict[str, Any] = {
    "SUM": lambda cells: sum(numbers(cells)),
    "AVERAGE": lambda cells: sum(numbers(cells)) / len(numbers(cells)),
    "COUNTIF": lambda cells, wanted: sum(cell == wanted for cell in cells),
    "SUMIF": lambda tested, wanted, added: sum(
        numbers([cell for cell, one in zip(added, tested, strict=True) if one == wanted])
    ),
    "SUMIFS": lambda added, tested, wanted: FUNCTIONS["SUMIF"](tested, wanted, added),
    "IF": lambda condition, then, other: then if condition else other,
}


class Sheet:
    """Cells by name. Text stays text, empty cells count as 0 in arithmetic and are left out by functions."""

    def __init__(self, drawing: str = "") -> None:
        self.cells: dict[str, Cell] = {}
        heads, *lines = [line.split("|") for line in drawing.splitlines() if "-+-" not in line] or [[]]
        for row, *cells in lines:
            for head, cell in zip(heads[1:], cells, strict=False):
                self.cells[head.strip() + row.strip()] = value_of(cell)

    def shows(self, formula: str) -> Any:
        """The value of a formula such as =SUM(B2:B5)."""
        python = PIECES.sub(self._piece, formula.removeprefix("="))
        return eval(python, {**FUNCTIONS, "cell": self._number, "cells": self._range})

    @staticmethod
    def _piece(match: re.Match[str]) -> str:
        text = match[0]
        if text.startswith('"'):
            return text
        if text.endswith("%"):
            return f"({text[:-1]}/100)"
        signs = {"=": "==", "<>": "!=", "<=": "<=", ">=": ">="}
        place = text.replace("$", "")
        return signs.get(text) or f"{'cells' if ':' in text else 'cell'}('{place}')"

    def _number(self, place: str) -> Cell:
        found = self.cells.get(place)
        return 0.0 if found is None else found

    def _range(self, text: str) -> list[Cell]:
        (left, top), (right, bottom) = [(place[1], int(place[3])) for place in PLACE.finditer(text)]
        columns = [chr(code) for code in range(ord(left), ord(right) + 1)]
        return [self.cells.get(f"{column}{row}") for row in range(top, bottom + 1) for column in columns]


def copied_down(formula: str, rows: int) -> str:
    """The formula as it reads so many rows lower: rows without a $ move along."""

    def moved(place: re.Match[str]) -> str:
        row = place[3] if place[2] else str(int(place[3]) + rows)
        return f"{place[0][: -len(place[3])]}{row}"

    return PLACE.sub(moved, formula)
