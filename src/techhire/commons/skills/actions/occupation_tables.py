"""Putting occupations, programs and credentials into tables, with what official lists say of them."""

from typing import Any

from techhire.commons.skills import starter
from techhire.commons.skills.actions.batches import Batch, Key, keep, merged, occupation_ids, skill_ids
from techhire.commons.skills.actions.importers import Record
from techhire.commons.skills.models import (
    CredentialOccupation,
    ListedCredential,
    Occupation,
    OccupationActivity,
    OccupationLink,
    OccupationRating,
    OccupationSkill,
    OccupationTask,
    OccupationTitle,
    ProgramCode,
    ProgramOccupation,
    RatingWord,
    WorkActivity,
)
from techhire.commons.skills.words import Scheme


def occupations(batch: Batch, records: list[Record]) -> None:
    """Titles from a definition stand over those a crosswalk mentions, which only fill gaps.

    Where a source gave Spanish alone so far, its words stand in for the English ones until those come.
    """
    known = occupation_ids((r.key[0], r.key[1]) for r in records)
    by_key = merged(sorted(records, key=lambda r: "definition" in r.values))
    wanted = {
        key: _titled(values, key in known) | {"source": batch.source, "vintage": batch.vintage}
        for key, values in by_key.items()
        if "definition" in values or "title_es" in values or key not in known
    }
    spanish = starter.spanish_titles()
    for (scheme, code), values in wanted.items():
        if scheme == Scheme.SOC_2018 and code in spanish:
            values["title_es"] = spanish[str(code)]
    batch.unchanged += len(by_key) - len(wanted)
    found = Occupation.objects.filter(pk__in=known.values())
    keep(batch, Occupation, found, ("scheme", "code"), dict(wanted))


def _titled(values: dict[str, Any], is_known: bool) -> dict[str, Any]:
    return values if is_known or "title" in values else {"title": values["title_es"], **values}


def titles(batch: Batch, records: list[Record]) -> None:
    ids = occupation_ids((r.key[0], r.key[1]) for r in records)
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
    keep(batch, OccupationTitle, found, ("occupation_id", "title"), wanted)


def links(batch: Batch, records: list[Record]) -> None:
    ends = [(r.key[0], r.key[1]) for r in records] + [(r.key[2], r.key[3]) for r in records]
    ids = occupation_ids(ends)
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
    keep(batch, OccupationLink, found, ("origin_id", "target_id"), wanted)


def occupation_skills(batch: Batch, records: list[Record]) -> None:
    occupations = occupation_ids((r.key[0], r.key[1]) for r in records)
    skills = skill_ids(batch, (r.key[2] for r in records))
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
    keep(batch, OccupationSkill, found, ("occupation_id", "skill_id"), wanted)


def _of_occupations(batch: Batch, records: list[Record]) -> dict[Key, dict[str, Any]]:
    """Values by (occupation, the rest of the key); records of occupations nobody knows are left out."""
    ids = occupation_ids((r.key[0], r.key[1]) for r in records)
    wanted: dict[Key, dict[str, Any]] = {}
    for record in records:
        pk = ids.get((record.key[0], record.key[1]))
        if pk is None:
            batch.lost(record, record.key[1])
        else:
            wanted[pk, *record.key[2:]] = record.values
    return wanted


def zones(batch: Batch, records: list[Record]) -> None:
    wanted = _of_occupations(batch, records)
    found = Occupation.objects.filter(pk__in={key[0] for key in wanted})
    keep(batch, Occupation, found, ("pk",), wanted)


def tasks(batch: Batch, records: list[Record]) -> None:
    wanted = _of_occupations(batch, records)
    found = OccupationTask.objects.filter(occupation__in={key[0] for key in wanted})
    keep(batch, OccupationTask, found, ("occupation_id", "statement"), wanted)


def ratings(batch: Batch, records: list[Record]) -> None:
    wanted = {
        (pk, element, scale, int(category)): values
        for (pk, element, scale, category), values in _of_occupations(batch, records).items()
    }
    found = OccupationRating.objects.filter(occupation__in={key[0] for key in wanted})
    keep(batch, OccupationRating, found, ("occupation_id", "element", "scale", "category"), wanted)


def no_ratings(batch: Batch, records: list[Record]) -> None:
    """Ratings that must not be used: those kept from an earlier time go."""
    ids = occupation_ids((r.key[0], r.key[1]) for r in records)
    unwanted = {
        (ids[pair], element, scale, int(category))
        for *place, element, scale, category in (r.key for r in records)
        if (pair := (place[0], place[1])) in ids
    }
    kept = OccupationRating.objects.filter(occupation__in={key[0] for key in unwanted})
    rows = kept.values_list("pk", "occupation_id", "element", "scale", "category")
    gone = [pk for pk, *key in rows if tuple(key) in unwanted]
    batch.updated += OccupationRating.objects.filter(pk__in=gone).delete()[0]


