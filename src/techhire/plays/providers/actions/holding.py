"""The civic lead looks at a program somebody reported: out of sight meanwhile, back again, or down for good."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.permits import Actor, Refused, require
from techhire.plays.providers.actions.programs import move_program, take_program
from techhire.plays.providers.models import Program
from techhire.plays.providers.rules import may_hold_program, may_release_program, may_take_down_program
from techhire.plays.providers.words import ProgramState

SEEN = frozenset({ProgramState.LISTED, ProgramState.SUSPENDED})


@transaction.atomic
def hold_program(actor: Actor, program: Program, /, *, now: datetime) -> Program:
    """Take it out of sight: nobody finds it and no plan names it. Its provider still corrects and closes it."""
    current = take_program(program)
    require(may_hold_program(actor, current))
    if current.state not in SEEN:
        raise Refused(_("This program is not open to people, so there is nothing to take out of sight."))
    return move_program(current, ProgramState.HELD, actor=actor, now=now)


@transaction.atomic
def release_program(actor: Actor, program: Program, /, *, now: datetime) -> Program:
    """Put it back where it was."""
    current = take_program(program)
    require(may_release_program(actor, current))
    if current.state != ProgramState.HELD:
        raise Refused(_("This program is not out of sight."))
    return move_program(current, ProgramState(current.held_from), actor=actor, now=now)


@transaction.atomic
def take_down_program(actor: Actor, program: Program, /, *, now: datetime) -> Program:
    """Close it for good; what people completed in it stays."""
    current = take_program(program)
    require(may_take_down_program(actor, current))
    if current.state not in SEEN | {ProgramState.HELD}:
        raise Refused(_("This program is not open to people, so there is nothing to take down."))
    return move_program(current, ProgramState.CLOSED, actor=actor, now=now)
