"""Putting records into tables, a few hundred at a time: what is new is added, what differs changed, the rest left."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from techhire.commons.skills.actions.importers import Bad, Record
from techhire.commons.skills.models import (
    Alignment,
    Framework,
    LevelAnchor,
    Occupation,
    OccupationLink,
    OccupationRating,
    OccupationSkill,
    OccupationTask,
    OccupationTitle,
    ProgramCode,
    ProgramOccupation,
    Skill,
    SkillAlias,
)
from techhire.commons.skills.words import Scheme, SkillState

Key = tuple[Any, ...]


@dataclass
class Batch:
    """A step's records on their way into the tables, and what became of them."""

    framework: Framework | None
    by_identifier: bool
    source: str
    vintage: str
    now: datetime
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    bad: list[Bad] = field(default_factory=list)
    language_changed: bool = False

    def lost(self, record: Record, what: str) -> None:
        """Leave a record out because what it points to is not here."""
        reason = _("“%(code)s” is not known here") % {"code": what[:120]}
        self.bad.append(Bad(record.file, record.line, reason))


def put(batch: Batch, records: Iterable[Record]) -> None:
    """Put records in, nouns in the order in which they lean on each other."""
    by_noun: dict[str, list[Record]] = {}
    for record in records:
        by_noun.setdefault(record.noun, []).append(record)
    for noun, take in NOUNS.items():
        if noun in by_noun:
            take(batch, by_noun[noun])


def _keep(
    batch: Batch,
    model: type[Model],
    found: QuerySet[Any],
    fields: tuple[str, ...],
    wanted: dict[Key, dict[str, Any]],
    touch: Callable[[Any], None] | None = None,
) -> None:
    """Add and change rows of one table; ``fields`` form the key. The later of two equal keys wins."""
    old = {tuple(getattr(row, name) for name in fields): row for row in found}
    fresh = [
        model(**dict(zip(fields, key, strict=True)), **values)
        for key, values in wanted.items()
        if key not in old
    ]
    changed = []
    for key, values in wanted.items():
        row = old.get(key)
        if row is not None and any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            changed.append(row)
    for row in [*fresh, *changed] if touch else []:
        touch(row)  # type: ignore[misc]  # only where there is one
    model._default_manager.bulk_create(fresh)
    if changed:
        names = {name for values in wanted.values() for name in values}
        extra = {"version", "changed_at"} if touch else set()
        model._default_manager.bulk_update(changed, sorted(names | extra))
    batch.added += len(fresh)
    batch.updated += len(changed)
    batch.unchanged += len(wanted) - len(fresh) - len(changed)


def _merged(records: list[Record]) -> dict[tuple[str, ...], dict[str, Any]]:
    values: dict[tuple[str, ...], dict[str, Any]] = {}
    for record in records:
        values.setdefault(record.key, {}).update(record.values)
    return values


