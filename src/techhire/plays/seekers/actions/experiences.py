"""What a person did, step by step in their own words, and the skills that come of it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.permits.inputs import one_line, several_lines
from techhire.commons.skills.bridge import language_of, read_own_words
from techhire.commons.skills.queries import skills_in_bulk, task_lines
from techhire.commons.skills.words import LEVELS
from techhire.plays.seekers.actions.claims import claim_skill
from techhire.plays.seekers.actions.estimates import lock_seeker
from techhire.plays.seekers.actions.evidence import withdraw_evidence
from techhire.plays.seekers.actions.uses import use_of_experience
from techhire.plays.seekers.actions.years import check_year
from techhire.plays.seekers.facts import (
    ExperienceDescribed,
    ExperienceRemoved,
    ExperienceStarted,
    FoundSkillAnswered,
)
from techhire.plays.seekers.models import Evidence, Experience, ExperienceSkill, Seeker
from techhire.plays.seekers.rules import (
    may_answer_found_skill,
    may_describe_experience,
    may_remove_experience,
    may_start_experience,
    on_behalf,
)
from techhire.plays.seekers.words import EvidenceState, FoundIn, Often, WorkKind, WorkTitle

MOST = 40
TOLD = {"own_title": 80, "place": 120, "what": 2000, "tools": 500}
LONGEST = TOLD | {f"{key}_en": limit for key, limit in TOLD.items()}
"""Answers in the person's words, and the same in their own English, which no skills are looked for in."""
EDITABLE = frozenset({*LONGEST, "kind", "title", "since", "until", "often", "task_ids", "on_resume"})
READ = frozenset({"what", "tools", "task_ids"})
"""Answers that skills are found in."""
WHEN = frozenset({"kind", "since", "until"})
"""Answers that say where and until when those skills were used."""


@transaction.atomic
def start_experience(actor: Actor, seeker: Seeker, /, *, kind: str, now: datetime) -> Experience:
    """Begin to tell about something one did; it is kept from here on, however far one comes."""
    seeker = lock_seeker(seeker)
    require(may_start_experience(actor, seeker))
    if kind not in WorkKind.values:
        raise Refused(_("Choose one of the answers."), field="kind")
    if Experience.objects.filter(seeker=seeker).count() >= MOST:
        raise Refused(_("Forty things are told about already. Remove one before another is added."))
    made = Experience.objects.create(seeker=seeker, kind=kind, language=seeker.language, made_at=now)
    record(ExperienceStarted(seeker.pk, made.pk, kind), actor=on_behalf(actor, seeker), now=now)
    return made


@transaction.atomic
def describe_experience(
    actor: Actor,
    experience: Experience,
    /,
    *,
    expected_version: int | None = None,
    now: datetime,
    **fields: Any,
) -> Experience:
    """Save answers of one step. Where the words or the taps changed, skills are looked for anew."""
    seeker = lock_seeker(experience.seeker)
    held = Experience.objects.select_for_update(of=("self",)).get(pk=experience.pk)
    held.seeker = seeker
    require(may_describe_experience(actor, held))
    if expected_version is not None and expected_version != held.version:
        raise Refused(_("Somebody changed this meanwhile. Look at what is there now and save again."))
    unknown = set(fields) - EDITABLE
    if unknown:
        raise Refused(_("We do not know this field: %(field)s.") % {"field": ", ".join(sorted(unknown))})
    today = seeker.community.day_of(now)
    fields = {key: _checked(key, value, today) for key, value in fields.items()}
    _check_years(fields.get("since", held.since), fields.get("until", held.until))
    changed = sorted(key for key, value in fields.items() if getattr(held, key) != value)
    for key in changed:
        setattr(held, key, fields[key])
    if changed:
        held.language = language_of(f"{held.what} {held.tools}", held.language)
        held.version += 1
        held.save()
    found = _read(held) if READ & set(changed) else held.skills.count()
    if WHEN & set(changed):
        use_of_experience(held, _standing(held.skills.all()), actor=actor, now=now)
    body = ExperienceDescribed(seeker.pk, held.pk, tuple(changed), found)
    record(body, actor=on_behalf(actor, seeker), now=now)
    return held


