"""What every page's template may use."""

from typing import Any

from django.conf import settings

from techhire.portals.layout.doors import doors_of
from techhire.portals.layout.request import Request


def page(request: Request) -> dict[str, Any]:
    """The community, the actor, the menu, and whether this is the demo."""
    actor = getattr(request, "actor", None)
    return {
        "community": getattr(request, "community", None),
        "actor": actor,
        "doors": doors_of(actor) if actor else [],
        "is_demo": settings.DEMO,
        "most_bytes": settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
    }
