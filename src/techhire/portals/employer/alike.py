"""Postings of one employer with the same title, told apart by the first thing in which they differ."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from techhire.plays.marketplace.models import Posting

Says = Callable[["Posting"], str]
DayOf = Callable[[datetime], date]


def told_apart(postings: Iterable["Posting"], day_of: DayOf) -> dict[int, str]:
    """For each posting that has a twin, in words: its place, where it is done, its kind, its day, else its number."""
    alike: dict[str, list[Posting]] = defaultdict(list)
    for posting in postings:
        alike[posting.title.casefold()].append(posting)
    return {
        posting.pk: words
        for twins in alike.values()
        if len(twins) > 1
        for posting, words in zip(twins, _apart(twins, day_of), strict=True)
    }


def _apart(twins: list["Posting"], day_of: DayOf) -> list[str]:
    days = [_since(row, day_of) for row in twins]
    ways = (
        [row.city for row in twins],
        [row.get_workplace_display() for row in twins],
        [row.get_employment_type_display() for row in twins],
        days,
    )
    found = next((words for words in ways if all(words) and len(set(words)) == len(twins)), None)
    if found is not None:
        return found
    numbered = _("%(day)s, number %(number)d")
    return [numbered % {"day": day, "number": row.pk} for row, day in zip(twins, days, strict=True)]


def _since(posting: "Posting", day_of: DayOf) -> str:
    words = _("open since %(day)s") if posting.published_at else _("begun on %(day)s")
    day = day_of(posting.published_at or posting.made_at)
    return words % {"day": date_format(day, "SHORT_DATE_FORMAT")}
