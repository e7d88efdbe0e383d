"""The program a page is about, among those of the providers a person works for, and the version they read."""

from typing import TYPE_CHECKING

from django.http import Http404

from techhire.plays.providers.queries import program_numbered
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.plays.providers.models import Program


def own_program(request: Request, pk: int) -> "Program":
    """The program, or "not found" where it belongs to somebody else."""
    program = program_numbered(request.actor, pk) if pk < 2**63 else None
    if program is None or program.organization_id not in request.actor.organizations("provider"):
        raise Http404
    return program


def posted_version(request: Request) -> int | None:
    """The version the page showed when it was sent, where it says one."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None
