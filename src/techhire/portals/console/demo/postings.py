"""The demo's job postings go in the way an employer enters them: written, read, confirmed, published."""

from typing import TYPE_CHECKING

from django.db import transaction

from techhire.commons.skills.bridge import read_by_small_model
from techhire.plays.marketplace.actions.drafting import create_posting
from techhire.plays.marketplace.actions.publishing import close_posting, pause_posting, publish_posting
from techhire.plays.marketplace.actions.requirements import Line, set_requirements
from techhire.portals.console.demo.ads import Ad, draw_ad
from techhire.portals.console.demo.companies import companies
from techhire.portals.console.demo.roles import soc_codes
from techhire.portals.console.demo.tables import rows_of

if TYPE_CHECKING:
    from techhire.plays.marketplace.models import Posting
    from techhire.portals.console.demo.seeding import Scene

AT_ONCE = 40
DEMO_EMPLOYERS = {"river-city": "Harborlight Health", "ozark-springs": "Springwater Clinic"}
DEMO_FAMILIES = ("user-support", "user-support", "systems-network", "data", "information-security", "other")


def add_postings(scene: "Scene", many: int) -> None:
    """First those of the demo's employer, of families that have people; then the rest, larger employers more often."""
    ads: list[tuple[str, Ad]] = []
    employers = companies(scene.slug, "employer")
    first = next(c for c in employers if c.name == DEMO_EMPLOYERS[scene.slug])
    for family in DEMO_FAMILIES:
        ads.append((first.name, draw_ad(scene.dice, first, family=rows_of("families", "family", family)[0])))
    weights = [company.size**0.5 for company in employers]
    while len(ads) < many:
        company = scene.dice.choices(employers, weights)[0]
        ads.append((company.name, draw_ad(scene.dice, company)))
    for start in range(0, len(ads), AT_ONCE):
        with transaction.atomic(), read_by_small_model():
            for at, (name, ad) in enumerate(ads[start : start + AT_ONCE], start):
                _add(scene, name, ad, at)


def _add(scene: "Scene", company: str, ad: Ad, at: int) -> None:
    made = scene.now - ad.age
    posting = create_posting(
        scene.system,
        scene.organizations[company],
        title=ad.title,
        text=ad.text,
        profile=None if ad.pasted else scene.profiles[ad.family],
        soc_code=soc_codes()[ad.family],
        now=made,
        **ad.details,
    )
    if at % 50 == 12:
        return
    lines = [
        Line(scene.skills[line.skill], line.level, line.weight, line.importance, line.when)
        for line in ad.lines
    ]
    _live(scene, set_requirements(scene.system, posting, lines=lines, now=made), at)


def _live(scene: "Scene", posting: "Posting", at: int) -> None:
    """Most are open; a few are waiting to be published, paused, filled or closed."""
    if at % 40 == 21:
        return
    open_posting = publish_posting(scene.system, posting, now=posting.made_at)
    if at % 60 == 31:
        pause_posting(scene.system, open_posting, now=scene.now)
    elif at % 60 == 41:
        close_posting(scene.system, open_posting, reason="filled_here", now=scene.now)
    elif at % 60 == 51:
        close_posting(scene.system, open_posting, reason="not_hiring", now=scene.now)
