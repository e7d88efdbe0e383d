"""`techhire ties`: the crosswalk of the starter framework to other lists, and single ties in the operator's name."""

from argparse import Namespace
from typing import TYPE_CHECKING

from techhire.portals.console.ground import refusals_told, stand_up
from techhire.portals.console.stopping import Stop

if TYPE_CHECKING:
    from techhire.commons.skills.models import Skill


def ties(options: Namespace) -> None:
    """Make or end the tie that is asked for; then say how many stand and how many wait for their other side."""
    _refuse_half(options)
    stand_up()
    with refusals_told():
        if options.tie:
            _tie(options)
        if options.end:
            _end(options)
    _print(options.waiting)


def _refuse_half(options: Namespace) -> None:
    """Say what is left out before anything is opened."""
    if options.tie and options.end:
        raise Stop("Make a tie or end one, not both at once.", 2)
    if (options.tie or options.end) and not (options.within and options.other):
        raise Stop("Name the other list with --in and its skill with --with.", 2)
    if options.tie and not options.relation:
        raise Stop("Say with --relation what the other skill is to ours.", 2)


def _skill(framework: str, said: str) -> "Skill":
    from techhire.commons.skills.queries import shared_skill

    found = shared_skill(framework, said)
    if found is None:
        raise Stop(f"There is no skill {said!r} in the shared list {framework!r}.", 2)
    return found


def _tie(options: Namespace) -> None:
    from django.utils import timezone

    from techhire.commons.permits import Actor
    from techhire.commons.skills.actions.alignment import align_skills

    origin, target = _skill("starter", options.tie), _skill(options.within, options.other)
    align_skills(Actor.system(), origin, target, relation=options.relation, now=timezone.now())
    print(f"Tied: {origin.name} – {options.relation} – {target.name}.")


def _end(options: Namespace) -> None:
    from django.utils import timezone

    from techhire.commons.permits import Actor
    from techhire.commons.skills.actions.alignment import remove_alignment
    from techhire.commons.skills.queries import tie_between

    origin, target = _skill("starter", options.end), _skill(options.within, options.other)
    tie = tie_between(origin, target)
    if tie is None:
        raise Stop(f"{origin.name} and {target.name} are not tied.", 2)
    remove_alignment(Actor.system(), tie, now=timezone.now())
    print(f"Taken apart: {origin.name} – {target.name}.")


def _print(with_names: bool) -> None:
    from techhire.commons.skills.queries import crosswalks

    found = crosswalks()
    if not found:
        print("Neither O*NET nor ESCO is here yet; import one and its ties are made.")
    for row in found:
        print(f"{row.name}: {row.made:,} tied, {len(row.waiting):,} waiting, {row.apart:,} taken apart here.")
        for tie in row.waiting if with_names else ():
            print(f"  {tie.slug} – {tie.relation} – {tie.name} ({tie.code})")
