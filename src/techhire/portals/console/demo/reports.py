"""What the demo's partners said about people: vouches that were checked, one that waits, one that was answered."""

from datetime import timedelta
from itertools import cycle
from typing import TYPE_CHECKING

from django.db import transaction

from techhire.commons.communities.queries import actor_for
from techhire.plays.onramps.actions.caseload import vouch
from techhire.plays.seekers.actions.evidence import NewEvidence, add_evidence_rows
from techhire.plays.seekers.actions.vouches import answer_vouch
from techhire.plays.seekers.queries import own_vouches, seeker_of
from techhire.plays.seekers.words import VouchAnswer
from techhire.portals.console.demo.accounts import ALSO_COACHED_BY, ENDING

if TYPE_CHECKING:
    from techhire.commons.communities.models import Organization
    from techhire.commons.permits import Actor
    from techhire.portals.console.demo.seeding import Scene

CHECKED = 12
HELD_UP = (False, True, True, True)
"""How the checked vouches turn out, over and over."""
BELOW = 1.5


def add_reports(scene: "Scene") -> None:
    """Checked vouches for the partners somebody can sign in as, and a vouch the demo's job seeker has to read."""
    for name, seats in scene.seats.items():
        organization, actor = scene.organizations[name], actor_for(seats[0], scene.community)
        if actor.organizations("onramp") or actor.organizations("provider"):
            with transaction.atomic():
                _check_some(scene, actor, organization)
    _vouch_for_named_seeker(scene)


def _check_some(scene: "Scene", actor: "Actor", organization: "Organization") -> None:
    today = scene.community.day_of(scene.now)
    recent = own_vouches(scene.system, organization).filter(
        turned_out__isnull=True,
        evidence__state="counts",
        evidence__at__gte=today - timedelta(days=300),
        evidence__seeker__account__isnull=True,
    )
    chosen = [row.evidence for row in recent[:CHECKED]]
    tests = [
        NewEvidence(
            row.seeker_id,
            row.skill_id,
            "proctored_test",
            float(row.level) if good else max(0.0, float(row.level) - BELOW),
            today,
            source="demo supervised test",
            sd=0.3,
        )
        for row, good in zip(chosen, cycle(HELD_UP), strict=False)
    ]
    add_evidence_rows(scene.system, tests, now=scene.now)
    missed = own_vouches(actor, organization).filter(turned_out=False).first()
    if missed is not None:
        answer_vouch(actor, missed.evidence, answer=VouchAnswer.TOO_HIGH, now=scene.now)


def _vouch_for_named_seeker(scene: "Scene") -> None:
    account, seats = scene.accounts.get(f"seeker{ENDING}"), scene.seats.get(ALSO_COACHED_BY)
    if account is None or not seats:
        return
    seeker = seeker_of(actor_for(account, scene.community))
    if seeker is not None:
        vouch(
            actor_for(seats[0], scene.community),
            scene.organizations[ALSO_COACHED_BY],
            seeker,
            skill_id=scene.skills["teamwork"],
            level=3,
            at=scene.community.day_of(scene.now) - timedelta(days=6),
            now=scene.now,
        )
