"""What a person may put on a resume, for the person and their coach: all of it their own choice."""

from collections import defaultdict
from dataclasses import dataclass

from techhire.commons.permits import Actor, require
from techhire.commons.skills.models import EverydayTask
from techhire.commons.skills.queries import succession
from techhire.plays.seekers.models import Evidence, Experience, Seeker
from techhire.plays.seekers.queries.experiences import experiences_of
from techhire.plays.seekers.queries.people import contacts_of
from techhire.plays.seekers.queries.skills import SkillLine, skill_lines
from techhire.plays.seekers.rules import may_act_for
from techhire.plays.seekers.words import ContactKind, EvidenceKind, EvidenceState


@dataclass(frozen=True)
class ToldWork:
    """Something the person did, with the everyday tasks they tapped for it."""

    experience: Experience
    tasks: list[EverydayTask]


@dataclass(frozen=True)
class BackedSkill:
    """A skill with its word, and the pieces that count for it beyond the person's own word, newest first."""

    line: SkillLine
    pieces: list[Evidence]


@dataclass(frozen=True)
class ResumeParts:
    """Everything there is to choose from; ways to be reached by kind."""

    contacts: list[tuple[str, str]]
    work: list[ToldWork]
    skills: list[BackedSkill]


def resume_parts(actor: Actor, seeker: Seeker) -> ResumeParts:
    """Read what a resume is made of. A constant number of queries."""
    require(may_act_for(actor, seeker))
    told = [row for row in experiences_of(actor, seeker) if row.on_resume]
    tasks = EverydayTask.objects.in_bulk({pk for row in told for pk in row.task_ids})
    rows = Evidence.objects.filter(seeker=seeker, state=EvidenceState.COUNTS)
    pieces: dict[int, list[Evidence]] = defaultdict(list)
    chain = succession()
    for row in rows.exclude(kind=EvidenceKind.CLAIM).select_related("organization").order_by("-at", "-pk"):
        pieces[chain.end_of(row.skill_id)].append(row)
    return ResumeParts(
        contacts=_ways(actor, seeker),
        work=[
            ToldWork(row, [tasks[pk] for pk in row.task_ids if pk in tasks])
            for row in sorted(told, key=lambda row: (-(row.until or 9999), -(row.since or 0), -row.pk))
        ],
        skills=[BackedSkill(line, pieces[line.skill.pk]) for line in skill_lines(actor, seeker)],
    )


def _ways(actor: Actor, seeker: Seeker) -> list[tuple[str, str]]:
    """What they told; the address they sign in with stands in for an e-mail they did not tell."""
    ways = [(row.kind, row.value) for row in contacts_of(actor, seeker)]
    own = seeker.account.email if seeker.account else ""
    if own and not any(kind == ContactKind.EMAIL for kind, _value in ways):
        ways.insert(0, (ContactKind.EMAIL.value, own))
    return ways