def _occupation_ids(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    codes: dict[str, set[str]] = {}
    for scheme, code in pairs:
        codes.setdefault(scheme, set()).add(code)
    asked = Q(pk__in=[])
    for scheme, some in codes.items():
        asked |= Q(scheme=scheme, code__in=some)
    rows = Occupation.objects.filter(asked).values_list("scheme", "code", "pk")
    return {(scheme, code): pk for scheme, code, pk in rows}


def _skill_ids(batch: Batch, names: Iterable[str]) -> dict[str, int]:
    """Skills of the framework by the key its source knows them by."""
    if batch.by_identifier:
        rows = Skill.objects.filter(framework=batch.framework, identifier__in=set(names))
        return {str(identifier): pk for identifier, pk in rows.values_list("identifier", "pk")}
    rows = Skill.objects.filter(framework=batch.framework, code__in=set(names))
    return dict(rows.values_list("code", "pk"))


def _occupations(batch: Batch, records: list[Record]) -> None:
    """Titles from a definition stand over those a crosswalk mentions, which only fill gaps."""
    known = _occupation_ids((r.key[0], r.key[1]) for r in records)
    merged = _merged(sorted(records, key=lambda r: "definition" in r.values))
    wanted = {
        key: values | {"source": batch.source, "vintage": batch.vintage}
        for key, values in merged.items()
        if "definition" in values or key not in known
    }
    batch.unchanged += len(merged) - len(wanted)
    found = Occupation.objects.filter(pk__in=known.values())
    _keep(batch, Occupation, found, ("scheme", "code"), dict(wanted))


def _titles(batch: Batch, records: list[Record]) -> None:
    ids = _occupation_ids((r.key[0], r.key[1]) for r in records)
    wanted: dict[Key, dict[str, Any]] = {}
    for record in records:
        pk = ids.get((record.key[0], record.key[1]))
        if pk is None:
            batch.lost(record, record.key[1])
        else:
            wanted[pk, record.key[2]] = {}
    found = OccupationTitle.objects.filter(
        occupation__in=set(ids.values()), title__in={t for _pk, t in wanted}
    )
    _keep(batch, OccupationTitle, found, ("occupation_id", "title"), wanted)


def _links(batch: Batch, records: list[Record]) -> None:
    ends = [(r.key[0], r.key[1]) for r in records] + [(r.key[2], r.key[3]) for r in records]
    ids = _occupation_ids(ends)
    wanted: dict[Key, dict[str, Any]] = {}
    for record in records:
        origin, target = ids.get((record.key[0], record.key[1])), ids.get((record.key[2], record.key[3]))
        values = {key: value for key, value in record.values.items() if key != "if_known"}
        if origin and target:
            wanted.setdefault((origin, target), values)
        elif not record.values.get("if_known"):
            batch.lost(record, record.key[3] if origin else record.key[1])
    found = OccupationLink.objects.filter(
        origin__in={o for o, _t in wanted}, target__in={t for _o, t in wanted}
    )
    _keep(batch, OccupationLink, found, ("origin_id", "target_id"), wanted)


def _skills(batch: Batch, records: list[Record]) -> None:
    """A change of a skill's words makes a new version; the same words again do not."""

    def touch(skill: Skill) -> None:
        skill.version = skill.version + 1 if skill.pk else 1
        skill.changed_at = batch.now
        skill.framework = batch.framework  # type: ignore[assignment]  # sources with skills have a framework
        skill.state = skill.state if skill.pk else SkillState.PUBLISHED
        batch.language_changed = True

    by = "identifier" if batch.by_identifier else "code"
    merged = _merged(records)
    wanted = {((uuid.UUID(k[0]) if batch.by_identifier else k[0]),): v for k, v in merged.items()}
    found = Skill.objects.filter(framework=batch.framework, **{f"{by}__in": [key[0] for key in wanted]})
    if batch.by_identifier:
        wanted = _only_free(batch, records, wanted)
    _keep(batch, Skill, found, (by,), dict(wanted), touch)


def _only_free(
    batch: Batch, records: list[Record], wanted: dict[Any, dict[str, Any]]
) -> dict[Any, dict[str, Any]]:
    """Leave out items whose identifier or code belongs to another skill already."""
    keys = [key[0] for key in wanted]
    others = set(
        Skill.objects.filter(identifier__in=keys)
        .exclude(framework=batch.framework)
        .values_list("identifier", flat=True)
    )
    codes = {str(values.get("code")) for values in wanted.values()}
    taken = dict(
        Skill.objects.filter(framework=batch.framework, code__in=codes).values_list("code", "identifier")
    )
    kept: dict[Any, dict[str, Any]] = {}
    for record in records:
        key = (uuid.UUID(record.key[0]),)
        code = str(record.values.get("code"))
        if key[0] in others or taken.setdefault(code, key[0]) != key[0]:
            reason = _("the identifier or the code belongs to another skill")
            batch.bad.append(Bad(record.file, record.line, reason))
        else:
            kept[key] = wanted[key]
    return kept


def _aliases(batch: Batch, records: list[Record]) -> None:
    ids = _skill_ids(batch, (r.key[0] for r in records))
    wanted: dict[Key, dict[str, Any]] = {(ids[r.key[0]], r.key[1]): {} for r in records if r.key[0] in ids}
    found = SkillAlias.objects.filter(skill__in=set(ids.values()))
    _keep(batch, SkillAlias, found, ("skill_id", "text"), wanted)


def _anchors(batch: Batch, records: list[Record]) -> None:
    ids = _skill_ids(batch, (r.key[0] for r in records))
    assert batch.framework is not None
    own = batch.framework.pk
    wanted: dict[Key, dict[str, Any]] = {
        (own, ids[r.key[0]], int(r.key[1])): r.values for r in records if r.key[0] in ids
    }
    found = LevelAnchor.objects.filter(framework=batch.framework, skill__in=set(ids.values()))
    _keep(batch, LevelAnchor, found, ("framework_id", "skill_id", "level"), wanted)


def _parents(batch: Batch, records: list[Record]) -> None:
    ids = _skill_ids(batch, (name for r in records for name in r.key))
    moved = []
    rows = Skill.objects.in_bulk(list(ids.values()))
    for record in records:
        child, parent = ids.get(record.key[0]), ids.get(record.key[1])
        if child is None or parent is None:
            if not record.values.get("if_known"):
                batch.lost(record, record.key[1] if child else record.key[0])
        elif rows[child].parent_id != parent and child != parent:
            rows[child].parent_id = parent
            moved.append(rows[child])
        else:
            batch.unchanged += 1
    Skill.objects.bulk_update({row.pk: row for row in moved}.values(), ["parent"])
    batch.updated += len(moved)


def _ties(batch: Batch, records: list[Record]) -> None:
    """Ties to skills of any framework here; each keeps the versions both had when it was read."""
    names = {name for r in records for name in r.key}
    rows = {str(s.identifier): s for s in Skill.objects.filter(identifier__in=names)}
    wanted: dict[Key, dict[str, Any]] = {}
    for record in records:
        origin, target = rows.get(record.key[0]), rows.get(record.key[1])
        if origin is None or target is None or origin.framework_id != getattr(batch.framework, "pk", None):
            batch.lost(record, record.key[1] if origin else record.key[0])
            continue
        wanted[origin.pk, target.pk] = {
            "relation": record.values["relation"],
            "origin_version": origin.version,
            "target_version": target.version,
        }
    found = Alignment.objects.filter(origin__in={o for o, _t in wanted}, target__in={t for _o, t in wanted})
    old = set(found.values_list("origin_id", "target_id"))
    fresh = {key: values | {"at": batch.now} for key, values in wanted.items() if key not in old}
    kept = {key: {"relation": values["relation"]} for key, values in wanted.items() if key in old}
    _keep(batch, Alignment, found, ("origin_id", "target_id"), fresh | kept)


def _occupation_skills(batch: Batch, records: list[Record]) -> None:
    occupations = _occupation_ids((r.key[0], r.key[1]) for r in records)
    skills = _skill_ids(batch, (r.key[2] for r in records))
    wanted: dict[Key, dict[str, Any]] = {}
    for record in records:
        occupation, skill = occupations.get((record.key[0], record.key[1])), skills.get(record.key[2])
        if occupation is None or skill is None:
            batch.lost(record, record.key[2] if occupation else record.key[1])
        else:
            wanted.setdefault((occupation, skill), {}).update(record.values)
    found = OccupationSkill.objects.filter(
        occupation__in={o for o, _s in wanted}, skill__in={s for _o, s in wanted}
    )
    _keep(batch, OccupationSkill, found, ("occupation_id", "skill_id"), wanted)


def _of_occupations(batch: Batch, records: list[Record]) -> dict[Key, dict[str, Any]]:
    """Values by (occupation, the rest of the key); records of occupations nobody knows are left out."""
    ids = _occupation_ids((r.key[0], r.key[1]) for r in records)
    wanted: dict[Key, dict[str, Any]] = {}
    for record in records:
        pk = ids.get((record.key[0], record.key[1]))
        if pk is None:
            batch.lost(record, record.key[1])
        else:
            wanted[pk, *record.key[2:]] = record.values
    return wanted


def _zones(batch: Batch, records: list[Record]) -> None:
    wanted = _of_occupations(batch, records)
    found = Occupation.objects.filter(pk__in={key[0] for key in wanted})
    _keep(batch, Occupation, found, ("pk",), wanted)


def _tasks(batch: Batch, records: list[Record]) -> None:
    wanted = _of_occupations(batch, records)
    found = OccupationTask.objects.filter(occupation__in={key[0] for key in wanted})
    _keep(batch, OccupationTask, found, ("occupation_id", "statement"), wanted)


def _ratings(batch: Batch, records: list[Record]) -> None:
    wanted = {
        (pk, element, scale, int(category)): values
        for (pk, element, scale, category), values in _of_occupations(batch, records).items()
    }
    found = OccupationRating.objects.filter(occupation__in={key[0] for key in wanted})
    _keep(batch, OccupationRating, found, ("occupation_id", "element", "scale", "category"), wanted)


def _programs(batch: Batch, records: list[Record]) -> None:
    merged = _merged(records)
    found = ProgramCode.objects.filter(code__in=[key[0] for key in merged])
    _keep(batch, ProgramCode, found, ("code",), dict(merged))


def _program_occupations(batch: Batch, records: list[Record]) -> None:
    programs = dict(
        ProgramCode.objects.filter(code__in={r.key[0] for r in records}).values_list("code", "pk")
    )
    occupations = _occupation_ids((Scheme.SOC_2018, r.key[1]) for r in records)
    wanted: dict[Key, dict[str, Any]] = {
        (programs[r.key[0]], occupations[Scheme.SOC_2018, r.key[1]]): {} for r in records
    }
    found = ProgramOccupation.objects.filter(program__in={p for p, _o in wanted})
    _keep(batch, ProgramOccupation, found, ("program_id", "occupation_id"), wanted)


NOUNS: dict[str, Callable[[Batch, list[Record]], None]] = {
    "occupation": _occupations,
    "title": _titles,
    "link": _links,
    "skill": _skills,
    "alias": _aliases,
    "anchor": _anchors,
    "parent": _parents,
    "tie": _ties,
    "occupation_skill": _occupation_skills,
    "job_zone": _zones,
    "task": _tasks,
    "rating": _ratings,
    "program": _programs,
    "program_occupation": _program_occupations,
}
