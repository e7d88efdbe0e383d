"""A rule answers with a verdict; an action that meets a refusal stops before it writes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Verdict:
    """The answer of a rule: whether the deed is allowed and, where it is not, the reason a person can read."""

    allowed: bool
    reason: str | Promise = ""

    def __bool__(self) -> bool:
        return self.allowed


class Refused(Exception):
    """An action was asked for that its rule does not allow, or whose input cannot be taken.

    ``reason`` is a sentence for the person who asked; ``field`` names the input it speaks of, where one does. ``more``
    are refusals of other inputs, so that nobody hears of them one after the other.
    """

    def __init__(
        self, reason: str | Promise, *, field: str | None = None, more: tuple["Refused", ...] = ()
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field
        self.more = more

    def __str__(self) -> str:
        return str(self.reason)


class TooOften(Refused):
    """It would be allowed, and was done as often already as it may be for now: again in so many ``seconds``."""

    def __init__(self, reason: str | Promise, *, seconds: int) -> None:
        super().__init__(reason)
        self.seconds = seconds


def allowed() -> Verdict:
    """Say yes."""
    return Verdict(True)


def refused(reason: str | Promise) -> Verdict:
    """Say no, with the sentence the person will read."""
    return Verdict(False, reason)


def refusals_of(*checks: Callable[[], object]) -> list[Refused]:
    """What each of the checks refuses; each is carried out, whatever the others say."""
    found: list[Refused] = []
    for check in checks:
        try:
            check()
        except Refused as refusal:
            found += [refusal, *refusal.more]
    return found


def refuse_all(refusals: Iterable[Refused]) -> None:
    """Stop with one ``Refused`` that carries them all, where there are any."""
    found = list(refusals)
    if found:
        first, *others = found
        raise Refused(first.reason, field=first.field, more=tuple(others))


def require(verdict: Verdict) -> None:
    """Stop with ``Refused`` unless the verdict allows."""
    if not verdict.allowed:
        raise Refused(verdict.reason)
