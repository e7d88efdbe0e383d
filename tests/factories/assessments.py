"""Banks with items of known difficulty, tests of them, people who answer, and test days."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.actions.sittings import answer_question, open_question
from techhire.plays.assessments.models import (
    Assessment,
    CheckIn,
    CutScores,
    Item,
    ItemBank,
    Sitting,
    TestDay,
)
from techhire.plays.seekers.models import Seeker
from tests.factories.matches import NOW
from tests.factories.skills import SkillFactory

PRACTICE = Path(__file__).parents[2] / "src" / "techhire" / "plays" / "assessments" / "practice"
CUTS = (-2.0, -1.0, 0.0, 1.0, 2.0)
SPREAD = tuple(at / 5 - 2.4 for at in range(25))
"""Difficulties of a bank of 25 items, from -2.4 to 2.4 logits."""
_number = count(1)


def a_bank(
    community: Community | None = None,
    skill: Skill | None = None,
    *,
    difficulties: Sequence[float] = SPREAD,
    guessed: bool = False,
    cuts: Sequence[float] | None = CUTS,
    **fields: Any,
) -> ItemBank:
    """A bank of one community, or of practice where none is named; each item asks to choose "right"."""
    bank = ItemBank.objects.create(
        community=community,
        skill=skill or SkillFactory(),
        kind="private" if community else "practice",
        made_at=NOW,
        **{"title": f"Bank {next(_number)}"} | fields,
    )
    for at, difficulty in enumerate(difficulties):
        an_item(bank, b=difficulty, guessed=guessed, topic=("cables", "printers")[at % 2])
    if cuts is not None:
        CutScores.objects.create(bank=bank, thetas=list(cuts), method="author", set_at=NOW)
    return bank


def an_item(bank: ItemBank, *, kind: str = "single", **fields: Any) -> Item:
    """An item in use, in both languages, of any kind; its right answer is ``right_answer(item)``."""
    code = f"item-{next(_number)}"
    values: dict[str, Any] = {"level": 2, "state": "active", "topic": "cables", "changed_at": NOW}
    values |= {"content": content_of(kind, code), "key": KEYS[kind]}
    if kind == "code_reading":
        values["program"] = "print('on')"
    return Item.objects.create(bank=bank, code=code, kind=kind, **values | fields)


KEYS: dict[str, Any] = {
    "single": "a",
    "code_reading": "a",
    "multiple": ["a", "c"],
    "order": ["b", "a", "c"],
    "match": {"a": "u", "b": "v", "c": "w"},
    "short_text": ["raíz", "root"],
    "numeric": 12,
}


def content_of(kind: str, code: str) -> dict[str, Any]:
    words = {"en": ("Question", "Answer", "Target"), "es": ("Pregunta", "Respuesta", "Pareja")}
    return {language: _said(kind, code, *said) for language, said in words.items()}


def _said(kind: str, code: str, question: str, answer: str, target: str) -> dict[str, Any]:
    said: dict[str, Any] = {"prompt": f"{question} {code}: `run`?", "rationale": f"{question} {code}!"}
    if kind not in {"short_text", "numeric"}:
        said["choices"] = [{"id": one, "text": f"{answer} {one}"} for one in "abc"]
    if kind == "match":
        said["targets"] = [{"id": one, "text": f"{target} {one}"} for one in "uvw"]
    return said


def a_test(bank: ItemBank, **fields: Any) -> Assessment:
    """A test of a bank, open; the usual rules are few questions, so that it is soon over."""
    values: dict[str, Any] = {
        "min_items": 4,
        "max_items": 8,
        "stop_se": 0.4,
        "state": "active",
        "made_at": NOW,
    }
    values |= {"title": f"Test {next(_number)}", "community": bank.community}
    return Assessment.objects.create(bank=bank, **values | fields)


def a_live_check(community: Community, skill: Skill, **fields: Any) -> Assessment:
    """A five-minute live check of a skill, with a bank of its own: six questions of a minute."""
    rules: dict[str, Any] = {"min_items": 4, "max_items": 6, "seconds": 300, "item_seconds": 60}
    return a_test(a_bank(community, skill), kind="confirm", **rules | fields)


def practice_from_file(skill: Skill, **fields: Any) -> Assessment:
    """The practice test of a skill, with the items of the repository; the one that is there already, if there is."""
    there = Assessment.objects.filter(bank__skill=skill, bank__community__isnull=True).first()
    if there is not None:
        return there
    read = json.loads((PRACTICE / f"{skill.code}.json").read_text(encoding="utf-8"))
    bank = a_bank(skill=skill, difficulties=(), title=skill.name)
    Item.objects.bulk_create(_from_file(bank, row) for row in read["items"])
    return a_test(bank, title=skill.name, seconds=1800, **{"min_items": 8, "max_items": 20} | fields)


def _from_file(bank: ItemBank, row: dict[str, Any]) -> Item:
    content = {
        language: {
            "prompt": row["prompt"][language],
            "rationale": row["rationale"][language],
            **{
                name: [{"id": part["id"], "text": part["text"][language]} for part in row[name]]
                for name in ("choices", "targets")
                if name in row
            },
        }
        for language in ("en", "es")
    }
    plain = {name: row[name] for name in ("kind", "level", "topic", "b", "key")}
    more = {"code": row["id"], "program": row.get("code", ""), "tolerance": row.get("tolerance", 0)}
    return Item(bank=bank, content=content, state="active", changed_at=NOW, **plain, **more)


def right_answer(item: Item) -> Any:
    """What earns all points."""
    return item.key[0] if item.kind == "short_text" else item.key


def wrong_answer(item: Item) -> Any:
    """What fits the question and earns nothing."""
    wrong: dict[str, Any] = {
        "single": "b",
        "code_reading": "b",
        "multiple": ["b"],
        "order": ["c", "b", "a"],
        "match": {"a": "v", "b": "w", "c": "u"},
        "short_text": "trunk",
        "numeric": -1,
    }
    return wrong[item.kind]


def able(level: float) -> Callable[[Item], bool]:
    """Somebody who answers every item below this difficulty rightly, and no other."""
    return lambda item: item.b <= level


def answer_next(actor: Actor, sitting: Sitting, knows: Callable[[Item], bool], now: datetime) -> Sitting:
    """Open the question and answer it twenty seconds later."""
    shown = open_question(actor, sitting, now=now)
    if shown.current is None:
        return shown
    answer = (right_answer if knows(shown.current) else wrong_answer)(shown.current)
    return answer_question(
        actor,
        shown,
        place=shown.responses.count(),
        item_id=shown.current.pk,
        answer=answer,
        now=now + timedelta(seconds=20),
    ).sitting


def answer_all(
    actor: Actor, sitting: Sitting, knows: Callable[[Item], bool] | None = None, now: datetime = NOW
) -> Sitting:
    """Answer until it is over, half a minute a question."""
    for turn in range(100):
        sitting = answer_next(actor, sitting, knows or able(0.5), now + timedelta(seconds=30 * turn))
        if sitting.state in {"finished", "voided"}:
            return sitting
    raise AssertionError("the test does not end")


def a_test_day(onramp: Organization, *tests: Assessment, **fields: Any) -> TestDay:
    """A test day whose check-in is open."""
    values: dict[str, Any] = {"place": "Room 12", "starts_at": NOW, "state": "open", "made_at": NOW}
    day = TestDay.objects.create(organization=onramp, **values | fields)
    day.assessments.set(tests)
    return day


def checked_in(day: TestDay, seeker: Seeker, *, confirmed: bool = True) -> CheckIn:
    """Somebody on the list for every test of the day; staff made sure who they are."""
    row = CheckIn.objects.create(
        day=day,
        seeker=seeker,
        number=day.people.count() + 1,
        how="photo" if confirmed else "",
        confirmed_at=NOW if confirmed else None,
        added_at=NOW,
    )
    row.assessments.set(day.assessments.all())
    return row
