"""A question as somebody reads it, in their language, without anything that tells the answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from techhire.plays.assessments.models import Item, ItemMedia
from techhire.plays.assessments.words import ItemKind


@dataclass(frozen=True)
class Part:
    """Something to choose, to order or to match; ``id`` is what an answer names."""

    id: str
    text: str


@dataclass(frozen=True)
class Picture:
    """A picture or sound of a question, and what it shows in words."""

    id: int
    content_type: str
    alt: str


@dataclass(frozen=True)
class Question:
    """What is asked. ``language`` is the one it is written in, which may not be the reader's."""

    item_id: int
    kind: ItemKind
    language: str
    prompt: str
    code: str
    parts: tuple[Part, ...]
    targets: tuple[Part, ...]
    pictures: tuple[Picture, ...] = ()


def language_of(item: Item, wanted: str) -> str:
    """The reader's language where the question is written in it, else English, else whatever there is."""
    written = item.content
    return next((one for one in (wanted, "en") if one in written), next(iter(written), "en"))


def question_of(item: Item, wanted: str, media: list[ItemMedia] | None = None) -> Question:
    """The question in a language, with its pictures."""
    language = language_of(item, wanted)
    said = item.content.get(language, {})
    return Question(
        item.pk,
        ItemKind(item.kind),
        language,
        str(said.get("prompt", "")),
        item.program,
        parts_of(said, "choices"),
        parts_of(said, "targets"),
        tuple(Picture(row.pk, row.content_type, _alt(row, language)) for row in media or ()),
    )


def parts_of(said: Mapping[str, Any], name: str) -> tuple[Part, ...]:
    """Choices or targets of one language."""
    return tuple(Part(str(part["id"]), str(part["text"])) for part in said.get(name) or ())


def rationale_of(item: Item, wanted: str) -> str:
    """Why the right answer is right; shown for practice only, and only afterwards."""
    return str(item.content.get(language_of(item, wanted), {}).get("rationale", ""))


def _alt(row: ItemMedia, language: str) -> str:
    said = row.alt.get(language) or next(iter(row.alt.values()), "")
    return str(said)
