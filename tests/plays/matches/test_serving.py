"""Serving from a snapshot and the people who changed since equals reading everybody from the database."""

import os
import random
import shutil
from datetime import timedelta

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches import bridge
from techhire.plays.matches.actions.snapshots import build_snapshot
from techhire.plays.matches.bridge.snapshots import folder
from techhire.plays.matches.models import Snapshot
from techhire.plays.matches.queries import shortlist
from techhire.plays.seekers.actions.estimates import mark_changed
from techhire.plays.seekers.actions.evidence import add_evidence, withdraw_evidence
from techhire.plays.seekers.actions.found import block_employer, turn_found_off
from techhire.plays.seekers.actions.profile import update_profile
from techhire.plays.seekers.models import Changed, EmployerBlock, Estimate, Evidence, Seeker
from tests.factories.matches import NOW, TODAY, a_code, a_posting, a_skill, add_line, crowd, found_person
from tests.plays.matches.oracle import plain_order

LATER = NOW + timedelta(hours=1)


def equals_plain_order(actor: Actor, posting: Posting, size: int = 15) -> None:
    posting = Posting.objects.select_related("community", "organization").get(pk=posting.pk)
    people = shortlist(actor, posting, now=NOW, size=size)
    standing, considered, out = plain_order(posting)
    got = [(row.group, row.fit) for row in people.rows]
    wanted = sorted(standing.values(), key=lambda one: (one[0], -one[1]))[:size]
    assert got == [(group, pytest.approx(fit, abs=1e-12)) for group, fit in wanted]
    assert all(
        standing[row.seeker_id] == (row.group, pytest.approx(row.fit, abs=1e-12)) for row in people.rows
    )
    assert people.considered.at_least <= considered <= people.considered.at_most
    assert people.filtered.at_least <= out <= people.filtered.at_most


def some_postings(employer: Organization, skills: list[Skill], dice: random.Random) -> list[Posting]:
    made = []
    for workplace in ("on_site", "remote", "hybrid"):
        posting = a_posting(
            employer,
            {},
            workplace=workplace,
            pay_max=dice.choice([None, 19, 45]),
            schedule=dice.choice([0, 1, 3]),
            starts_on=dice.choice([None, TODAY]),
            sponsors=dice.choice([None, True, False]),
        )
        for skill in dice.sample(skills, 4):
            add_line(
                posting,
                skill,
                dice.choice([1, 2, 3]),
                weight=dice.choice([1, 3, 5]),
                importance=dice.choice(["essential", "essential", "preferred"]),
                when=dice.choice(["day_one", "day_one", "day_one", "learned"]),
            )
        made.append(posting)
    return made


def stir(seekers: list[Seeker], employer: Organization, skills: list[Skill], dice: random.Random) -> None:
    """What happens between two builds: evidence, moves, opting in and out, blocks, new people."""
    for seeker in dice.sample(seekers, 12):
        change = dice.randrange(4)
        if change == 0:
            skill = dice.choice(skills)
            Estimate.objects.filter(seeker=seeker, skill=skill).delete()
            Estimate.objects.create(seeker=seeker, skill=skill, code=a_code(dice), as_of=TODAY)
        elif change == 1:
            Seeker.objects.filter(pk=seeker.pk).update(travel_minutes=5, pay_floor_cents=9000)
        elif change == 2:
            Seeker.objects.filter(pk=seeker.pk).update(found=dice.random() < 0.5)
        else:
            EmployerBlock.objects.get_or_create(seeker=seeker, organization=employer)
        mark_changed([seeker.pk], employer.community_id)
    crowd(employer.community, skills, 5, dice)


@pytest.mark.parametrize("seed", range(4))
def test_the_list_equals_reading_everybody_through_changes_and_builds(
    seed: int, employer: Organization, hiring_manager: Actor
) -> None:
    dice = random.Random(seed)
    skills = [a_skill(f"Skill {n}") for n in range(6)]
    seekers = crowd(employer.community, skills, 60, dice)
    postings = some_postings(employer, skills, dice)
    for step in range(4):
        for posting in postings:
            equals_plain_order(hiring_manager, posting)
        if step % 2:
            build_snapshot(employer.community_id, now=NOW)
        stir(seekers, employer, skills, dice)


