"""What a posting asks for, confirmed by a person line by line and saved at once."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.skills.queries import versions_of
from techhire.commons.skills.words import Importance, When
from techhire.plays.marketplace.actions.drafting import STALE
from techhire.plays.marketplace.actions.lines import Line, check_lines
from techhire.plays.marketplace.facts import RequirementsSet
from techhire.plays.marketplace.models import Posting, Requirement
from techhire.plays.marketplace.rules import may_set_requirements
from techhire.plays.marketplace.words import PostingState


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
    """Replace what a posting asks for by these confirmed lines; where the words stood in the ad is kept.

    What was read from words that the ad has lost since is from now on what the employer asks for by itself.
    """
    current = Posting.objects.select_for_update(no_key=True).select_related("organization").get(pk=posting.pk)
    require(may_set_requirements(actor, current))
    if expected_version is not None and expected_version != current.version:
        raise Refused(_(STALE))
    wanted = list(lines)
    check_lines(wanted, current.community_id)
    if current.state == PostingState.PUBLISHED and not any(_is_asked(line) for line in wanted):
        raise Refused(_("Confirm the skills, with at least one essential skill for day one."))
    old = {line.skill_id: line for line in Requirement.objects.filter(posting=current)}
    gone = [row.pk for skill_id, row in old.items() if skill_id not in {line.skill_id for line in wanted}]
    Requirement.objects.filter(pk__in=gone).delete()
    versions = versions_of(line.skill_id for line in wanted)
    Requirement.objects.bulk_create(
        (_row(current, line, old.get(line.skill_id), versions[line.skill_id]) for line in wanted),
        update_conflicts=True,
        unique_fields=["posting", "skill"],
        update_fields=[
            *("level", "weight", "importance", "when", "confirmed", "named_as", "skill_version"),
            *("start", "end", "text", "confidence"),
        ],
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


def _row(posting: Posting, line: Line, old: Requirement | None, version: int) -> Requirement:
    if old is not None and old.has_left(posting.text):
        old = None
    return Requirement(
        posting=posting,
        skill_id=line.skill_id,
        skill_version=version,
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
