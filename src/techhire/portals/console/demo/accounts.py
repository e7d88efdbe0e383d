"""The demo's named people: one for each role, who can be signed in as with one click, and a colleague for each."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from techhire.commons.communities.queries import actor_for
from techhire.commons.people.actions import create_account
from techhire.plays.onramps.actions.caseload import take_on, vouch
from techhire.plays.seekers.actions.access import grant_access, let_vouch
from techhire.plays.seekers.actions.evidence import NewEvidence, add_evidence_rows
from techhire.plays.seekers.actions.found import turn_found_on
from techhire.plays.seekers.actions.profile import create_seeker, update_profile
from techhire.portals.console.demo.tables import rows_of

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Seeker
    from techhire.portals.console.demo.seeding import Scene

ENDING = "@demo.example"
COACHED_BY = "Puentes al Trabajo"
ALSO_COACHED_BY = "Eastside Career House"
CLAIMS = {
    "customer-service": 3,
    "computer-troubleshooting": 2,
    "windows-desktop": 2,
    "communication": 3,
    "problem-solving": 3,
    "inventory-software": 3,
    "smartphone-support": 3,
    "printer-support": 2,
    "de-escalation": 3,
    "teamwork": 3,
}
FINISHED = {
    "digital-literacy": 3,
    "email-use": 2,
    "office-software": 2,
    "spreadsheets": 2,
    "internet-research": 2,
    "data-entry": 2,
}
VOUCHED = {
    "customer-service": 3,
    "communication": 3,
    "problem-solving": 3,
    "attention-to-detail": 3,
    "learning-new-tools": 3,
}


@transaction.atomic
def add_accounts(scene: "Scene") -> None:
    """The accounts of the community's roles, before their organizations, which name them as first owners."""
    for row in rows_of("accounts", "community", scene.slug):
        handle = f"{row['role']}{ENDING}" if row["role"] else row["handle"]
        account = create_account(
            handle=handle,
            email=handle,
            name=row["name"],
            language=row["language"],
            verified=True,
            actor=scene.system,
            now=scene.now,
        )
        scene.accounts[handle] = account
        if row["organization"]:
            scene.seats.setdefault(row["organization"], []).append(account)


@transaction.atomic
def add_named_seeker(scene: "Scene") -> None:
    """The job seeker of the demo: works nights, speaks Spanish, has shown some of what a help desk asks for."""
    account = scene.accounts.get(f"seeker{ENDING}")
    if account is None:
        return
    actor = actor_for(account, scene.community)
    seeker = create_seeker(
        actor, account=account, name=account.name, language=account.language, now=scene.now
    )
    seeker = update_profile(
        actor,
        seeker,
        is_adult=True,
        zip_code="64124",
        travel_mode="transit",
        travel_minutes=60,
        remote_ok=True,
        schedule=1 | 2 | 16,
        pay_floor_cents=1700,
        available_from=scene.today + timedelta(days=14),
        authorized="yes",
        needs_sponsorship="no",
        has_degree="no",
        now=scene.now,
    )
    add_evidence_rows(scene.system, _pieces(scene, seeker), now=scene.now)
    for name in (COACHED_BY, ALSO_COACHED_BY):
        onramp = scene.organizations[name]
        grant_access(actor, seeker, onramp, purpose="coaching", now=scene.now)
        let_vouch(actor, seeker, onramp, now=scene.now)
        take_on(scene.system, onramp, seeker, now=scene.now)
    for skill, level in VOUCHED.items():
        vouch(
            scene.system,
            scene.organizations[COACHED_BY],
            seeker,
            skill_id=scene.skills[skill],
            level=level,
            at=scene.today - timedelta(days=40),
            now=scene.now,
        )
    turn_found_on(actor, seeker, now=scene.now)


def _pieces(scene: "Scene", seeker: "Seeker") -> list[NewEvidence]:
    today = scene.today
    school = scene.organizations["Puente Digital"]
    told = [
        NewEvidence(seeker.pk, scene.skills[skill], "claim", float(level), today - timedelta(days=30))
        for skill, level in CLAIMS.items()
    ]
    finished = [
        NewEvidence(
            seeker.pk,
            scene.skills[skill],
            "completion",
            float(level),
            today - timedelta(days=120),
            organization_id=school.pk,
            title="Primeros pasos en computación",
        )
        for skill, level in FINISHED.items()
    ]
    return told + finished
