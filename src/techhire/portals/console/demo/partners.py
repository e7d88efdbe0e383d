"""The demo's organizations go in."""

from typing import TYPE_CHECKING

from django.db import transaction

from techhire.commons.communities.actions import create_organization
from techhire.commons.communities.actions.members import take_seat
from techhire.portals.console.demo.companies import companies

if TYPE_CHECKING:
    from techhire.portals.console.demo.seeding import Scene

KINDS = ("civic", "employer", "provider", "onramp", "support")


@transaction.atomic
def add_partners(scene: "Scene") -> None:
    """Every partner of the community, active at once; kept by name for the steps that follow."""
    for kind in KINDS:
        for company in companies(scene.slug, kind):
            seats = scene.seats.get(company.name, [])
            organization = create_organization(
                scene.system,
                scene.community,
                name=company.name,
                kinds=[company.kind],
                owner=seats[0] if seats else None,
                about=company.about,
                about_es=company.about_es,
                city=scene.community.place.removesuffix(" region"),
                state_code=scene.community.state_code,
                zip_code=company.zip_code,
                naics=company.naics,
                size=company.size,
                website=f"https://{''.join(c for c in company.name.lower() if c.isascii() and c.isalnum())}.example",
                now=scene.now,
            )
            for colleague in seats[1:]:
                take_seat(scene.system, organization, colleague, "owner", scene.now)
            scene.organizations[company.name] = organization
