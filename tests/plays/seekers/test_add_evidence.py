"""Evidence enters by one action, and the stored estimate follows in the same transaction."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest
from django.db import transaction

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.engines import evidence as engine
from techhire.plays.seekers.actions.evidence import (
    NewEvidence,
    add_evidence,
    add_evidence_rows,
    withdraw_evidence,
)
from techhire.plays.seekers.models import Changed, Estimate, Evidence, Seeker, Vouch
from techhire.plays.seekers.queries import codes_of
from tests.cases import in_one_world
from tests.factories.seekers import NOW, access, piece, seeker_in
from tests.plays.seekers.conftest import ROLES

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 20)


def code(seeker: Seeker, skill: Skill) -> int:
    return codes_of([seeker.pk]).get(seeker.pk, {}).get(skill.pk, 0)


def test_a_test_moves_the_estimate_by_what_the_engine_says(dana: Seeker, python: Skill) -> None:
    piece(dana, python, "proctored_test", 3, sd=0.3)
    stored = engine.decode(code(dana, python))
    assert (stored.mean, round(stored.sd, 2)) == (3.0, 0.36)
    assert engine.word(stored.code, 3) is engine.Word.PROVEN
    assert Estimate.objects.get().as_of == dana.community.as_of


def test_only_that_skill_is_recomputed(dana: Seeker, python: Skill, sql: Skill) -> None:
    piece(dana, sql, "claim", 2)
    Estimate.objects.filter(skill=sql).update(code=4242)
    piece(dana, python, "claim", 2)
    assert code(dana, sql) == 4242


def test_a_claim_never_beats_a_test_and_drops_out_beside_one(dana: Seeker, python: Skill) -> None:
    piece(dana, python, "proctored_test", 2, sd=0.3)
    alone = code(dana, python)
    piece(dana, python, "claim", 5)
    assert code(dana, python) == alone


def test_pieces_of_one_issuer_share_their_error_however_it_is_written(
    dana: Seeker, python: Skill, sql: Skill, onramp: Organization
) -> None:
    for skill, other in ((python, "HARBOR guild"), (sql, "River College")):
        for issuer in ("Harbor Guild", other):
            piece(dana, skill, "credential", 3, organization=onramp, issuer_name=issuer)
    assert set(Evidence.objects.values_list("source", flat=True)) == {"issuer"}
    assert engine.decode(code(dana, python)).sd > engine.decode(code(dana, sql)).sd


def test_a_claim_alone_is_capped(dana: Seeker, python: Skill) -> None:
    piece(dana, python, "claim", 5)
    assert engine.value(code(dana, python), 1) == 0.35
    assert engine.word(code(dana, python), 1) is engine.Word.CLAIMED


def test_the_order_in_which_evidence_comes_does_not_matter(
    community: Community, python: Skill, provider: Organization
) -> None:
    parts: list[dict[str, Any]] = [
        {"kind": "claim", "level": 4},
        {"kind": "completion", "level": 2, "organization": provider, "at": date(2024, 6, 1)},
        {"kind": "proctored_test", "level": 2.6, "at": date(2025, 9, 1)},
        {"kind": "vouch", "level": 3, "organization": provider, "at": date(2025, 12, 1)},
    ]
    codes = set()
    for order in permutations(parts):
        seeker = seeker_in(community)
        for part in order:
            piece(seeker, python, **part)
        codes.add(code(seeker, python))
    assert len(codes) == 1


def test_taking_everything_back_leaves_exactly_nothing(dana: Seeker, person: Actor, python: Skill) -> None:
    row = piece(dana, python, "claim", 3)
    withdraw_evidence(person, row, now=NOW)
    assert not Estimate.objects.exists()
    assert Evidence.objects.get().state == "withdrawn"
    before = Fact.objects.count()
    withdraw_evidence(person, row, now=NOW)
    assert Fact.objects.count() == before


def test_the_fact_holds_ids_and_codes_and_the_snapshot_hears_of_it(
    dana: Seeker, person: Actor, python: Skill
) -> None:
    Changed.objects.all().delete()
    row = add_evidence(person, dana, skill_id=python.pk, kind="claim", level=2, at=DAY, now=NOW)
    fact = Fact.objects.get(name="EvidenceAdded")
    assert fact.actor_id == person.account_id
    assert fact.data == {
        "seeker_id": dana.pk,
        "evidence_id": row.pk,
        "skill_id": python.pk,
        "kind": "claim",
        "code_before": 0,
        "code_after": code(dana, python),
    }
    assert Changed.objects.get().seeker_id == dana.pk


def test_when_the_transaction_fails_nothing_is_left(dana: Seeker, person: Actor, python: Skill) -> None:
    class Stop(Exception):
        pass

    Changed.objects.all().delete()
    with pytest.raises(Stop), transaction.atomic():
        add_evidence(person, dana, skill_id=python.pk, kind="claim", level=2, at=DAY, now=NOW)
        raise Stop
    assert not Evidence.objects.exists()
    assert not Estimate.objects.exists()
    assert not Changed.objects.exists()
    assert not Fact.objects.filter(name="EvidenceAdded").exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "rumor"}, "kind"),
        ({"level": -0.1}, "level"),
        ({"level": 5.6}, "level"),
        ({"level": float("nan")}, "level"),
        ({"sd": 0.3}, "sd"),
        ({"kind": "proctored_test"}, "sd"),
        ({"kind": "proctored_test", "sd": 0.0}, "sd"),
        ({"at": DAY + timedelta(days=30)}, "at"),
        ({"skill_id": 987654}, "skill"),
    ],
)
def test_bad_input_is_refused_and_leaves_nothing(
    dana: Seeker, system: Actor, python: Skill, wrong: dict[str, Any], field: str
) -> None:
    given = {"skill_id": python.pk, "kind": "claim", "level": 2.0, "at": DAY, **wrong}
    with pytest.raises(Refused) as refusal:
        add_evidence(system, dana, now=NOW, **given)
    assert refusal.value.field == field
    assert not Evidence.objects.exists()


def test_an_unknown_kind_is_refused_for_everybody(person: Actor, dana: Seeker, python: Skill) -> None:
    with pytest.raises(Refused):
        add_evidence(person, dana, skill_id=python.pk, kind="rumor", level=2, at=DAY, now=NOW)


@in_one_world("who", ROLES)
def test_only_the_person_and_their_coach_claim(
    role: Callable[[str], Actor], coached: Seeker, python: Skill, who: str
) -> None:
    actor = role(who)
    if who in {"person", "coach"}:
        add_evidence(actor, coached, skill_id=python.pk, kind="claim", level=2, at=DAY, now=NOW)
        assert Evidence.objects.get().recorded_by_id == actor.account_id
    else:
        with pytest.raises(Refused):
            add_evidence(actor, coached, skill_id=python.pk, kind="claim", level=2, at=DAY, now=NOW)


@pytest.mark.parametrize(
    ("kind", "may"),
    [
        ("completion", {"trainer"}),
        ("vouch", {"trainer", "coach"}),
        ("credential", {"trainer", "coach"}),
        ("employer_feedback", set()),
    ],
)
@in_one_world("who", ["person", "trainer", "coach", "hiring_manager", "convener", "onramp_reader"])
def test_other_kinds_come_from_staff_who_stand_behind_them(
    role: Callable[[str], Actor],
    dana: Seeker,
    onramp: Organization,
    provider: Organization,
    python: Skill,
    kind: str,
    may: set[str],
    who: str,
) -> None:
    for organization, purpose in ((onramp, "coaching"), (provider, "training")):
        access(dana, organization, purpose)
        access(dana, organization, "vouching")
    actor = role(who)
    organization = provider if who == "trainer" else onramp
    given = {"skill_id": python.pk, "kind": kind, "level": 2, "at": DAY, "organization": organization}
    if who in may:
        add_evidence(actor, dana, **given, now=NOW)
    else:
        with pytest.raises(Refused):
            add_evidence(actor, dana, **given, now=NOW)


def test_a_provider_needs_the_persons_access(
    dana: Seeker, trainer: Actor, provider: Organization, python: Skill
) -> None:
    given = {"skill_id": python.pk, "kind": "completion", "level": 2, "at": DAY, "organization": provider}
    with pytest.raises(Refused):
        add_evidence(trainer, dana, **given, now=NOW)


def test_a_system_of_another_community_adds_nothing_here(
    dana: Seeker, elsewhere: Community, python: Skill
) -> None:
    with pytest.raises(Refused):
        add_evidence(
            Actor.system(elsewhere.pk), dana, skill_id=python.pk, kind="claim", level=2, at=DAY, now=NOW
        )


def test_many_at_once_lead_to_the_same_estimates_as_one_by_one(
    community: Community, system: Actor, python: Skill, sql: Skill, provider: Organization
) -> None:
    one, other = seeker_in(community), seeker_in(community)

    def rows(seeker: Seeker) -> list[NewEvidence]:
        return [
            NewEvidence(seeker.pk, python.pk, "claim", 4, DAY),
            NewEvidence(seeker.pk, sql.pk, "completion", 2, DAY, organization_id=provider.pk),
            NewEvidence(seeker.pk, sql.pk, "vouch", 3, DAY, organization_id=provider.pk),
            NewEvidence(seeker.pk, sql.pk, "proctored_test", 2.5, DAY, source="bank", sd=0.4),
        ]

    for row in rows(one):
        add_evidence_rows(system, [row], now=NOW)
    assert add_evidence_rows(system, rows(other), now=NOW) == 4
    assert Vouch.objects.count() == 2
    stored = codes_of([one.pk, other.pk])
    assert stored[one.pk] == stored[other.pk]


def test_many_at_once_take_few_queries(
    community: Community, system: Actor, python: Skill, django_assert_max_num_queries: Any
) -> None:
    people = [seeker_in(community) for _unused in range(30)]
    rows = [NewEvidence(seeker.pk, python.pk, "claim", 2, DAY) for seeker in people]
    with django_assert_max_num_queries(14):
        add_evidence_rows(system, rows, now=NOW)


def test_many_at_once_are_bounded_and_of_one_community(
    community: Community, elsewhere: Community, system: Actor, python: Skill
) -> None:
    here, there = seeker_in(community), seeker_in(elsewhere)
    row = NewEvidence(here.pk, python.pk, "claim", 2, DAY)
    for rows in ([row] * 501, [row, NewEvidence(there.pk, python.pk, "claim", 2, DAY)]):
        with pytest.raises(Refused):
            add_evidence_rows(system, rows, now=NOW)
    assert not Evidence.objects.exists()


def test_two_who_hold_an_old_copy_of_the_person_both_count(
    dana: Seeker, system: Actor, python: Skill, provider: Organization, onramp: Organization
) -> None:
    first, second = Seeker.objects.get(pk=dana.pk), Seeker.objects.get(pk=dana.pk)
    piece(first, python, "completion", 2, organization=provider)
    piece(second, python, "completion", 4, organization=onramp)
    assert engine.decode(code(dana, python)).mean == 3.0
