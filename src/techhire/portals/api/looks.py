"""The record that somebody's name was read through the API, as every page keeps it."""

from collections.abc import Iterable

from techhire.plays.seekers.actions.access import record_access
from techhire.portals.layout.request import Request


def note_names(request: Request, seeker_ids: Iterable[int], purpose: str, organization_id: int) -> None:
    """Write down, for each person, that this organization saw their name."""
    _note(request, list(seeker_ids), purpose, "name", organization_id)


def note_record(request: Request, seeker_id: int, purpose: str, organization_id: int) -> None:
    """Write down that this organization opened the person's record."""
    _note(request, [seeker_id], purpose, "record", organization_id)


def _note(request: Request, ids: list[int], purpose: str, what: str, organization_id: int) -> None:
    record_access(
        request.actor, ids, purpose=purpose, what=what, organization_id=organization_id, now=request.now
    )
