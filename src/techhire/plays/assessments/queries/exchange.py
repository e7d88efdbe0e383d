"""Items as rows and items as they travel between programs, one language at a time."""

from typing import Any

from techhire.engines.item_exchange import Choice, ExchangeItem, Media
from techhire.plays.assessments.models import Item

PARTS = ("choices", "targets")
Said = dict[str, Any]
"""What an item says in one language: prompt, rationale, and choices and targets as {"id", "text"} where it has them."""


def languages_of(item: Item) -> list[str]:
    """The languages the item is whole in, English first."""
    return sorted(item.content, key=lambda language: (language != "en", language))


def traveling(item: Item, language: str, media: list[Media] | None = None) -> ExchangeItem:
    """The item in one of its languages, as a value that checks itself. ValueError says what is wrong with it."""
    said = item.content[language]
    return ExchangeItem(
        identifier=item.code,
        title=item.code,
        kind=item.kind,
        prompt=said.get("prompt", ""),
        code=item.program,
        choices=_choices(said, "choices"),
        targets=_choices(said, "targets"),
        key=item.key,
        tolerance=item.tolerance,
        case_sensitive=item.case_sensitive,
        rationale=said.get("rationale", ""),
        language=language,
        media=tuple(media or ()),
        skill_code=item.bank.skill.code if item.bank_id else "",
        level=item.level,
    )


def _choices(said: Said, part: str) -> tuple[Choice, ...]:
    return tuple(Choice(one["id"], one["text"]) for one in said.get(part, ()))


def said_by(item: ExchangeItem) -> Said:
    """What an item that came in says, as a row keeps it."""
    said: Said = {"prompt": item.prompt, "rationale": item.rationale}
    for part in PARTS:
        if getattr(item, part):
            said[part] = [{"id": one.id, "text": one.text} for one in getattr(item, part)]
    return said


def ids_in(said: Said, part: str) -> list[str]:
    """Ids of the choices or targets, in their order."""
    return [one["id"] for one in said.get(part, ())]
