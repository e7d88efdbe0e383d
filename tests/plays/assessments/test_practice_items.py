"""The practice items in the repository: complete in both languages, keys that exist, no two alike."""

import csv
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from techhire.engines.item_exchange.items import Choice, ExchangeItem

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


def spoken(item: dict[str, Any], part: str, language: str) -> tuple[Choice, ...]:
    return tuple(Choice(one["id"], one["text"][language]) for one in item.get(part, []))


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
    assert len(FILES) >= 8


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_bank_is_about_a_skill_of_the_shared_language(path: Path) -> None:
    assert bank(path)["skill"] == path.stem
    assert path.stem in starter_codes()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_bank_says_when_a_second_reader_went_through_it(path: Path) -> None:
    """The day, or null while it waits for somebody other than its author. Who read is not kept here."""
    read = bank(path)["read_by_second"]
    assert read is None or date.fromisoformat(read)


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


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_length_of_the_right_answer_gives_nothing_away(path: Path, language: str) -> None:
    """Choosing the longest answer each time is right no more often than about one time in three."""
    shares = []
    for item in bank(path)["items"]:
        if item["kind"] in {"single", "code_reading"}:
            lengths = {choice["id"]: len(choice["text"][language]) for choice in item["choices"]}
            longest = [one for one, length in lengths.items() if length == max(lengths.values())]
            shares.append((item["key"] in longest) / len(longest))
    assert sum(shares) / len(shares) <= 0.35


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_item_can_travel_to_another_program(path: Path, language: str) -> None:
    for item in bank(path)["items"]:
        asked = ExchangeItem(
            item["id"],
            item["topic"],
            item["kind"],
            item["prompt"][language],
            code=item.get("code", ""),
            choices=spoken(item, "choices", language),
            targets=spoken(item, "targets", language),
            key=item["key"],
            rationale=item["rationale"][language],
            language=language,
            level=item["level"],
        )
        assert len({choice.text for choice in asked.choices}) == len(asked.choices), item["id"]


def test_no_question_is_asked_twice() -> None:
    asked = [
        (item["prompt"]["en"].casefold(), item.get("code", ""), json.dumps(item.get("choices", [])))
        for path in FILES
        for item in bank(path)["items"]
    ]
    assert len(set(asked)) == len(asked)
