"""The one place where what people said about themselves is counted. What leaves it is counts, none of a few people.

Anything with a level is counted here the same way: hand in who reached which level, by person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db.models import Count, Max

from techhire.plays.assessments.bridge.crowd import EVERYONE, By, Crowd, Taker
from techhire.plays.assessments.bridge.editions import (
    Block,
    blocks_of_drafts,
    changed_by_few,
    next_block,
)
from techhire.plays.assessments.bridge.item_quality import AnswerTable
from techhire.plays.assessments.bridge.publishing import publishable
from techhire.plays.assessments.bridge.unlike_items import unlike_items
from techhire.plays.seekers.models import SelfIdentification
from techhire.plays.seekers.words import ABOUT_SELF

NOT_SAID = "not_said"
KINDS = {name: tuple(c for c in choices.values if c != NOT_SAID) for name, choices in ABOUT_SELF.items()}
AT_ONCE = 500


def group_blocks(
    reached: Mapping[int, int],
    *,
    earlier: Mapping[By, Sequence[Block]],
    today: date,
    cuts: int | None = None,
    table: AnswerTable | None = None,
    exact: bool = False,
) -> list[Block]:
    """Tables of who reached a level by group, as they may be published after the earlier editions.

    ``reached`` is the highest level, 0 to 5, by seeker id; ``table`` the answers of the same people in the same
    order, where questions are to be compared too. ``exact`` holds gaps against the exact test, as suits few people.

    While the figures of everybody together differ from an earlier edition's by a few, nothing new is said of any group:
    a group shown for the first time beside the old total would tell who the few are.
    """
    said = _said(reached)
    takers = (Taker(said.get(pk, {}), level) for pk, level in reached.items())
    crowd = Crowd.of(takers, KINDS, exact=exact)
    if any(changed_by_few(block, crowd) for block in earlier.get(EVERYONE, ())):
        return [some[-1] for by in crowd.ways if (some := earlier.get(by, ()))]
    drafts = publishable(crowd)
    fresh = {tuple(block["by"]): block for block in blocks_of_drafts(drafts, today.isoformat(), cuts)}
    found = []
    for by in crowd.ways:
        block = next_block(by, fresh.get(by), earlier.get(by, ()), crowd)
        if block is not None:
            if table is not None and len(by) == 1 and block is fresh.get(by):
                block["dif"] = _unlike(block, table, [said.get(pk, {}).get(by[0]) for pk in reached])
            found.append(block)
    return found


def said_stamp() -> tuple[int, datetime | None]:
    """What is different as soon as anybody said something else about themselves, or took it back. One query."""
    found = SelfIdentification.objects.aggregate(many=Count("pk"), last=Max("changed_at"))
    return found["many"], found["last"]


def _said(seeker_ids: Iterable[int]) -> dict[int, dict[str, str]]:
    """What each person said, unsealed for the moment of counting; what was not said has no entry."""
    ids = sorted(seeker_ids)
    found: dict[int, dict[str, str]] = {}
    for at in range(0, len(ids), AT_ONCE):
        for row in SelfIdentification.objects.filter(seeker_id__in=ids[at : at + AT_ONCE]):
            answers = {name: getattr(row, name) for name in ABOUT_SELF}
            found[row.seeker_id] = {name: code for name, code in answers.items() if code in KINDS[name]}
    return found


def _unlike(block: Block, table: AnswerTable, said: Sequence[str | None]) -> list[dict[str, object]]:
    """Questions compared between the groups whose numbers are shown, each with the largest of them."""
    shown = {
        row["group"][0]: row["people"] for one in block["tables"] for row in one["rows"] if row["people"]
    }
    groups = [group for group in KINDS[block["by"][0]] if group in shown]
    if len(groups) < 2:
        return []
    reference = max(groups, key=lambda group: shown[group])
    compared = unlike_items(table, said, groups, reference)
    return [row | {"reference": reference} for row in compared]
