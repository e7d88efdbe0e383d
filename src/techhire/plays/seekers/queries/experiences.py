"""What a person told about what they did: for the person and their coach only."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import override

from techhire.commons.permits import Actor, require
from techhire.commons.skills.bridge import closest_tasks
from techhire.commons.skills.models import EverydayTask
from techhire.commons.skills.queries import everyday_tasks
from techhire.plays.seekers.models import Experience, ExperienceSkill, Seeker
from techhire.plays.seekers.rules import may_act_for
from techhire.plays.seekers.words import FoundIn

FEW = 2
"""With fewer skills than this found in somebody's words, the page says that it knew few of them."""
CLOSE = 8
AROUND = 40


@dataclass(frozen=True)
class FoundSkill:
    """A skill found in an experience, with the words it was found in and a few around them."""

    row: ExperienceSkill
    before: str
    quote: str
    after: str


@dataclass(frozen=True)
class TasksOffered:
    """Everyday tasks to tap: those closest to the words first, the rest by area."""

    close: list[EverydayTask]
    others: list[EverydayTask]


def experiences_of(actor: Actor, seeker: Seeker) -> QuerySet[Experience]:
    """Everything a person told about, newest first, with ``kept`` and ``unanswered`` skills counted. One query."""
    require(may_act_for(actor, seeker))
    rows = Experience.objects.filter(seeker=seeker).annotate(
        kept=Count("skills", filter=Q(skills__level__gt=0)),
        unanswered=Count("skills", filter=Q(skills__level__isnull=True)),
    )
    return rows.order_by("-made_at", "-pk")


def experience_numbered(actor: Actor, seeker: Seeker, experience_id: int) -> Experience | None:
    """One of them."""
    return experiences_of(actor, seeker).select_related("seeker__community").filter(pk=experience_id).first()


def found_skills(actor: Actor, experience: Experience) -> list[FoundSkill]:
    """Skills found in an experience, in the order they were told. One query."""
    require(may_act_for(actor, experience.seeker))
    order = [place.value for place in FoundIn]
    rows = sorted(
        experience.skills.select_related("skill", "experience__seeker__community"),
        key=lambda row: (order.index(row.found_in), row.start or 0, row.pk),
    )
    return [_quoted(row, experience) for row in rows]


def _quoted(row: ExperienceSkill, experience: Experience) -> FoundSkill:
    text = {FoundIn.WHAT: experience.what, FoundIn.TOOLS: experience.tools}.get(FoundIn(row.found_in), "")
    if row.start is None or row.end is None:
        return FoundSkill(row, "", "", "")
    start, end = row.start, row.end
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if start > AROUND:
        before = f"… {before.partition(' ')[2]}"
    if len(text) > end + AROUND:
        after = f"{after.rpartition(' ')[0]} …"
    return FoundSkill(row, before, text[start:end], after)


def knew_few_words(found: list[FoundSkill]) -> bool:
    """Whether next to nothing was found in what the person wrote."""
    return sum(bool(one.quote) for one in found) < FEW


def tasks_offered(experience: Experience) -> TasksOffered:
    """What to tap for somebody who has told this much. Two queries."""
    with override(experience.language):
        words = " ".join([experience.named, experience.what, experience.tools])
    close = closest_tasks(words, experience.language)[:CLOSE]
    shown = {task.pk for task in close}
    return TasksOffered(close, [task for task in everyday_tasks() if task.pk not in shown])
