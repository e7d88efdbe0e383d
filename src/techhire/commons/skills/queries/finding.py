"""Finding a skill by the words a person would use, in English or Spanish, with or without accents."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from techhire.commons.communities.models import Community
from techhire.commons.skills.models import Skill, SkillAlias, Version, in_use, language_version
from techhire.commons.skills.words import SkillKind

WORDS = 8


@dataclass(frozen=True)
class Entry:
    """A skill as searching sees it: its names and everything said about it, folded to plain letters."""

    skill_id: int
    kind: str
    names: tuple[str, ...]
    text: str


def find_skills(
    text: str, *, community: Community | None = None, kind: str = "", language: str = ""
) -> list[int]:
    """Ids of skills in use whose names or meaning hold every word, the closest names first; all for no words.

    Of equals, and without words, by the name in ``language`` as a person sorts: capitals and accents make no
    difference.
    """
    community_id = community.pk if community else None
    entries = _entries(language_version(community_id), community_id)
    chosen = [entry for entry in entries if not kind or entry.kind == kind]
    words = _folded(text).split()[:WORDS]
    if not words:
        return [entry.skill_id for entry in sorted(chosen, key=lambda entry: _by_name(entry, language))]
    phrase = " ".join(words)
    ranked = [(_rank(entry, phrase, words), entry) for entry in chosen]
    kept = [(rank, entry) for rank, entry in ranked if rank is not None]
    kept.sort(key=lambda pair: (pair[0], *_by_name(pair[1], language)))
    return [entry.skill_id for _rank, entry in kept]


def _by_name(entry: Entry, language: str) -> tuple[str, int]:
    return entry.names[1 if language == "es" else 0], entry.skill_id


def search_skills(text: str, limit: int = 20, *, community: Community | None = None) -> list[Skill]:
    """The skills closest to the words; none for no words."""
    if not text.strip():
        return []
    ids = find_skills(text, community=community)[:limit]
    found = Skill.objects.in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def kinds_in_use() -> list[tuple[str, str]]:
    """Kinds a library can be narrowed to, as choices of a form."""
    return [(value, str(label)) for value, label in SkillKind.choices if value != SkillKind.OTHER]


def _rank(entry: Entry, phrase: str, words: list[str]) -> int | None:
    if phrase in entry.names[:2]:
        return 0
    if phrase in entry.names:
        return 1
    if any(name.startswith(phrase) for name in entry.names[:2]):
        return 2
    if any(f" {phrase}" in f" {name}" for name in entry.names):
        return 3
    if any(all(word in name for word in words) for name in entry.names):
        return 4
    return 5 if all(word in entry.text for word in words) else None


def _folded(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text)
    return "".join(mark for mark in spread if not unicodedata.combining(mark)).casefold()


@lru_cache(maxsize=16)
def _entries(version: Version, community_id: int | None) -> tuple[Entry, ...]:
    skills = {skill.pk: skill for skill in Skill.objects.filter(in_use(community_id)).order_by("pk")}
    others: dict[int, list[str]] = {}
    for skill_id, text in SkillAlias.objects.filter(skill__in=skills).values_list("skill_id", "text"):
        others.setdefault(skill_id, []).append(_folded(text))
    return tuple(_entry(skill, others.get(skill.pk, [])) for skill in skills.values())


def _entry(skill: Skill, others: list[str]) -> Entry:
    names = (_folded(skill.name), _folded(skill.name_es or skill.name), *others)
    text = " ".join([*names, _folded(skill.definition), _folded(skill.definition_es)])
    return Entry(skill.pk, skill.kind, names, text)
