"""Rows as the matching engine takes them: people, postings, the table of chances, and the snapshot that serves."""

from techhire.plays.matches.bridge.postings import LaidOut, forget_postings, postings_laid_out
from techhire.plays.matches.bridge.rankings import forget_rankings, ranking_now
from techhire.plays.matches.bridge.rows import filters_of, need_of, reach_table
from techhire.plays.matches.bridge.serving import (
    Served,
    forget_people,
    newest_name,
    noted_changes,
    people_now,
    people_of_the_day,
)
from techhire.plays.matches.bridge.snapshots import build_people, findable, hidden_from, people_with, publish

__all__ = [
    "LaidOut",
    "Served",
    "build_people",
    "filters_of",
    "findable",
    "forget_served",
    "hidden_from",
    "need_of",
    "newest_name",
    "noted_changes",
    "people_now",
    "people_of_the_day",
    "people_with",
    "postings_laid_out",
    "publish",
    "ranking_now",
    "reach_table",
]


def forget_served() -> None:
    """Drop what this process keeps in memory, as after a restore."""
    forget_people()
    forget_rankings()
    forget_postings()