def test_opting_out_counts_in_the_next_request(
    posting: Posting, hiring_manager: Actor, tickets: Skill, networks: Skill, system: Actor
) -> None:
    stays = found_person(posting.community, {tickets: 3, networks: 3})
    goes = found_person(posting.community, {tickets: 3, networks: 3})
    build_snapshot(posting.community_id, now=NOW)
    assert ids(hiring_manager, posting) == {stays.pk, goes.pk}
    turn_found_off(system, goes, now=LATER)
    assert ids(hiring_manager, posting) == {stays.pk}


def test_being_found_is_checked_in_the_database_even_where_no_change_was_noted(
    posting: Posting, hiring_manager: Actor, tickets: Skill, networks: Skill
) -> None:
    people = [found_person(posting.community, {tickets: 3, networks: 3}) for _unused in range(4)]
    build_snapshot(posting.community_id, now=NOW)
    ids(hiring_manager, posting)
    Seeker.objects.filter(pk=people[0].pk).update(found=False)
    Seeker.objects.filter(pk=people[1].pk).update(state="erased")
    assert ids(hiring_manager, posting, size=2) == {people[2].pk, people[3].pk}


def test_a_block_counts_in_the_next_request_and_only_for_that_employer(
    posting: Posting, hiring_manager: Actor, tickets: Skill, networks: Skill, system: Actor, rival: Actor
) -> None:
    seeker = found_person(posting.community, {tickets: 3, networks: 3})
    other = a_posting(Organization.objects.get(pk=rival.organizations()[0]), {tickets: 2})
    block_employer(system, seeker, posting.organization, now=NOW)
    assert ids(hiring_manager, posting) == set()
    assert ids(rival, other) == {seeker.pk}


def test_new_and_withdrawn_evidence_count_in_the_next_request(
    posting: Posting, hiring_manager: Actor, tickets: Skill, networks: Skill, system: Actor
) -> None:
    seeker = found_person(posting.community, {tickets: 3})
    build_snapshot(posting.community_id, now=NOW)
    assert [row.group for row in shortlist(hiring_manager, posting, now=NOW).rows] == [1]
    add_evidence(
        system,
        seeker,
        skill_id=networks.pk,
        kind="proctored_test",
        level=3,
        sd=0.3,
        source="bank",
        at=TODAY,
        now=NOW,
    )
    assert [row.group for row in shortlist(hiring_manager, posting, now=NOW).rows] == [0]
    withdraw_evidence(system, Evidence.objects.get(seeker=seeker, skill=networks), now=NOW)
    assert [row.group for row in shortlist(hiring_manager, posting, now=NOW).rows] == [1]


def test_a_move_out_of_reach_counts_in_the_next_request(
    posting: Posting, hiring_manager: Actor, tickets: Skill, networks: Skill, system: Actor
) -> None:
    seeker = found_person(posting.community, {tickets: 3, networks: 3})
    build_snapshot(posting.community_id, now=NOW)
    assert ids(hiring_manager, posting) == {seeker.pk}
    update_profile(system, seeker, zip_code="80202", now=NOW)
    assert ids(hiring_manager, posting) == set()


