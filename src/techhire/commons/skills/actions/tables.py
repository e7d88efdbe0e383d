"""Putting records into tables, a few hundred at a time: what is new is added, what differs changed, the rest left."""

import uuid
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from techhire.commons.skills.actions import occupation_tables as places
from techhire.commons.skills.actions.batches import Batch, Key, keep, merged, skill_ids
from techhire.commons.skills.actions.importers import Bad, Record
from techhire.commons.skills.models import Alignment, LevelAnchor, Skill, SkillAlias, shared_with
from techhire.commons.skills.words import SkillState


def put(batch: Batch, records: Iterable[Record]) -> None:
    """Put records in, nouns in the order in which they lean on each other."""
    by_noun: dict[str, list[Record]] = {}
    for record in records:
        by_noun.setdefault(record.noun, []).append(record)
    for noun, take in NOUNS.items():
        if noun in by_noun:
            take(batch, by_noun[noun])


def _skills(batch: Batch, records: list[Record]) -> None:
    """A change of a skill's words makes a new version; the same words again do not."""

    def touch(skill: Skill) -> None:
        skill.version = skill.version + 1 if skill.pk else 1
        skill.name = skill.name or skill.name_es
        skill.changed_at = batch.now
        skill.framework = batch.framework  # type: ignore[assignment]  # sources with skills have a framework
        skill.state = skill.state if skill.pk else SkillState.PUBLISHED
        batch.language_changed = True

    by = "identifier" if batch.by_identifier else "code"
    by_key = merged(records)
    wanted = {((uuid.UUID(k[0]) if batch.by_identifier else k[0]),): v for k, v in by_key.items()}
    found = Skill.objects.filter(framework=batch.framework, **{f"{by}__in": [key[0] for key in wanted]})
    if batch.by_identifier:
        wanted = _only_free(batch, records, wanted)
    keep(batch, Skill, found, (by,), dict(wanted), touch)


def _only_free(
    batch: Batch, records: list[Record], wanted: dict[Any, dict[str, Any]]
) -> dict[Any, dict[str, Any]]:
    """Leave out items whose identifier or code belongs to another skill already, of those that are known here.

    What another community keeps for itself is no ground to refuse anything: it would tell that it is there.
    """
    keys = [key[0] for key in wanted]
    here = shared_with(batch.framework.community_id if batch.framework else None)
    others = set(
        Skill.objects.filter(here, identifier__in=keys)
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
    ids = skill_ids(batch, (r.key[0] for r in records))
    wanted: dict[Key, dict[str, Any]] = {(ids[r.key[0]], r.key[1]): {} for r in records if r.key[0] in ids}
    found = SkillAlias.objects.filter(skill__in=set(ids.values()))
    keep(batch, SkillAlias, found, ("skill_id", "text"), wanted)


def _anchors(batch: Batch, records: list[Record]) -> None:
    ids = skill_ids(batch, (r.key[0] for r in records))
    assert batch.framework is not None
    own = batch.framework.pk
    wanted: dict[Key, dict[str, Any]] = {
        (own, ids[r.key[0]], int(r.key[1])): r.values for r in records if r.key[0] in ids
    }
    found = LevelAnchor.objects.filter(framework=batch.framework, skill__in=set(ids.values()))
    keep(batch, LevelAnchor, found, ("framework_id", "skill_id", "level"), wanted)


def _parents(batch: Batch, records: list[Record]) -> None:
    ids = skill_ids(batch, (name for r in records for name in r.key))
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
    """Ties to skills that are shared or of the same community; each keeps the versions both had when it was read."""
    names = {name for r in records for name in r.key}
    seen = shared_with(batch.framework.community_id if batch.framework else None)
    known = Skill.objects.filter(seen, identifier__in=names).order_by("pk")
    own_last = sorted(known, key=lambda skill: skill.framework_id == getattr(batch.framework, "pk", None))
    rows = {str(skill.identifier): skill for skill in own_last}
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
    keep(batch, Alignment, found, ("origin_id", "target_id"), fresh | kept)


NOUNS: dict[str, Callable[[Batch, list[Record]], None]] = {
    "occupation": places.occupations,
    "title": places.titles,
    "link": places.links,
    "skill": _skills,
    "alias": _aliases,
    "anchor": _anchors,
    "parent": _parents,
    "tie": _ties,
    "occupation_skill": places.occupation_skills,
    "job_zone": places.zones,
    "task": places.tasks,
    "rating": places.ratings,
    "no_rating": places.no_ratings,
    "rating_word": places.rating_words,
    "activity": places.activities,
    "occupation_activity": places.occupation_activities,
    "program": places.programs,
    "program_occupation": places.program_occupations,
    "credential": places.credentials,
    "credential_occupation": places.credential_occupations,
}
