"""The demo's organizations, as the table has them."""

from dataclasses import dataclass
from functools import cache

from techhire.portals.console.demo.tables import rows_of


@dataclass(frozen=True)
class Company:
    """A partner of a community, whatever kind it is."""

    kind: str
    name: str
    zip_code: str
    naics: str
    size: int
    about: str
    about_es: str


@cache
def companies(community: str, kind: str) -> tuple[Company, ...]:
    """Partners of one kind in one community, in the order of the table."""
    return tuple(
        Company(
            row["kind"],
            row["name"],
            row["zip_code"],
            row["naics"],
            int(row["size"]),
            row["about"],
            row["about_es"],
        )
        for row in rows_of("organizations", "community", community)
        if row["kind"] == kind
    )