def test_a_build_removes_exactly_the_changes_it_noted(
    posting: Posting, hiring_manager: Actor, tickets: Skill, networks: Skill, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody changes between the reading of people and the publishing: their row stays and they are not missed."""
    seeker = found_person(posting.community, {tickets: 3, networks: 3})
    publish = bridge.publish

    def change_meanwhile(*args: object) -> None:
        publish(*args)  # type: ignore[arg-type]  # passed on as they come
        Seeker.objects.filter(pk=seeker.pk).update(travel_minutes=240)
        mark_changed([seeker.pk], posting.community_id)

    monkeypatch.setattr("techhire.plays.matches.actions.snapshots.publish", change_meanwhile)
    build_snapshot(posting.community_id, now=NOW)
    assert Changed.objects.filter(seeker=seeker).count() == 1
    equals_plain_order(hiring_manager, posting)


def test_of_two_builds_at_once_the_later_to_publish_gives_way(
    posting: Posting, hiring_manager: Actor, tickets: Skill, networks: Skill, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The slow build read people before a change; the fast one noted and removed that change."""
    seeker = found_person(posting.community, {tickets: 3, networks: 3})
    publish = bridge.publish

    def another_build_wins(*args: object) -> None:
        publish(*args)  # type: ignore[arg-type]  # passed on as they come
        monkeypatch.setattr("techhire.plays.matches.actions.snapshots.publish", publish)
        Seeker.objects.filter(pk=seeker.pk).update(latitude=0.0)
        mark_changed([seeker.pk], posting.community_id)
        build_snapshot(posting.community_id, now=LATER)

    monkeypatch.setattr("techhire.plays.matches.actions.snapshots.publish", another_build_wins)
    build_snapshot(posting.community_id, now=NOW)
    assert Snapshot.objects.count() == 1
    assert ids(hiring_manager, posting) == set()


def test_a_build_that_ends_during_a_request_misses_nobody(
    posting: Posting, hiring_manager: Actor, tickets: Skill, networks: Skill, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between reading the changes and the newest snapshot, a build publishes and removes the changes."""
    found_person(posting.community, {tickets: 3, networks: 3})
    build_snapshot(posting.community_id, now=NOW)
    ids(hiring_manager, posting)
    newcomer = found_person(posting.community, {tickets: 4, networks: 4})
    newest = bridge.newest_name

    def after_a_build(community_id: int) -> str:
        monkeypatch.setattr("techhire.plays.matches.bridge.serving.newest_name", newest)
        build_snapshot(community_id, now=LATER)
        return newest(community_id)

    monkeypatch.setattr("techhire.plays.matches.bridge.serving.newest_name", after_a_build)
    assert newcomer.pk in ids(hiring_manager, posting)
    equals_plain_order(hiring_manager, posting)


@pytest.mark.parametrize("damage", ["gone", "cut", "garbled"])
def test_a_snapshot_that_cannot_be_read_is_built_again_in_place(
    damage: str, posting: Posting, hiring_manager: Actor, tickets: Skill, networks: Skill
) -> None:
    seeker = found_person(posting.community, {tickets: 3, networks: 3})
    name = build_snapshot(posting.community_id, now=NOW).folder
    place = folder(posting.community_id) / name
    if damage == "gone":
        shutil.rmtree(folder(posting.community_id))
    for column in place.glob("columns/*.npy" if damage == "cut" else "columns/manifest.json"):
        column.write_bytes(column.read_bytes()[:20])
    bridge.forget_served()
    assert ids(hiring_manager, posting) == {seeker.pk}
    assert (place / "CURRENT").exists()


def test_old_folders_go_after_an_hour(community: Community) -> None:
    first = build_snapshot(community.pk, now=NOW)
    old = folder(community.pk) / first.folder
    build_snapshot(community.pk, now=NOW)
    assert old.exists()
    os.utime(old, (0, 0))
    build_snapshot(community.pk, now=NOW)
    assert not old.exists()


def test_communities_are_served_apart(
    posting: Posting, elsewhere: Community, hiring_manager: Actor, tickets: Skill, networks: Skill
) -> None:
    found_person(elsewhere, {tickets: 3, networks: 3})
    here = found_person(posting.community, {tickets: 3, networks: 3})
    build_snapshot(elsewhere.pk, now=NOW)
    build_snapshot(posting.community_id, now=NOW)
    assert ids(hiring_manager, posting) == {here.pk}


def ids(actor: Actor, posting: Posting, size: int = 50) -> set[int]:
    return {row.seeker_id for row in shortlist(actor, posting, now=NOW, size=size).rows}
