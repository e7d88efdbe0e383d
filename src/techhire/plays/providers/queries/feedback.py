"""What employers said about people who completed a program: counts only, and none that single anybody out."""

from collections import defaultdict
from dataclasses import dataclass

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor, require
from techhire.engines.disclosure_control import SharedCount, share_count
from techhire.plays.providers.models import Enrollment, Program, Teaches
from techhire.plays.providers.rules import may_see_feedback_counts
from techhire.plays.providers.words import EnrollmentState
from techhire.plays.seekers.models import EmployerFeedback

ON_THEIR_OWN = 3
"""The level from which somebody works independently."""


@dataclass(frozen=True)
class ProgramFeedback:
    """About how many who completed a program work on their own, or with help, by what employers said."""

    program: Program
    on_their_own: SharedCount
    with_help: SharedCount


def feedback_by_program(actor: Actor, organization: Organization) -> list[ProgramFeedback]:
    """One line a program that anything was said about. Three queries.

    A person counts once a program: as working on their own where at least half of what employers said about skills
    the program teaches is level 3 or more. Counts below ten are hidden and the others rounded; no total stands beside
    them, so that none can be worked out, today or from one day to the next.
    """
    require(may_see_feedback_counts(actor, organization))
    said = _levels(organization)
    grouped: dict[Program, list[int]] = defaultdict(lambda: [0, 0])
    for (program, _person), levels in said.items():
        alone = sum(level >= ON_THEIR_OWN for level in levels) * 2 >= len(levels)
        grouped[program][0 if alone else 1] += 1
    return [
        ProgramFeedback(program, share_count(grouped[program][0]), share_count(grouped[program][1]))
        for program in sorted(grouped, key=lambda program: (program.name, program.pk))
    ]


def _levels(organization: Organization) -> dict[tuple[Program, int], list[int]]:
    """Levels employers named after a completion, by program and person."""
    done = Enrollment.objects.filter(
        cohort__program__organization=organization,
        state=EnrollmentState.COMPLETED,
        completed_on__isnull=False,
    ).select_related("cohort__program")
    completed: dict[int, list[Enrollment]] = defaultdict(list)
    for row in done:
        completed[row.seeker_id].append(row)
    taught = set(
        Teaches.objects.filter(program__organization=organization).values_list("program_id", "skill_id")
    )
    levels: dict[tuple[Program, int], list[int]] = defaultdict(list)
    for piece in EmployerFeedback.objects.filter(seeker_id__in=completed):
        for row in completed[piece.seeker_id]:
            program = row.cohort.program
            after = row.completed_on is not None and row.completed_on <= piece.at
            if after and (program.pk, piece.skill_id) in taught:
                levels[program, piece.seeker_id].append(piece.level)
    return levels
