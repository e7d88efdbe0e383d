"""Addresses of the API, and what stands for the names in them."""

import re
from dataclasses import dataclass, field
from typing import Any

from techhire.commons.permits import Actor
from tests.portals.api.bodies import BODIES
from tests.portals.api.conftest import Caller

Who = dict[str, Actor]
COACHED = "onramps/{slug}/people/{code}/"
MET = "postings/{identifier}/people/{pseudonym}/"


@dataclass
class Things:
    """Where things are: by the beginning of an address, or by method and address, what stands for its names."""

    ids: dict[str, dict[str, Any]] = field(default_factory=dict)
    bodies: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)

    def at(self, start: str, **ids: Any) -> None:
        """From here on these names stand for these things; what is there already stays."""
        self.ids.setdefault(start, {}).update(ids)

    def fill(self, method: str, path: str) -> str:
        """The address with each name by the closest beginning that knows it."""
        known: dict[str, Any] = {}
        for start in sorted(self.ids, key=len):
            if path.startswith(start) or start == f"{method} {path}":
                known |= self.ids[start]
        return re.sub(r"\{(\w+)\}", lambda found: str(known[found[1]]), path)

    def ask(self, caller: Caller, method: str, path: str) -> Any:
        """Somebody's request for the thing, with what would be taken from whoever may."""
        body = (BODIES | self.bodies).get((method, path), {})
        return caller(method, self.fill(method, path), body)
