"""Who waits for which fact. Handlers run inside one transaction per step and say whether more is to come.

What takes long to compute is thought out first, by a function that reads and writes nothing to the database: the
handler then looks whether its thought still holds, and writes it down. So a long sum keeps nobody from writing.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar


@dataclass(frozen=True)
class Step:
    """What a handler is given: the fact's id and body, its place in a long job, the moment, and its thought."""

    fact_id: int
    community_id: int | None
    name: str
    data: dict[str, Any]
    subject_id: int | None
    actor_id: int | None
    now: datetime
    cursor: dict[str, Any] = field(default_factory=dict)
    thought: Any = None


@dataclass(frozen=True)
class Done:
    """The reaction is finished."""


@dataclass(frozen=True)
class More:
    """One step is finished, more are to come: where to go on, how far it is, and when to go on."""

    cursor: dict[str, Any]
    done: int = 0
    total: int = 0
    not_before: datetime | None = None


Handler = Callable[[Step], Done | More | None]
Thinker = Callable[[Step], Any]
F = TypeVar("F", bound=Handler)
_handlers: dict[str, dict[str, Handler]] = defaultdict(dict)
_thinkers: dict[str, Thinker] = {}


def reacts_to(*facts: type, thinking: Thinker | None = None) -> Callable[[F], F]:
    """Register a handler for facts; its stored name is its module and name, so renaming one needs a migration.

    ``thinking`` is given the same step before the handler's transaction begins, and its answer as ``step.thought`` to
    the handler. Minutes may lie between the two, other people's writes, and another worker's try at the same step.
    """

    def register(handler: F) -> F:
        name = f"{handler.__module__}.{handler.__qualname__}"
        for fact in facts:
            _handlers[fact.__name__][name] = handler
        if thinking is not None:
            _thinkers[name] = thinking
        return handler

    return register


def handlers_of(fact_name: str) -> list[str]:
    """Names of the handlers that wait for a fact, in a fixed order."""
    return sorted(_handlers.get(fact_name, {}))


def handler_named(fact_name: str, name: str) -> Handler | None:
    """The handler of that name, or None where the code no longer has it."""
    return _handlers.get(fact_name, {}).get(name)


def thinker_of(name: str) -> Thinker | None:
    """What thinks for the handler of that name, before its transaction; None for most."""
    return _thinkers.get(name)
