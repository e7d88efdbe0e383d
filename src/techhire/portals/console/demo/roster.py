"""The demo's people go in, in batches: records, evidence by the one action evidence enters by, then being found."""

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import slugify

from techhire.plays.matches.actions.snapshots import build_snapshot
from techhire.plays.seekers.actions.evidence import NewEvidence, add_evidence_rows
from techhire.plays.seekers.actions.rosters import NewSeeker, enter_seekers, turn_found_on_for_many
from techhire.portals.console.demo.companies import companies
from techhire.portals.console.demo.people import Person, Piece, draw_person

if TYPE_CHECKING:
    from techhire.portals.console.demo.seeding import Scene

BATCH = 400
PIECES = 500
YES = "Yes, employers here may find me by my skills. (Made-up person of the demo.)"


def add_people(scene: "Scene", many: int) -> None:
    """As many people as asked for, then one snapshot of those who can be found."""
    dice = random.Random(scene.dice.random())
    voices = [c.name for kind in ("onramp", "provider") for c in companies(scene.slug, kind)]
    for start in range(0, many, BATCH):
        people = [draw_person(dice, scene.slug, voices) for _unused in range(min(BATCH, many - start))]
        with transaction.atomic():
            add_batch(scene, people)
    build_snapshot(scene.community.pk, now=scene.now)


def add_batch(scene: "Scene", people: list[Person]) -> list[int]:
    """Up to 500 people with all that is known of them. Returns their ids in order."""
    today = scene.today
    ids = enter_seekers(
        scene.system,
        scene.community,
        [
            NewSeeker(
                person.name,
                person.language,
                {**person.fields, "available_from": today + timedelta(days=person.available_in)},
                {"email": _address(person, number)},
            )
            for number, person in enumerate(people, 1)
        ],
        now=scene.now,
    )
    for rows in _packed(scene, ids, people):
        add_evidence_rows(scene.system, rows, now=scene.now)
    found = [pk for pk, person in zip(ids, people, strict=True) if person.found]
    turn_found_on_for_many(scene.system, scene.community, found, words=YES, now=scene.now)
    return ids


def _address(person: Person, number: int) -> str:
    """An address at a domain that is nobody's (RFC 2606)."""
    plain = slugify(person.name).replace("-", ".")
    return f"{plain or 'somebody'}.{number}@people.example"


def _packed(scene: "Scene", ids: list[int], people: list[Person]) -> Iterator[list[NewEvidence]]:
    """Evidence in lists of at most 500, no person's split over two, so that each estimate is made once."""
    rows: list[NewEvidence] = []
    for pk, person in zip(ids, people, strict=True):
        mine = [_row(scene, pk, piece) for piece in person.pieces]
        if len(rows) + len(mine) > PIECES:
            yield rows
            rows = []
        rows += mine
    if rows:
        yield rows


def _row(scene: "Scene", seeker_id: int, piece: Piece) -> NewEvidence:
    today = scene.today
    behind = scene.organizations.get(piece.organization)
    used = piece.used_days_ago
    return NewEvidence(
        seeker_id=seeker_id,
        skill_id=scene.skills[piece.skill],
        kind=piece.kind,
        level=piece.level,
        at=today - timedelta(days=piece.days_ago),
        organization_id=behind.pk if behind else None,
        last_used=None if used is None else today - timedelta(days=used),
        issuer_name=piece.issuer,
        title=piece.title,
    )
