"""Questions of the demo's own bank: our templates with places, names and numbers the dice draw; all of it made up.

None of them is a practice question, so that nobody reads the key of a test that counts while practicing.
"""

import json
import random
from functools import cache
from typing import TYPE_CHECKING, Any

from techhire.plays.assessments.queries.wording import Wording
from techhire.portals.console.demo.tables import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

VARIANTS = 3
LANGUAGES = ("en", "es")
MIDDLES = {1: -1.5, 2: -0.5, 3: 0.5, 4: 1.5}
"""The difficulty an author guesses for a question of a level, in logits."""
SPREAD = 0.35


@cache
def _written() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / "questions.json").read_text(encoding="utf-8"))
    return found


def draw_questions(dice: random.Random) -> "Iterator[tuple[Wording, float]]":
    """Three questions of each template, each of another place, with the difficulty its author guessed."""
    told = _written()
    for variant in range(VARIANTS):
        for at, template in enumerate(told["templates"]):
            place = told["places"][(at + variant * VARIANTS) % len(told["places"])]
            guess = MIDDLES[template["level"]] + dice.uniform(-SPREAD, SPREAD)
            yield _question(dice, template, place, told["names"]), round(guess, 2)


def _question(
    dice: random.Random, template: dict[str, Any], place: dict[str, str], names: list[str]
) -> Wording:
    facts: dict[str, Any] = {
        name: dice.randint(*bounds) for name, bounds in template.get("draws", {}).items()
    }
    facts |= dict(zip("abc", dice.sample(names, k=3), strict=True))
    choices = template.get("choices", [])
    ids = dice.sample("abcdefgh"[: len(choices)], k=len(choices))
    return Wording(
        kind=template["kind"],
        level=template["level"],
        topic=template["topic"],
        program=template.get("program", "").format(**facts),
        key=_key(template, facts, ids),
        content={
            language: _said(template, language, facts | {"place": place[language]}, ids)
            for language in LANGUAGES
        },
    )


def _said(template: dict[str, Any], language: str, facts: dict[str, Any], ids: list[str]) -> dict[str, Any]:
    said: dict[str, Any] = {
        part: template[part][language].format(**facts) for part in ("prompt", "rationale")
    }
    if ids:
        texts = zip(ids, template["choices"], strict=True)
        rows = [{"id": one, "text": choice[language].format(**facts)} for one, choice in texts]
        said["choices"] = sorted(rows, key=lambda row: row["id"])
    return said


def _key(template: dict[str, Any], facts: dict[str, Any], ids: list[str]) -> Any:
    """The right answer: the first choice of the template, its first few, all in order, or what the facts come to."""
    kind = template["kind"]
    if kind == "numeric":
        return sum(facts[name] * times for name, times in template["key"].items())
    if kind == "short_text":
        name = template["answer"].format(**facts)
        return [name, name.replace("-", " "), name.replace("-", "")]
    if kind == "multiple":
        return sorted(ids[: template["right"]])
    return ids if kind == "order" else ids[0]
