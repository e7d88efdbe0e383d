"""What somebody is told before applying: whether people are put in order for a job, since when, and the audit of it."""

from dataclasses import dataclass
from datetime import date

from techhire.commons.communities.rules import allows_ranking
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.rules import ranked_from


@dataclass(frozen=True)
class RankingNotice:
    """Whether there is an order at all, the first day of it, and the link to the audit.

    ``since`` is None where no notice is given, or where it has not begun because the posting is a draft.
    """

    is_ranked: bool
    since: date | None
    audit_url: str

    def is_ahead(self, today: date) -> bool:
        """Whether the order has not begun yet."""
        return self.since is not None and self.since > today


def ranking_notice(posting: Posting) -> RankingNotice:
    """The notice on one posting, as the community's settings want it."""
    community = posting.community
    since = ranked_from(posting) if community.ranking_notice_days else None
    return RankingNotice(bool(allows_ranking(community)), since, community.ranking_audit_url)
