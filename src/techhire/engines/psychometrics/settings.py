"""How a test is given: when it stops, how the next item is chosen, and what it may not overuse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from techhire.engines.psychometrics.items import ItemBank

Method = Literal["maximum_information", "randomesque", "sympson_hetter"]
METHODS: tuple[Method, ...] = ("maximum_information", "randomesque", "sympson_hetter")
GUESSED_VARIANCE = 0.49
"""Added once, in squared logits, to the variance told of a result that rests on a difficulty its author guessed:
such guesses were taken to miss by 0.7 logits. A judgment until local answers say otherwise."""


@dataclass(frozen=True)
class Settings:
    """The rules of one test.

    A sitting ends after `max_items` scored items; once `min_items` are scored, as soon as the standard error is
    at most `stop_se` (logits); or when the answers took `seconds` in all. `method` is how the next item is
    chosen: the one that tells most, by lot among the best `randomesque`, or with the lottery of Sympson and
    Hetter (1985), for which `exposure` holds each item's chance to be let through, by id. `content` is the share
    of each topic. `pilot_items` unscored items are mixed in early. `seed` serves where a sitting brings none.

    Raises ValueError for rules that contradict themselves.
    """

    min_items: int = 5
    max_items: int = 20
    stop_se: float = 0.35
    seconds: float | None = None
    method: Method = "randomesque"
    randomesque: int = 5
    content: Mapping[str, float] = field(default_factory=dict)
    exposure: Mapping[str, float] = field(default_factory=dict)
    pilot_items: int = 0
    seed: int = 0

    def __post_init__(self) -> None:
        if not 1 <= self.min_items <= self.max_items:
            raise ValueError(
                f"from {self.min_items} to {self.max_items} items: at least 1, and the most not fewer"
            )
        if not self.stop_se >= 0 or (self.seconds is not None and not self.seconds > 0):
            raise ValueError(
                "the standard error to stop at must not be negative, and the time must be above 0"
            )
        if self.method not in METHODS:
            raise ValueError(f"an item is chosen by one of {', '.join(METHODS)}, not {self.method}")
        if self.randomesque < 1 or self.pilot_items < 0:
            raise ValueError("a lot needs at least one item, and pilot items cannot be fewer than none")
        self._check_shares()

    def _check_shares(self) -> None:
        shares = self.content.values()
        if self.content and (min(shares) < 0 or abs(sum(shares) - 1.0) > 1e-6):
            raise ValueError("the shares of the topics must not be negative and must add up to 1")
        if any(not 0 < chance <= 1 for chance in self.exposure.values()):
            raise ValueError("the chance to be let through must be above 0 and at most 1")

    def check(self, bank: ItemBank) -> None:
        """Raise ValueError where the rules do not fit a bank."""
        unknown = sorted(set(self.content) - set(bank.topics))
        if unknown:
            raise ValueError(f"no item of the bank is about {', '.join(unknown)}")
        if self.method == "sympson_hetter" and not self.exposure:
            raise ValueError(
                "the lottery of Sympson and Hetter needs each item's chance: find them by simulation"
            )