def rating_words(batch: Batch, records: list[Record]) -> None:
    """Names of scales and of their steps."""
    wanted = {(scale, element, int(step)): said for (scale, element, step), said in merged(records).items()}
    found = RatingWord.objects.filter(scale__in={key[0] for key in wanted})
    keep(batch, RatingWord, found, ("scale", "element", "category"), dict(wanted))


def programs(batch: Batch, records: list[Record]) -> None:
    by_key = merged(records)
    found = ProgramCode.objects.filter(code__in=[key[0] for key in by_key])
    keep(batch, ProgramCode, found, ("code",), dict(by_key))


def program_occupations(batch: Batch, records: list[Record]) -> None:
    programs = dict(
        ProgramCode.objects.filter(code__in={r.key[0] for r in records}).values_list("code", "pk")
    )
    occupations = occupation_ids((Scheme.SOC_2018, r.key[1]) for r in records)
    wanted: dict[Key, dict[str, Any]] = {
        (programs[r.key[0]], occupations[Scheme.SOC_2018, r.key[1]]): {} for r in records
    }
    found = ProgramOccupation.objects.filter(program__in={p for p, _o in wanted})
    keep(batch, ProgramOccupation, found, ("program_id", "occupation_id"), wanted)


def activities(batch: Batch, records: list[Record]) -> None:
    """Work activities by their source's code."""
    wanted = merged(records)
    found = WorkActivity.objects.filter(code__in=[key[0] for key in wanted])
    keep(batch, WorkActivity, found, ("code",), dict(wanted))


def occupation_activities(batch: Batch, records: list[Record]) -> None:
    """Which activity a task of an occupation is an example of."""
    known = dict(WorkActivity.objects.filter(code__in={r.key[2] for r in records}).values_list("code", "pk"))
    ids = occupation_ids((r.key[0], r.key[1]) for r in records)
    wanted: dict[Key, dict[str, Any]] = {}
    for record in records:
        occupation, activity = ids.get((record.key[0], record.key[1])), known.get(record.key[2])
        if occupation is None or activity is None:
            batch.lost(record, record.key[2] if occupation else record.key[1])
        else:
            wanted[occupation, activity, int(record.key[3])] = {}
    found = OccupationActivity.objects.filter(occupation__in={key[0] for key in wanted})
    keep(batch, OccupationActivity, found, ("occupation_id", "activity_id", "number"), wanted)


def credentials(batch: Batch, records: list[Record]) -> None:
    """Certifications and licenses by the number their list gives them."""
    wanted = {
        (kind, int(number)): values | {"source": batch.source}
        for (kind, number), values in merged(records).items()
    }
    found = ListedCredential.objects.filter(number__in={number for _kind, number in wanted})
    keep(batch, ListedCredential, found, ("kind", "number"), dict(wanted))


def credential_occupations(batch: Batch, records: list[Record]) -> None:
    """Ties by codes of SOC 2018, of SOC 2010 over the crosswalk, or of an O*NET list built on either."""
    targets = _newer({r.key[2].partition(".")[0] for r in records})
    numbers = {int(r.key[1]) for r in records}
    rows = ListedCredential.objects.filter(number__in=numbers).values_list("kind", "number", "pk")
    ids = {(kind, number): pk for kind, number, pk in rows}
    wanted: dict[Key, dict[str, Any]] = {}
    for record in records:
        found_here = targets.get(record.key[2].partition(".")[0], [])
        if not found_here:
            batch.lost(record, record.key[2])
        for occupation in found_here:
            wanted[ids[record.key[0], int(record.key[1])], occupation] = {}
    found = CredentialOccupation.objects.filter(credential__in={key[0] for key in wanted})
    keep(batch, CredentialOccupation, found, ("credential_id", "occupation_id"), wanted)


def _newer(codes: set[str]) -> dict[str, list[int]]:
    """SOC 2018 occupations behind codes that may be of SOC 2010, as ``queries.newer_codes`` has it for one."""
    now = Occupation.objects.filter(scheme=Scheme.SOC_2018, code__in=codes).values_list("code", "pk")
    found = {code: [pk] for code, pk in now}
    links = OccupationLink.objects.filter(
        origin__scheme=Scheme.SOC_2010, origin__code__in=codes - found.keys(), target__scheme=Scheme.SOC_2018
    )
    for code, pk in links.values_list("origin__code", "target_id"):
        found.setdefault(code, []).append(pk)
    return found
