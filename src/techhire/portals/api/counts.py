"""Numbers of people as they may leave the product: rounded, and silent where they are small."""

from techhire.engines.disclosure_control import SharedCount
from techhire.plays.matches.queries import in_words
from techhire.portals.api.fields import Shown


class Count(Shown):
    """About how many people; ``value`` is null where there are fewer than ten."""

    value: int | None
    words: str

    @classmethod
    def of(cls, count: SharedCount) -> "Count":
        """A count that was rounded already."""
        return cls(value=count.value, words=in_words(count))
