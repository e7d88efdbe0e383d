"""Programs: who may change them, what is refused, and what happens when two people save at once."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.plays.providers.actions.programs import (
    close_program,
    confirm_program,
    create_program,
    list_program,
    set_teaches,
    suspend_program,
    update_program,
)
from techhire.plays.providers.models import Program
from techhire.plays.providers.queries import (
    asks_of,
    listed_programs,
    program_at,
    program_numbered,
    program_offers,
    programs_of,
)
from tests.cases import in_one_world
from tests.factories.communities import OrganizationFactory
from tests.factories.matches import NOW, TODAY, a_skill
from tests.factories.providers import a_cohort, a_program

OTHERS = ["convener", "hiring_manager", "coach", "helper", "rival", "stranger", "person", "visitor"]


def change_everything(actor: Actor, program: Program) -> list[Callable[[], object]]:
    return [
        lambda: create_program(actor, program.organization, name="Mine now", now=NOW),
        lambda: update_program(actor, program, summary="Mine now", now=NOW),
        lambda: set_teaches(actor, program, lines=[], now=NOW),
        lambda: list_program(actor, program, now=NOW),
        lambda: suspend_program(actor, program, now=NOW),
        lambda: close_program(actor, program, now=NOW),
        lambda: confirm_program(actor, program, now=NOW),
    ]


@in_one_world("role", OTHERS)
def test_nobody_outside_the_provider_changes_a_program(
    role: str, provider: Organization, request: pytest.FixtureRequest
) -> None:
    program = a_program(provider, {a_skill("Networking"): 2}, listed=True)
    before = Fact.objects.count()
    for attempt in change_everything(request.getfixturevalue(role), program):
        with pytest.raises(Refused):
            attempt()
    program.refresh_from_db()
    assert (program.summary, program.state, program.version) == ("", "listed", 3)
    assert Fact.objects.count() == before


def test_a_reader_and_another_school_change_nothing(
    provider: Organization, community: Community, as_member: Callable[..., Actor]
) -> None:
    program = a_program(provider)
    other_school = as_member(OrganizationFactory(community=community, kinds=["provider"]), "owner")
    for actor in (as_member(provider, "reader"), other_school):
        for attempt in change_everything(actor, program):
            with pytest.raises(Refused):
                attempt()


def test_a_trainer_takes_a_program_from_draft_to_listed_and_every_step_is_a_fact(
    trainer: Actor, provider: Organization
) -> None:
    program = create_program(trainer, provider, name="  Help   desk ", tuition=Decimal("1200"), now=NOW)
    assert (program.name, program.slug, program.state) == ("Help desk", "help-desk", "draft")
    set_teaches(trainer, program, lines=[(a_skill("Networking").pk, 3)], now=NOW)
    assert list_program(trainer, program, now=NOW).state == "listed"
    assert suspend_program(trainer, program, now=NOW).state == "suspended"
    assert close_program(trainer, program, now=NOW).state == "closed"
    names = list(
        Fact.objects.filter(actor_id=trainer.account_id).order_by("pk").values_list("name", flat=True)
    )
    assert names == ["ProgramCreated", "TeachesSet", "ProgramMoved", "ProgramMoved", "ProgramMoved"]


def test_a_program_that_teaches_nothing_is_not_listed(trainer: Actor, provider: Organization) -> None:
    with pytest.raises(Refused, match="teaches"):
        list_program(trainer, a_program(provider), now=NOW)


def test_a_closed_program_stays_closed(trainer: Actor, provider: Organization) -> None:
    program = a_program(provider, {a_skill("Networking"): 2})
    close_program(trainer, program, now=NOW)
    with pytest.raises(Refused):
        list_program(trainer, program, now=NOW)


def test_a_school_under_review_cannot_list(trainer: Actor, provider: Organization) -> None:
    program = a_program(provider, {a_skill("Networking"): 2})
    provider.state = "paused"
    provider.save()
    with pytest.raises(Refused, match="reviewed"):
        list_program(trainer, program, now=NOW)


def test_two_programs_of_one_name_get_two_addresses(trainer: Actor, provider: Organization) -> None:
    slugs = [create_program(trainer, provider, name="Help desk", now=NOW).slug for _again in range(3)]
    assert slugs == ["help-desk", "help-desk-2", "help-desk-3"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": " "}, "name"),
        ({"length_weeks": 0}, "length_weeks"),
        ({"hours_per_week": 200}, "hours_per_week"),
        ({"tuition": Decimal(-1)}, "tuition"),
        ({"pace": "fast"}, "pace"),
        ({"cip": "11.0901"}, "cip"),
        ({"owner": 3}, None),
    ],
)
def test_bad_fields_are_refused_and_nothing_is_lost(
    fields: dict[str, object], field: str | None, trainer: Actor, provider: Organization
) -> None:
    program = a_program(provider, summary="Kept")
    with pytest.raises(Refused) as refusal:
        update_program(trainer, program, now=NOW, **fields)
    assert refusal.value.field == field
    program.refresh_from_db()
    assert (program.summary, program.version) == ("Kept", 1)


def test_the_second_of_two_people_saving_at_once_is_told(trainer: Actor, provider: Organization) -> None:
    program = a_program(provider)
    update_program(trainer, program, expected_version=1, summary="First", now=NOW)
    with pytest.raises(Refused, match="Somebody else"):
        update_program(trainer, program, expected_version=1, summary="Second", now=NOW)
    with pytest.raises(Refused, match="Somebody else"):
        set_teaches(trainer, program, lines=[], expected_version=1, now=NOW)
    program.refresh_from_db()
    assert program.summary == "First"


def test_what_a_program_teaches_is_replaced_as_a_whole(trainer: Actor, provider: Organization) -> None:
    first, second, third = a_skill("Networking"), a_skill("Windows"), a_skill("Linux")
    program = a_program(provider, {first: 2, second: 3})
    set_teaches(trainer, program, lines=[(second.pk, 4), (third.pk, 1)], now=NOW)
    assert dict(program.teaches.values_list("skill_id", "level")) == {second.pk: 4, third.pk: 1}


@pytest.mark.parametrize("lines", [[(1, 2), (1, 3)], [(1, 6)], [(999_999, 2)], [(n, 1) for n in range(61)]])
def test_lines_nobody_can_mean_leave_what_was_there(
    lines: list[tuple[int, int]], trainer: Actor, provider: Organization
) -> None:
    program = a_program(provider, {a_skill("Networking"): 2})
    with pytest.raises(Refused):
        set_teaches(trainer, program, lines=lines, now=NOW)
    assert program.teaches.count() == 1


def test_a_program_is_stale_after_ninety_days_until_it_is_confirmed(
    trainer: Actor, provider: Organization
) -> None:
    program = a_program(provider)
    later = NOW + timedelta(days=91)
    assert not program.is_stale(NOW + timedelta(days=90))
    assert program.is_stale(later)
    assert not confirm_program(trainer, program, now=later).is_stale(later)


def test_drafts_are_for_their_school_alone(
    trainer: Actor, visitor: Actor, stranger: Actor, provider: Organization
) -> None:
    draft = a_program(provider)
    listed = a_program(provider, {a_skill("Networking"): 2}, listed=True)
    assert set(programs_of(trainer, provider)) == {draft, listed}
    assert set(programs_of(visitor, provider)) == {listed}
    assert program_numbered(visitor, draft.pk) is None
    assert program_at(stranger, provider.slug, listed.slug) is None
    provider.state = "left"
    provider.save()
    assert program_at(visitor, provider.slug, listed.slug) is None


def test_listed_programs_are_narrowed(community: Community, provider: Organization) -> None:
    networking, linux = a_skill("Networking"), a_skill("Linux")
    free = a_program(
        provider, {networking: 2}, listed=True, name="Alpha", free_for_eligible=True, tuition=900
    )
    online = a_program(provider, {linux: 2}, listed=True, name="Beta", online=True, tuition=Decimal(500))
    a_program(provider, {linux: 2}, name="Draft")
    assert list(listed_programs(community)) == [free, online]
    assert list(listed_programs(community, skill=linux)) == [online]
    assert list(listed_programs(community, free=True)) == [free]
    assert list(listed_programs(community, online=True)) == [online]
    assert list(listed_programs(community, words="bet")) == [online]


def test_offers_name_the_next_start_people_can_still_apply_for(
    community: Community, provider: Organization, django_assert_num_queries: Callable[..., object]
) -> None:
    skill = a_skill("Networking")
    program = a_program(provider, {skill: 3}, listed=True, name="Alpha")
    a_cohort(program)
    a_cohort(program, starts_on=TODAY + timedelta(days=5), apply_by=TODAY - timedelta(days=1))
    a_cohort(program, starts_on=TODAY + timedelta(days=60))
    a_cohort(program, starts_on=TODAY + timedelta(days=30))
    a_program(provider, {skill: 2}, listed=True, name="Beta")
    with django_assert_num_queries(3):
        offers = program_offers(community, TODAY)
    assert [offer.teaches for offer in offers] == [{skill.pk: 3}, {skill.pk: 2}]
    assert [offer.next_start for offer in offers] == [TODAY + timedelta(days=30), None]


def test_a_school_is_asked_for_what_is_missing(trainer: Actor, provider: Organization) -> None:
    a_program(provider, {a_skill("Networking"): 3})
    (ask,) = asks_of(trainer, provider, NOW + timedelta(days=100))
    words = " / ".join(str(one) for one in ask.wanted)
    assert "starts next" in words and "still holds" in words and "CIP" in words
    assert "teaches" not in words
