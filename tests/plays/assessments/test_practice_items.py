"""The practice items in the repository: complete in both languages, keys that exist, no two alike."""

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

SOURCE = Path(__file__).parents[3] / "src" / "techhire"
FILES = sorted((SOURCE / "plays" / "assessments" / "practice").glob("*.json"))
KINDS = {"single", "multiple", "order", "match", "short_text", "numeric", "code_reading"}
LANGUAGES = ("en", "es")
LONGEST_PROMPT = 70


def bank(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]  # checked below


def starter_codes() -> set[str]:
    """Codes of the skills the starter framework has."""
    codes = set()
    for path in (SOURCE / "commons" / "skills" / "starter").glob("skills_*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            codes |= {row["slug"] for row in csv.DictReader(file)}
    return codes


def said(text: dict[str, str]) -> bool:
    return all(text.get(language, "").strip() for language in LANGUAGES)


def key_fits(item: dict[str, Any]) -> bool:
    """Whether the key names choices that are there, all that have to be and no others."""
    choices = {choice["id"] for choice in item.get("choices", [])}
    targets = {target["id"] for target in item.get("targets", [])}
    key, kind = item["key"], item["kind"]
    if kind in {"single", "code_reading"}:
        return key in choices
    if kind == "multiple":
        return set(key) < choices and len(key) == len(set(key)) > 0
    if kind == "order":
        return sorted(key) == sorted(choices) and key != [choice["id"] for choice in item["choices"]]
    if kind == "match":
        return set(key) == choices and set(key.values()) <= targets
    if kind == "numeric":
        return isinstance(key, int | float) and item["tolerance"] >= 0
    return all(isinstance(answer, str) and answer.strip() for answer in key) and len(key) >= 2


def test_there_are_items_to_check() -> None:
    assert len(FILES) >= 4


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_bank_is_about_a_skill_of_the_shared_language(path: Path) -> None:
    assert bank(path)["skill"] == path.stem
    assert path.stem in starter_codes()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_item_is_whole_in_both_languages(path: Path) -> None:
    items = bank(path)["items"]
    assert len({item["id"] for item in items}) == len(items) >= 30
    for item in items:
        assert item["kind"] in KINDS, item["id"]
        assert key_fits(item), item["id"]
        texts = [item["prompt"], item["rationale"], *(c["text"] for c in item.get("choices", []))]
        assert all(said(text) for text in [*texts, *(t["text"] for t in item.get("targets", []))]), item["id"]
        assert all(len(item["prompt"][one].split()) <= LONGEST_PROMPT for one in LANGUAGES), item["id"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_difficulty_stays_within_the_band_of_its_level(path: Path) -> None:
    """Level k begins at k - 3 on the scale of the practice tests and is one wide."""
    for item in bank(path)["items"]:
        assert item["level"] in {1, 2, 3, 4, 5}, item["id"]
        assert item["level"] - 3 <= item["b"] <= item["level"] - 2, item["id"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_place_of_the_right_answer_gives_nothing_away(path: Path) -> None:
    asked = [item for item in bank(path)["items"] if item["kind"] in {"single", "code_reading"}]
    places = Counter([c["id"] for c in item["choices"]].index(item["key"]) for item in asked)
    assert max(places.values()) <= len(asked) * 0.4


def test_no_question_is_asked_twice() -> None:
    asked = [
        (item["prompt"]["en"].casefold(), item.get("code", ""), json.dumps(item.get("choices", [])))
        for path in FILES
        for item in bank(path)["items"]
    ]
    assert len(set(asked)) == len(asked)