def _checked(key: str, value: Any, today: date) -> Any:
    if key.removesuffix("_en") in {"own_title", "place"}:
        return one_line(value, field=key, limit=LONGEST[key], required=False)
    if key.removesuffix("_en") in {"what", "tools"}:
        return several_lines(value, field=key, limit=LONGEST[key])
    choices = {"kind": WorkKind.values, "title": ["", *WorkTitle.values], "often": ["", *Often.values]}
    if key in choices and value not in choices[key]:
        raise Refused(_("Choose one of the answers."), field=key)
    if key in {"since", "until"} and value is not None:
        check_year(value, today, field=key)
    return sorted(set(value)) if key == "task_ids" else value


def _check_years(since: int | None, until: int | None) -> None:
    if until is not None and (since is None or until < since):
        raise Refused(_("It cannot have ended before it began."), field="until")


def _read(experience: Experience) -> int:
    """Look for skills anew. What the person answered stays; what nobody answered goes with the words it stood in."""
    community_id = experience.seeker.community_id
    found: dict[int, ExperienceSkill] = {}
    for place, text in ((FoundIn.WHAT, experience.what), (FoundIn.TOOLS, experience.tools)):
        for told in read_own_words(text, community_id):
            row = ExperienceSkill(found_in=place, skill_id=told.skill_id, start=told.start, end=told.end)
            found.setdefault(told.skill_id, row)
    tapped = task_lines(experience.task_ids)
    in_use = skills_in_bulk(community_id, tapped)
    for skill_id, level in tapped.items():
        if skill_id in in_use:
            row = found.setdefault(skill_id, ExperienceSkill(found_in=FoundIn.TASK, skill_id=skill_id))
            row.likely_level = level
    _keep(experience, found)
    return experience.skills.count()


def _keep(experience: Experience, found: dict[int, ExperienceSkill]) -> None:
    for row in experience.skills.all():
        fresh = found.pop(row.skill_id, None)
        if fresh is None and row.level is None:
            row.delete()
            continue
        row.start, row.end = (fresh.start, fresh.end) if fresh else (None, None)
        if fresh is not None:
            row.found_in, row.likely_level = fresh.found_in, fresh.likely_level
        row.save(update_fields=["start", "end", "found_in", "likely_level"])
    for row in found.values():
        row.experience = experience
    ExperienceSkill.objects.bulk_create(found.values())


@transaction.atomic
def answer_found_skill(
    actor: Actor, row: ExperienceSkill, /, *, level: int, now: datetime
) -> ExperienceSkill:
    """Say how far one has a skill that was found, from 1 to 5, or 0 for not at all. It becomes what the person told."""
    seeker = lock_seeker(row.experience.seeker)
    held = (
        ExperienceSkill.objects.select_for_update(of=("self",))
        .select_related("experience", "skill")
        .get(pk=row.pk)
    )
    held.experience.seeker = seeker
    require(may_answer_found_skill(actor, held.experience))
    if level != 0 and level not in LEVELS:
        raise Refused(_("Choose one of the answers."), field="level")
    if held.level == level:
        return held
    _take_back(actor, [held], now)
    held.claim = claim_skill(actor, seeker, held.skill, level=level, now=now) if level else None
    held.level = level
    held.save(update_fields=["claim", "level"])
    if held.claim is not None and held.experience.since is not None:
        use_of_experience(held.experience, [held.claim], actor=actor, now=now)
    body = FoundSkillAnswered(seeker.pk, held.experience_id, held.skill_id, level)
    record(body, actor=on_behalf(actor, seeker), now=now)
    return held


@transaction.atomic
def remove_experience(actor: Actor, experience: Experience, /, *, now: datetime) -> None:
    """Take away what one told about something, and the skills one told with it."""
    seeker = lock_seeker(experience.seeker)
    experience.seeker = seeker
    require(may_remove_experience(actor, experience))
    _take_back(actor, experience.skills.select_related("claim"), now)
    pk = experience.pk
    experience.delete()
    record(ExperienceRemoved(seeker.pk, pk), actor=on_behalf(actor, seeker), now=now)


def _take_back(actor: Actor, rows: Iterable[ExperienceSkill], now: datetime) -> None:
    """Withdraw what was told with these skills, where it still stands."""
    for claim in _standing(rows):
        withdraw_evidence(actor, claim, now=now)


def _standing(rows: Iterable[ExperienceSkill]) -> list[Evidence]:
    """What was told with these skills and not taken back since."""
    ids = [row.claim_id for row in rows if row.claim_id is not None]
    standing = Evidence.objects.filter(pk__in=ids).exclude(state=EvidenceState.WITHDRAWN)
    return list(standing.select_related("seeker"))
