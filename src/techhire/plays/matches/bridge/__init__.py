"""Rows as the matching engine takes them: people, postings, the table of chances, and the snapshot that serves."""

from techhire.plays.matches.bridge.rows import filters_of, need_of, reach_table
from techhire.plays.matches.bridge.snapshots import Served, build_people, forget_served, people_now, publish

__all__ = [
    "Served",
    "build_people",
    "filters_of",
    "forget_served",
    "need_of",
    "people_now",
    "publish",
    "reach_table",
]
