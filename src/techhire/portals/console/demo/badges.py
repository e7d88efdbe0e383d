"""The demo's badges: one the job seeker can get, some given, one taken back, and a credential from elsewhere."""

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from techhire.engines.credential_proofs import data_integrity, documents, keys
from techhire.plays.credentials.actions.issuing import get_badge
from techhire.plays.credentials.actions.keys import open_issuer
from techhire.plays.credentials.actions.outside import send_outside_credential
from techhire.plays.credentials.actions.sharing import share_badge
from techhire.plays.credentials.actions.standing import revoke_badge
from techhire.plays.credentials.actions.trusting import judge_issuer
from techhire.plays.credentials.queries.outside import deciders_in
from techhire.plays.seekers.actions.evidence import add_evidence
from techhire.plays.seekers.rules import visible_seekers
from techhire.portals.console.demo.accounts import ENDING

if TYPE_CHECKING:
    from techhire.plays.credentials.models import Credential
    from techhire.plays.seekers.models import Seeker
    from techhire.portals.console.demo.seeding import Scene

OFFERED, GIVEN = "customer-service", "spreadsheets"
OTHERS = 6
TESTED = "Supervised test (made-up person of the demo)"
GUILD = keys.new_key(b"Open Network Board of the demo!!")
"""The key of an issuer that does not exist, so anybody may know it."""


@transaction.atomic
def add_badges(scene: "Scene") -> None:
    """Keys first; then people with tests behind them who asked for their badge."""
    open_issuer(scene.system, scene.community, now=scene.now)
    account = scene.accounts.get(f"seeker{ENDING}")
    mine = visible_seekers(scene.system).filter(account=account).first() if account else None
    if mine is not None:
        _of_the_named_seeker(scene, mine)
    others = visible_seekers(scene.system).filter(found=True, is_adult=True)
    if mine is not None:
        others = others.exclude(pk=mine.pk)
    badges = [_given(scene, seeker) for seeker in others.order_by("pk")[:OTHERS]]
    if badges:
        revoke_badge(scene.system, badges[-1], reason="mistake", now=scene.now)


def _of_the_named_seeker(scene: "Scene", seeker: "Seeker") -> None:
    """One badge waits to be asked for, one is shared, and one of another issuer waits for the civic lead."""
    _tested(scene, seeker, OFFERED, 3.2)
    badge = _given(scene, seeker)
    share_badge(scene.system, badge, on=True, now=scene.now)
    did = keys.did_key(GUILD.public)
    judge_issuer(
        scene.system, scene.community, did=did, name="Open Network Board", standing="trusted", now=scene.now
    )
    lead = deciders_in(scene.community)[0]
    text = json.dumps(_from_elsewhere(scene, did))
    send_outside_credential(scene.system, seeker, lead, text=text, agreed=True, now=scene.now)


def _given(scene: "Scene", seeker: "Seeker") -> "Credential":
    _tested(scene, seeker, GIVEN, 2.3)
    return get_badge(
        scene.system, seeker, skill_id=scene.skills[GIVEN], holder="nobody", for_employers=True, now=scene.now
    )


def _tested(scene: "Scene", seeker: "Seeker", skill: str, level: float) -> None:
    add_evidence(
        scene.system,
        seeker,
        skill_id=scene.skills[skill],
        kind="proctored_test",
        level=level,
        sd=0.3,
        source=f"bank:demo-{skill}",
        title=TESTED,
        at=scene.community.day_of(scene.now) - timedelta(days=5),
        now=scene.now,
    )


def _from_elsewhere(scene: "Scene", did: str) -> dict[str, object]:
    """A badge that a made-up issuer signed half a year ago."""
    since = scene.now - timedelta(days=180)
    document = documents.achievement_credential(
        id="urn:uuid:5f2b0f0e-6d3c-4f3e-8a53-3c1e7f8f9d10",
        issuer=documents.Issuer(did, "Open Network Board"),
        subject=documents.Subject(id="urn:uuid:0d5f6a32-9a0e-4d60-9a3f-6d4a8e8f2b11"),
        achievement=documents.Achievement(
            id="https://open-network-board.example/cards/basics",
            name="Network Basics Card",
            description="Sets up a home network and finds simple faults in it.",
            criteria="A supervised exam of one hour.",
            alignments=(documents.Alignment("Home networks", "https://open-network-board.example/skills/4"),),
        ),
        valid_from=since,
    )
    return data_integrity.sign(document, GUILD, created=since)
