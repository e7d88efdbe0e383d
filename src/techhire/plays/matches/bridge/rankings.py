"""The last ranking of each community, kept in memory while nothing it rests on changes: people are read in a row."""

from collections.abc import Iterable
from dataclasses import dataclass

from techhire.engines.matching import Need, Ranking, rank
from techhire.plays.matches.bridge.rows import reach_table
from techhire.plays.matches.bridge.serving import Served, people_now


@dataclass(frozen=True, eq=False)
class _Last:
    served: Served
    asked: tuple[Need, int, tuple[int, ...]]
    ranking: Ranking

    def is_of(self, served: Served, asked: tuple[Need, int, tuple[int, ...]]) -> bool:
        """Whether these very people were asked the same: whoever changed since makes another overlay."""
        same = served.people is self.served.people and served.overlay is self.served.overlay
        return same and asked == self.asked


_last: dict[int, _Last] = {}


def ranking_now(community_id: int, need: Need, size: int, blocked: Iterable[int]) -> Ranking:
    """The first ``size`` people of the community at this moment for a posting, without those blocked."""
    served, asked = people_now(community_id), (need, size, tuple(sorted(blocked)))
    last = _last.get(community_id)
    if last is None or not last.is_of(served, asked):
        found = rank(served.people, need, reach_table(), size, overlay=served.overlay, blocked=asked[2])
        _last[community_id] = last = _Last(served, asked, found)
    return last.ranking


def forget_rankings() -> None:
    """Drop what this process keeps of rankings."""
    _last.clear()
