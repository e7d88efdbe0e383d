"""Lines of roles, postings and programs that name a replaced skill: they go over to the skill that counts for it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model, Q

from techhire.commons.skills.models import Succession, succession
from techhire.commons.skills.queries.wording import versions_of
from techhire.commons.skills.words import Importance, When

LINES = 200
Merge = Callable[[Any, Any], list[str]]
"""Joins the second line into the first and returns the names of the fields that it may have changed."""


@dataclass(frozen=True)
class Followed:
    """A line went over from one skill to another; ``owner_id`` is the role, posting or program it stands in."""

    owner_id: int
    before_id: int
    after_id: int


@transaction.atomic
def follow_successors(
    lines: type[Model], owner: str, skill_id: int, merge: Merge, *, after: int = 0, size: int = LINES
) -> tuple[int, list[Followed]]:
    """Move the next lines that were said with a skill, or with one whose way led over it, to where that stands now.

    ``lines`` have ``skill`` and ``named_as``: the skill a line was first said with, so that it goes back where that
    skill returns, unless its owner was saved meanwhile. Where the owner asks for the other skill already, the two
    become one line by ``merge(kept, gone)``, said with the skill it stands at: it stays there whichever returns, and
    is not parted again. The owners are locked first, in the order of their ids, as whoever saves one does.

    Returns the last id and what moved; an id of 0 means the end.
    """
    chain = succession()
    family = chain.through(skill_id)
    said = Q(skill_id__in=family) | Q(named_as_id__in=family)
    rows: Any = lines._default_manager.filter(said)
    found = dict(rows.filter(pk__gt=after).order_by("pk").values_list("pk", f"{owner}_id")[:size])
    _lock_owners(lines, owner, found.values())
    locked = {line.pk: line for line in rows.filter(pk__in=found).select_for_update().order_by("pk")}
    return max(found, default=0), _go_over(locked, owner, chain, merge)


def _lock_owners(lines: type[Model], owner: str, ids: Iterable[int]) -> None:
    owners: Any = lines._meta.get_field(owner).related_model
    list(owners._default_manager.select_for_update().filter(pk__in=set(ids)).order_by("pk").values_list("pk"))


def _go_over(locked: dict[int, Any], owner: str, chain: Succession, merge: Merge) -> list[Followed]:
    moved = []
    for line in locked.values():
        before, named = line.skill_id, line.named_as_id or line.skill_id
        target, of_owner = chain.end_of(named), {f"{owner}_id": getattr(line, f"{owner}_id")}
        if target == before:
            continue
        there = type(line)._default_manager.select_for_update().filter(**of_owner, skill_id=target).first()
        if there is not None:
            _become_one(locked.get(there.pk, there), line, merge)
        else:
            line.skill_id, line.named_as_id = target, None if named == target else named
            line.save(update_fields=["skill", "named_as", *_as_worded_now(line)])
        moved.append(Followed(of_owner[f"{owner}_id"], before, target))
    return moved


def _as_worded_now(line: Any) -> list[str]:
    """A line that keeps a version speaks of the skill it went over to as that is described now."""
    if not hasattr(line, "skill_version"):
        return []
    line.skill_version = versions_of([line.skill_id]).get(line.skill_id)
    return ["skill_version"]


def _become_one(kept: Any, gone: Any, merge: Merge) -> None:
    """What is left speaks for both, so it may not go away with the skill that one of them was first said with."""
    fields = merge(kept, gone)
    gone.delete()
    kept.named_as_id = None
    kept.save(update_fields=[*fields, "named_as"])


def merge_asks(kept: Any, gone: Any) -> list[str]:
    """Of two lines that ask for one skill, keep the stricter of each: level, weight, importance, when."""
    kept.level = max(kept.level, gone.level)
    kept.weight = max(kept.weight, gone.weight)
    if gone.importance == Importance.ESSENTIAL:
        kept.importance = gone.importance
    if gone.when == When.DAY_ONE:
        kept.when = gone.when
    return ["level", "weight", "importance", "when"]
