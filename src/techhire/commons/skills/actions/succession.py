"""Lines of roles, postings and programs that name a replaced skill: they go over to the skill that counts for it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

from techhire.commons.skills.models import succession
from techhire.commons.skills.words import Importance, When

LINES = 200


@dataclass(frozen=True)
class Followed:
    """A line went over from one skill to another; ``owner_id`` is the role, posting or program it stands in."""

    owner_id: int
    before_id: int
    after_id: int


def follow_successors(
    rows: QuerySet[Any],
    owner: str,
    skill_id: int,
    merge: Callable[[Any, Any], None],
    *,
    after: int = 0,
    size: int = LINES,
) -> tuple[int, list[Followed]]:
    """Move the next lines that were said with a skill, or with one whose way led over it, to where that stands now.

    ``rows`` have ``skill`` and ``named_as``, the skill a line was first said with, so that it goes back where that
    skill returns. Where the owner asks for the other skill already, ``merge(kept, gone)`` joins the two and one line
    is left. Returns the last id and what moved; an id of 0 means the end.
    """
    chain = succession()
    family = chain.through(skill_id)
    found = rows.filter(Q(skill_id__in=family) | Q(named_as_id__in=family), pk__gt=after).order_by("pk")
    lines = list(found[:size])
    moved = []
    for line in lines:
        before, named = line.skill_id, line.named_as_id or line.skill_id
        target = chain.end_of(named)
        if target != before:
            _go_over(rows.model, owner, line, named, target, merge)
            moved.append(Followed(getattr(line, owner), before, target))
    return (lines[-1].pk if lines else 0), moved


def _go_over(
    model: type[Model], owner: str, line: Any, named: int, target: int, merge: Callable[[Any, Any], None]
) -> None:
    other = model._default_manager.filter(**{owner: getattr(line, owner)}, skill_id=target).first()
    if other is not None:
        merge(other, line)
        line.delete()
        other.save()
        return
    line.skill_id = target
    line.named_as_id = None if named == target else named
    line.save(update_fields=["skill", "named_as"])


def merge_asks(kept: Any, gone: Any) -> None:
    """Of two lines that ask for one skill, keep the stricter of each: level, weight, importance, when."""
    kept.level = max(kept.level, gone.level)
    kept.weight = max(kept.weight, gone.weight)
    if gone.importance == Importance.ESSENTIAL:
        kept.importance = gone.importance
    if gone.when == When.DAY_ONE:
        kept.when = gone.when
