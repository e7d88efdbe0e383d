"""The shared language as the reading engine takes it, and what the engine read as rows know it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from techhire.commons.skills.models import (
    EverydayTask,
    Skill,
    SkillAlias,
    Version,
    in_use,
    language_version,
    replaced_here,
    succession,
)
from techhire.commons.skills.words import Importance, When

if TYPE_CHECKING:
    from techhire.engines.skill_extraction.extraction import Found
    from techhire.engines.skill_extraction.mention_model import Reader
    from techhire.engines.skill_extraction.own_words import FormIndex
    from techhire.engines.skill_extraction.suggestions import NameIndex
    from techhire.engines.skill_extraction.vocabulary import NameRow, Vocabulary

log = logging.getLogger("techhire.commons.skills")
_small_alone = ContextVar("small_alone", default=False)


@dataclass(frozen=True)
class ReadLine:
    """One skill read from a text: what was said about it, and where.

    ``asked`` tells whether the text asks for it in so many words or under a heading, so that its importance is no
    guess; ``doubtful`` that the word read often means something else.
    """

    skill_id: int
    name: str
    importance: str
    level: int
    level_said: bool
    start: int
    end: int
    text: str
    confidence: float
    spans: tuple[tuple[int, int], ...]
    when: str = When.DAY_ONE
    one_of: tuple[int, ...] = ()
    asked: bool = True
    doubtful: bool = False


@dataclass(frozen=True)
class ReadText:
    """What a text asks for and what it names otherwise; its language; whether it is about IT at all.

    Where it asks for one of several skills, the first is essential, the others are preferred, and ``one_of`` of each
    line holds the ids of all. ``unknown`` are names that look like tools and are no skill of the language.
    ``suggested`` are skills its phrases seem to mean without naming them: they count only once a person says so.
    ``title_level`` is the level its title speaks of where a line says none, 0 where it speaks of none.
    """

    lines: tuple[ReadLine, ...]
    set_aside: tuple[ReadLine, ...]
    suggested: tuple[ReadLine, ...]
    language: str
    few_it_skills: bool
    known_words: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    title_level: int = 0


def vocabulary_for_reading(community_id: int | None = None) -> "tuple[Vocabulary, frozenset[str]]":
    """Names of every skill in use and the ids that count as IT; built once per process and version of the language.

    With a community, the skills it added itself are among them; another community's never are.
    """
    return _vocabulary(language_version(community_id), community_id)


ASKED_AT_LEAST = 3
"""Skills an ad must ask for before those that only its tasks name are taken as learned on the job. Our judgment."""


@lru_cache(maxsize=4)
def _vocabulary(version: Version, community_id: int | None) -> "tuple[Vocabulary, frozenset[str]]":
    from techhire.engines.skill_extraction.vocabulary import NameRow, Vocabulary

    skills = {skill.pk: skill for skill in Skill.objects.filter(in_use(community_id))}
    rows = [
        NameRow(str(s.pk), name, s.kind, s.name)
        for s in skills.values()
        for name in sorted({s.name, s.name_es})
        if name
    ]
    for skill_id, text in SkillAlias.objects.filter(skill__in=skills).values_list("skill_id", "text"):
        rows.append(NameRow(str(skill_id), text, skills[skill_id].kind, skills[skill_id].name))
    known = {row.name.casefold() for row in rows}
    rows += [row for row in _names_of_replaced(skills, community_id) if row.name.casefold() not in known]
    return Vocabulary.from_rows(rows), frozenset(str(s.pk) for s in skills.values() if s.is_it)


def _names_of_replaced(skills: dict[int, Skill], community_id: int | None) -> "list[NameRow]":
    """What people here call skills that another took the place of, as names of the one in use that counts for them."""
    from techhire.engines.skill_extraction.vocabulary import NameRow

    chain = succession()
    ends = {pk: chain.end_of(pk) for pk in chain.after if chain.end_of(pk) in skills}
    here = Skill.objects.filter(replaced_here(community_id), pk__in=ends)
    replaced = here.values_list("pk", "name", "name_es", "aliases__text")
    names = {(ends[pk], name) for pk, *said in replaced for name in said if name}
    return [NameRow(str(end), name, skills[end].kind, skills[end].name) for end, name in sorted(names)]


@lru_cache(maxsize=4)
def _names(version: Version, community_id: int | None) -> "NameIndex":
    from techhire.engines.skill_extraction.suggestions import NameIndex

    return NameIndex.of(_vocabulary(version, community_id)[0])


@contextmanager
def read_by_small_model() -> Iterator[None]:
    """Read texts with the small model alone, where somebody says what each of them asks for right afterwards."""
    token = _small_alone.set(True)
    try:
        yield
    finally:
        _small_alone.reset(token)


def _reader() -> "Reader | None":
    return None if _small_alone.get() else _larger_reader()


@lru_cache(maxsize=1)
def _larger_reader() -> "Reader | None":
    """The larger model; none, which the log says once a process, where its file is not as it was shipped."""
    from techhire.engines.skill_extraction.few_bits import DamagedWeights
    from techhire.engines.skill_extraction.mention_reader import load_reader

    try:
        return load_reader()
    except DamagedWeights as error:
        log.error("%s. Until then texts are read by the small model alone.", str(error).rstrip("."))
        return None


def read_text(text: str, community_id: int | None = None) -> ReadText:
    """Read a text into skills of the shared language, and the community's own; a person confirms what comes back.

    An ad that lists what it asks for means its tasks as what the person will do, so a skill that only a task names is
    taken as learned on the job, at a modest level where it says none, whatever the title promises. Where an ad asks for
    next to nothing in so many words, its tasks are all there is.
    """
    from techhire.engines.skill_extraction.either import alternatives, by_birth
    from techhire.engines.skill_extraction.extraction import extract
    from techhire.engines.skill_extraction.levels import of_title
    from techhire.engines.skill_extraction.suggestions import suggest
    from techhire.engines.skill_extraction.unknown import unknown_names

    version = language_version(community_id)
    vocabulary, it_skills = _vocabulary(version, community_id)
    reading = extract(text, vocabulary, it_skills=it_skills, reader=_reader())
    meant = suggest(text, _names(version, community_id), reading) if vocabulary.rows else ()
    lists_needs = sum(found.is_asked for found in reading.wanted) >= ASKED_AT_LEAST
    lines = _either([_line(found, lists_needs) for found in reading.skills], alternatives(text, reading))
    wanted = {int(found.skill_id) for found in reading.wanted if not by_birth(text, found)}
    places = [(hit.start, hit.end) for hit in vocabulary.find(text)]
    return ReadText(
        lines=tuple(line for line in lines if line.skill_id in wanted),
        set_aside=tuple(line for line in lines if line.skill_id not in wanted),
        suggested=tuple(_line(found, lists_needs) for found in meant if found.wanted),
        language=reading.language,
        few_it_skills=reading.it.few_it_skills,
        known_words=reading.it.known_words,
        unknown=tuple(unknown_names(text, places)),
        title_level=of_title(text) or 0,
    )


def _either(lines: list[ReadLine], lists: list[tuple[str, ...]]) -> list[ReadLine]:
    """Of skills any of which is enough, leave the first essential and prefer the others."""
    groups = {int(skill): tuple(int(one) for one in ids) for ids in lists for skill in ids}
    return [
        replace(
            line,
            one_of=groups[line.skill_id],
            importance=line.importance if line.skill_id == groups[line.skill_id][0] else Importance.PREFERRED,
        )
        if line.skill_id in groups
        else line
        for line in lines
    ]


def _line(found: "Found", lists_needs: bool) -> ReadLine:
    from techhire.engines.skill_extraction.levels import DEFAULT_LEVEL

    learned = lists_needs and not found.is_asked
    return ReadLine(
        skill_id=int(found.skill_id),
        name=found.name,
        importance=Importance.PREFERRED if found.importance == "preferred" else Importance.ESSENTIAL,
        level=min(found.level, DEFAULT_LEVEL) if learned and not found.level_said else found.level,
        level_said=found.level_said,
        start=found.start,
        end=found.end,
        text=found.text,
        confidence=found.confidence,
        spans=tuple((mention.start, mention.end) for mention in found.mentions),
        when=When.LEARNED if learned else When.DAY_ONE,
        asked=found.is_asked,
        doubtful=found.is_doubtful,
    )


@dataclass(frozen=True)
class ToldLine:
    """A skill a person's own words speak of, and the half-open span of the words."""

    skill_id: int
    start: int
    end: int


