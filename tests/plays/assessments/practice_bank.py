"""The practice items as the tests of their keys want them: one item by its id, what a key says in words."""

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

PRACTICE = Path(__file__).parents[3] / "src" / "techhire" / "plays" / "assessments" / "practice"


@cache
def bank(skill: str) -> dict[str, Any]:
    path = PRACTICE / f"{skill}.json"
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return read


def item(identifier: str) -> dict[str, Any]:
    """The item with this id, such as sql-07."""
    skill = identifier.rpartition("-")[0]
    found: dict[str, Any] = next(one for one in bank(skill)["items"] if one["id"] == identifier)
    return found


def offered(identifier: str, part: str = "choices") -> dict[str, str]:
    """Id to English text of all choices (or targets)."""
    return {one["id"]: one["text"]["en"] for one in item(identifier)[part]}


def keyed(identifier: str) -> str:
    """The English text of the one choice the key calls right."""
    return offered(identifier)[item(identifier)["key"]]


def in_order(identifier: str) -> list[str]:
    """The choices in the order the key gives."""
    return [offered(identifier)[one] for one in item(identifier)["key"]]


def pairs(identifier: str) -> dict[str, str]:
    """What is matched to what, in words."""
    targets = offered(identifier, "targets")
    return {text: targets[item(identifier)["key"][one]] for one, text in offered(identifier).items()}


def right_ones(identifier: str) -> set[str]:
    """The ids the key calls right: one for a single choice, several for a multiple one."""
    key = item(identifier)["key"]
    return {key} if isinstance(key, str) else set(key)


def listed(values: Iterable[object]) -> str:
    """1, 2 and 4: how the choices write several values."""
    *most, last = [str(value) for value in values]
    return f"{', '.join(most)} and {last}" if most else f"only {last}"
