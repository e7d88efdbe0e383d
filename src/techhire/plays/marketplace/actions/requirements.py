"""What a posting asks for, confirmed by a person line by line and saved at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.skills.models import Skill
from techhire.commons.skills.words import LEVELS, Importance, When
from techhire.plays.marketplace.actions.drafting import STALE
from techhire.plays.marketplace.facts import RequirementsSet
from techhire.plays.marketplace.models import Posting, Requirement
from techhire.plays.marketplace.rules import may_set_requirements
from techhire.plays.marketplace.words import PostingState

MOST_LINES = 40


@dataclass(frozen=True)
class Line:
    """One confirmed line: the skill, the level (1 to 5), the weight (1 to 5), how it matters and when it is needed."""

    skill_id: int
    level: int
    weight: int = 3
    importance: str = Importance.ESSENTIAL
    when: str = When.DAY_ONE


@transaction.atomic
def set_requirements(
    actor: Actor,
    posting: Posting,
    /,
    *,
    lines: Iterable[Line],
    expected_version: int | None = None,
    now: datetime,
) -> Posting:
    """Replace what a posting asks for by these confirmed lines; where the words stood in the ad is kept."""
    current = Posting.objects.select_for_update().select_related("organization").get(pk=posting.pk)
    require(may_set_requirements(actor, current))
    if expected_version is not None and expected_version != current.version:
        raise Refused(_(STALE))
    wanted = list(lines)
    _check(wanted, current.community_id)
    if current.state == PostingState.PUBLISHED and not any(_is_asked(line) for line in wanted):
        raise Refused(_("Confirm the skills, with at least one essential skill for day one."))
    old = {line.skill_id: line for line in Requirement.objects.filter(posting=current)}
    gone = [row.pk for skill_id, row in old.items() if skill_id not in {line.skill_id for line in wanted}]
    Requirement.objects.filter(pk__in=gone).delete()
    Requirement.objects.bulk_create(
        (_row(current, line, old.get(line.skill_id)) for line in wanted),
        update_conflicts=True,
        unique_fields=["posting", "skill"],
        update_fields=["level", "weight", "importance", "when", "confirmed", "named_as"],
    )
    current.version += 1
    if current.state == PostingState.DRAFT:
        current.state = PostingState.CHECKED
    current.save(update_fields=["version", "state"])
    record(_fact(current, wanted), actor=actor, now=now)
    return current


def _is_asked(line: Line) -> bool:
    return line.importance == Importance.ESSENTIAL and line.when == When.DAY_ONE


def _fact(posting: Posting, lines: list[Line]) -> RequirementsSet:
    day_one = [line for line in lines if line.when == When.DAY_ONE]
    essential = sum(line.importance == Importance.ESSENTIAL for line in day_one)
    return RequirementsSet(posting.pk, essential, len(day_one) - essential, len(lines) - len(day_one))


def _row(posting: Posting, line: Line, old: Requirement | None) -> Requirement:
    return Requirement(
        posting=posting,
        skill_id=line.skill_id,
        level=line.level,
        weight=line.weight,
        importance=line.importance,
        when=line.when,
        start=old.start if old else None,
        end=old.end if old else None,
        text=old.text if old else "",
        confidence=old.confidence if old else None,
        confirmed=True,
    )


def _check(lines: list[Line], community_id: int) -> None:
    if len(lines) > MOST_LINES:
        raise Refused(_("Ask for at most 40 skills. Fewer is better."))
    ids = [line.skill_id for line in lines]
    if len(set(ids)) != len(ids):
        raise Refused(_("Each skill can stand in a posting once."))
    here = Q(framework__community__isnull=True) | Q(framework__community_id=community_id)
    if Skill.objects.filter(here, pk__in=ids).count() != len(ids):
        raise Refused(_("We do not know one of these skills."))
    for line in lines:
        known = line.level in LEVELS and 1 <= line.weight <= 5
        if not known or line.importance not in Importance.values or line.when not in When.values:
            raise Refused(_("Choose a level from 1 to 5, how much it matters, and when it is needed."))
