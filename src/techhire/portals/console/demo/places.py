"""Where the demo's people and companies are: real ZIP codes of one region each, under made-up names."""

import random

from techhire.portals.console.demo.tables import Urn, rows_of


def draw_zip(dice: random.Random, community: str) -> str:
    """A ZIP code of the community's region."""
    return Urn(rows_of("zips", "community", community)).draw(dice)["zip_code"]
