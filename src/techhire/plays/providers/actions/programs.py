"""A program from draft to closed, and what it teaches."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.skills.models import ProgramCode
from techhire.commons.skills.queries import versions_of
from techhire.commons.skills.words import LEVELS
from techhire.plays.providers.facts import (
    ProgramConfirmed,
    ProgramCreated,
    ProgramMoved,
    ProgramUpdated,
    TeachesSet,
)
from techhire.plays.providers.models import Program, Teaches
from techhire.plays.providers.rules import (
    may_close_program,
    may_confirm_program,
    may_create_program,
    may_list_program,
    may_set_teaches,
    may_suspend_program,
    may_update_program,
)
from techhire.plays.providers.words import Pace, ProgramState

STALE = gettext_noop(
    "Somebody else changed this while you were editing. Look at what is there now and save again."
)
EDITABLE = frozenset(
    {
        "name",
        "summary",
        "language",
        "cip",
        "pace",
        "length_weeks",
        "hours_per_week",
        "tuition",
        "free_for_eligible",
        "funding",
        "admission",
        "credential",
        "online",
        "city",
        "zip_code",
        "enrolled_per_year",
        "completed_per_year",
    }
)


@transaction.atomic
def create_program(
    actor: Actor, organization: Organization, /, *, name: str, now: datetime, **fields: Any
) -> Program:
    """Start a draft of a program."""
    require(may_create_program(actor, organization))
    name = " ".join(name.split())[:160]
    if not name:
        raise Refused(_("Give the program a name."), field="name")
    _check(fields)
    slug = slugify(name)[:90] or "program"
    taken = set(Program.objects.filter(organization=organization).values_list("slug", flat=True))
    number = next(n for n in range(1, len(taken) + 2) if (slug if n == 1 else f"{slug}-{n}") not in taken)
    try:
        with transaction.atomic():
            program = Program.objects.create(
                organization=organization,
                slug=slug if number == 1 else f"{slug}-{number}",
                name=name,
                confirmed_at=now,
                **fields,
            )
    except IntegrityError as error:
        raise Refused(_("A program of this name was made at the same moment. Look at your list.")) from error
    record(ProgramCreated(program.pk, organization.pk), actor=actor, now=now)
    return program


@transaction.atomic
def update_program(
    actor: Actor, program: Program, /, *, expected_version: int | None = None, now: datetime, **fields: Any
) -> Program:
    """Change what is said about a program; that confirms it as up to date."""
    current = take_program(program)
    require(may_update_program(actor, current))
    if expected_version is not None and expected_version != current.version:
        raise Refused(_(STALE))
    _check(fields)
    changed = sorted(key for key, value in fields.items() if getattr(current, key) != value)
    for key in changed:
        setattr(current, key, fields[key])
    current.version += 1
    current.confirmed_at = now
    current.save(update_fields=[*changed, "version", "confirmed_at"])
    record(ProgramUpdated(current.pk, tuple(changed)), actor=actor, now=now)
    return current


@transaction.atomic
def confirm_program(actor: Actor, program: Program, /, *, now: datetime) -> Program:
    """Say that everything still holds."""
    current = take_program(program)
    require(may_confirm_program(actor, current))
    current.confirmed_at = now
    current.save(update_fields=["confirmed_at"])
    record(ProgramConfirmed(current.pk), actor=actor, now=now)
    return current


@transaction.atomic
def set_teaches(
    actor: Actor,
    program: Program,
    /,
    *,
    lines: Iterable[tuple[int, int]],
    expected_version: int | None = None,
    now: datetime,
) -> Program:
    """Replace what a program teaches by these (skill id, level) pairs."""
    current = take_program(program)
    require(may_set_teaches(actor, current))
    if expected_version is not None and expected_version != current.version:
        raise Refused(_(STALE))
    wanted = list(lines)
    levels = dict(wanted)
    if len(levels) != len(wanted):
        raise Refused(_("Each skill can stand in a program once."))
    if len(levels) > 60 or any(level not in LEVELS for level in levels.values()):
        raise Refused(_("At most 60 skills, each with a level from 1 to 5."))
    versions = versions_of(levels)
    if len(versions) != len(levels):
        raise Refused(_("We do not know one of these skills."))
    Teaches.objects.filter(program=current).exclude(skill_id__in=levels).delete()
    Teaches.objects.bulk_create(
        (
            Teaches(program=current, skill_id=skill_id, skill_version=versions[skill_id], level=level)
            for skill_id, level in levels.items()
        ),
        update_conflicts=True,
        unique_fields=["program", "skill"],
        update_fields=["level", "named_as", "skill_version"],
    )
    current.version += 1
    current.confirmed_at = now
    current.save(update_fields=["version", "confirmed_at"])
    record(TeachesSet(current.pk, len(levels)), actor=actor, now=now)
    return current


@transaction.atomic
def list_program(actor: Actor, program: Program, /, *, now: datetime) -> Program:
    """Show the program to everybody; it must say what it teaches."""
    current = take_program(program)
    require(may_list_program(actor, current))
    _refuse_held(current)
    if not Teaches.objects.filter(program=current).exists():
        raise Refused(_("Say what the program teaches first."))
    return move_program(current, ProgramState.LISTED, actor=actor, now=now)


@transaction.atomic
def suspend_program(actor: Actor, program: Program, /, *, now: datetime) -> Program:
    """Show it as not taking people now."""
    current = take_program(program)
    require(may_suspend_program(actor, current))
    _refuse_held(current)
    return move_program(current, ProgramState.SUSPENDED, actor=actor, now=now)


@transaction.atomic
def close_program(actor: Actor, program: Program, /, *, now: datetime) -> Program:
    """End it; what people completed in it stays."""
    current = take_program(program)
    require(may_close_program(actor, current))
    return move_program(current, ProgramState.CLOSED, actor=actor, now=now)


def take_program(program: Program) -> Program:
    """The program as it is now, locked until the deed is done."""
    return Program.objects.select_for_update(no_key=True).select_related("organization").get(pk=program.pk)


def _refuse_held(program: Program) -> None:
    if program.state == ProgramState.HELD:
        raise Refused(
            _(
                "The civic lead has taken this program out of sight until it is looked at. You can answer there."
            )
        )


def move_program(program: Program, state: ProgramState, *, actor: Actor, now: datetime) -> Program:
    """Keep the state and record it. A step of actions that have asked their own rule."""
    before = program.state
    if before == ProgramState.CLOSED or before == state:
        raise Refused(_("The program cannot be moved there from where it is now."))
    program.state = state
    program.version += 1
    program.held_from = before if state == ProgramState.HELD else ""
    program.save(update_fields=["state", "held_from", "version"])
    record(ProgramMoved(program.pk, before, state), actor=actor, now=now)
    return program


def _check(fields: dict[str, Any]) -> None:
    unknown = set(fields) - EDITABLE
    if unknown:
        raise Refused(_("We do not know this field: %(field)s.") % {"field": ", ".join(sorted(unknown))})
    if "name" in fields and not str(fields["name"]).strip():
        raise Refused(_("Give the program a name."), field="name")
    if "pace" in fields and fields["pace"] not in Pace.values:
        raise Refused(_("Choose one of the answers."), field="pace")
    if not 1 <= int(fields.get("length_weeks", 1)) <= 260:
        raise Refused(_("Between 1 and 260 weeks."), field="length_weeks")
    if not 1 <= int(fields.get("hours_per_week", 1)) <= 80:
        raise Refused(_("Between 1 and 80 hours a week."), field="hours_per_week")
    if fields.get("tuition") is not None and not 0 <= fields["tuition"] <= 500_000:
        raise Refused(_("Tuition is between 0 and 500,000 dollars."), field="tuition")
    if fields.get("cip") is not None and not isinstance(fields["cip"], ProgramCode):
        raise Refused(_("We do not know this program code."), field="cip")
