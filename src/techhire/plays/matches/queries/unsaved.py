"""A posting that is in no table: what an ad asks for, or a search."""

from collections.abc import Sequence

from techhire.plays.marketplace.models import Posting, Requirement


def asking(posting: Posting, lines: Sequence[Requirement]) -> Posting:
    """The same posting, whose requirements are these lines wherever they are asked for, without a query."""
    posting._prefetched_objects_cache = {"requirements": lines}  # type: ignore[attr-defined]  # where Django keeps them
    return posting
