"""By which kinds of evidence a skill is proven, beside the word for it on a list: the kind, never who gave it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from techhire.commons.skills.queries import succession
from techhire.engines import evidence
from techhire.plays.matches.queries.lines import Line
from techhire.plays.seekers.models import Evidence
from techhire.plays.seekers.words import EvidenceKind, EvidenceState

SEEN = [
    kind for kind in reversed(EvidenceKind) if kind.value in {one.value for one in evidence.EYES_ON_KINDS}
]
"""Kinds that can prove a skill, in the order they are told."""
Kinds = Mapping[int, frozenset[str]]


def kinds_behind(seeker_ids: Iterable[int], skill_ids: Iterable[int]) -> dict[int, Kinds]:
    """By person and skill, the kinds of evidence that count and can prove it. Two queries, however many people."""
    chain = succession()
    rows = Evidence.objects.filter(
        seeker_id__in=list(seeker_ids),
        skill_id__in=chain.kin_of(skill_ids),
        state=EvidenceState.COUNTS,
        kind__in=SEEN,
        open_bank=False,
    )
    found: dict[int, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for seeker_id, skill_id, kind in rows.values_list("seeker_id", "skill_id", "kind"):
        found[seeker_id][chain.end_of(skill_id)].add(kind)
    return {pk: {skill: frozenset(kinds) for skill, kinds in skills.items()} for pk, skills in found.items()}


def told_by(lines: list[Line], kinds: Kinds) -> list[Line]:
    """The lines, each proven one with its kinds in words."""
    return [replace(line, proven_by=_words(line, kinds)) for line in lines]


def _words(line: Line, kinds: Kinds) -> tuple[str, ...]:
    if line.word != evidence.Word.PROVEN:
        return ()
    return tuple(kind.label for kind in SEEN if kind in kinds.get(line.skill.pk, ()))