@lru_cache(maxsize=4)
def _forms(version: Version, community_id: int | None) -> "FormIndex":
    from techhire.engines.skill_extraction.own_words import FormIndex

    return FormIndex.of(_vocabulary(version, community_id)[0])


def read_own_words(text: str, community_id: int | None = None) -> tuple[ToldLine, ...]:
    """Skills a person says they use, in English or Spanish words; what they say they do not do is left out."""
    from techhire.engines.skill_extraction.own_words import read_own_words

    version = language_version(community_id)
    told = read_own_words(text, _vocabulary(version, community_id)[0], _forms(version, community_id))
    return tuple(ToldLine(int(one.skill_id), one.start, one.end) for one in told if not one.denied)


def closest_tasks(text: str, language: str) -> list[EverydayTask]:
    """Everyday tasks that share words with what a person wrote in this language, the likeliest first. One query."""
    from techhire.engines.skill_extraction.likeness import closest

    tasks = list(EverydayTask.objects.order_by("pk"))
    phrases = [task.text_es if language == "es" else task.text for task in tasks]
    return [tasks[at] for at, _likeness in closest(text, phrases)]


def language_of(text: str, otherwise: str) -> str:
    """English or Spanish, whichever the words are in; ``otherwise`` where there are too few to tell."""
    from techhire.engines.skill_extraction.language import detect

    found = detect(text)
    return found if found in {"en", "es"} else otherwise


def language_checked(text: str) -> str:
    """ "en" or "es" where a text is in a language whose ads we can check, "" for any other."""
    from techhire.engines.skill_extraction.language import guess

    found = guess(text)
    return found if found in {"en", "es"} else ""
