"""Recording a fact in the transaction of the deed, with one waiting reaction for each handler."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any, ClassVar, Protocol

from django.db import transaction

from techhire.commons.ledger.models import Fact, Reaction
from techhire.commons.ledger.registry import handlers_of
from techhire.commons.permits import Actor


class FactBody(Protocol):
    """A frozen dataclass in an app's ``facts``: ids, numbers, codes; ``subject`` names the field of its thing."""

    __dataclass_fields__: ClassVar[dict[str, Any]]
    subject: ClassVar[str]


class NotInTransaction(Exception):
    """A fact was recorded outside a transaction, so that the deed and its record could part."""


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def record(
    body: FactBody,
    *,
    actor: Actor,
    now: datetime,
    community_id: int | None = None,
    handlers: list[str] | None = None,
) -> Fact:
    """Append the fact and its reactions. ``subject`` is ``type:field``, e.g. ``posting:posting_id``.

    ``handlers`` narrows who reacts; without it everybody does who waits for this fact.
    """
    if not transaction.get_connection().in_atomic_block:
        raise NotInTransaction(type(body).__name__)
    data = {key: _plain(value) for key, value in asdict(body).items()}
    kind, _, field = body.subject.partition(":")
    fact = Fact.objects.create(
        community_id=community_id if community_id is not None else actor.community_id,
        name=type(body).__name__,
        at=now,
        actor_id=actor.account_id,
        on_behalf_of_id=actor.on_behalf_of,
        channel=actor.channel,
        subject_type=kind,
        subject_id=data.get(field),
        data=data,
    )
    names = handlers_of(type(body).__name__) if handlers is None else handlers
    Reaction.objects.bulk_create(Reaction(fact=fact, handler=name, due_at=now) for name in names)
    return fact
