"""Cohorts: seats are a bound, completions become evidence, and a mistake can be undone the same day."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.plays.providers.actions.cohorts import (
    add_cohort,
    change_cohort,
    complete_enrollment,
    enroll,
    undo_completion,
    withdraw_enrollment,
)
from techhire.plays.providers.actions.credentials import accept_credential
from techhire.plays.providers.actions.vouching import vouch
from techhire.plays.providers.models import Cohort, Enrollment
from techhire.plays.providers.queries import (
    cohort_numbered,
    cohorts_of,
    credentials_accepted,
    enrollments_in,
    next_cohort,
    people_of,
    people_to_enroll,
    person_coded,
    piece_entered,
    vouches_given,
)
from techhire.plays.seekers.actions.access import end_grant
from techhire.plays.seekers.models import Estimate, Evidence, Grant, Vouch
from tests.cases import in_one_world
from tests.factories.communities import OrganizationFactory
from tests.factories.matches import NOW, TODAY, a_person, a_skill
from tests.factories.providers import a_cohort, a_program, a_trainee, lets_in

OTHERS = ["convener", "hiring_manager", "coach", "helper", "rival", "stranger", "person", "visitor"]
DONE = date(2026, 2, 20)


@pytest.fixture
def cohort(provider: Organization) -> Cohort:
    """A cohort of two seats that ended last week; its program teaches two skills."""
    return a_cohort(a_program(provider, {a_skill("Networking"): 3, a_skill("Windows"): 2}, listed=True))


@in_one_world("role", [*OTHERS, "reader", "other school"])
def test_only_the_schools_own_writers_act(
    role: str,
    cohort: Cohort,
    provider: Organization,
    community: Community,
    as_member: Callable[..., Actor],
    request: pytest.FixtureRequest,
) -> None:
    seeker = a_trainee(provider)
    place = enroll(Actor.system(community.pk), cohort, a_trainee(provider), now=NOW)
    if role == "reader":
        actor = as_member(provider, "reader")
    elif role == "other school":
        actor = as_member(OrganizationFactory(community=community, kinds=["provider"]), "owner")
    else:
        actor = request.getfixturevalue(role)
    skill = a_skill("Linux")
    attempts: list[Callable[[], object]] = [
        lambda: add_cohort(actor, cohort.program, starts_on=TODAY, seats=3, now=NOW),
        lambda: change_cohort(actor, cohort, starts_on=TODAY, seats=3, now=NOW),
        lambda: enroll(actor, cohort, seeker, now=NOW),
        lambda: complete_enrollment(actor, place, on=DONE, now=NOW),
        lambda: withdraw_enrollment(actor, place, now=NOW),
        lambda: undo_completion(actor, place, now=NOW),
        lambda: vouch(actor, seeker, provider, skill_id=skill.pk, level=2, at=DONE, now=NOW),
        lambda: accept_credential(
            actor,
            seeker,
            provider,
            title="Linux One",
            issuer="Harbor Guild",
            skill_id=skill.pk,
            level=2,
            at=DONE,
            now=NOW,
        ),
    ]
    before = Fact.objects.count()
    for attempt in attempts:
        with pytest.raises(Refused):
            attempt()
    assert Fact.objects.count() == before
    assert Evidence.objects.count() == 0
    if role != "reader":
        assert cohort_numbered(actor, cohort.pk) is None
        assert enrollments_in(actor, cohort) == []
        assert people_of(actor, provider) == []
        assert person_coded(actor, provider, seeker.code) is None


def test_there_are_never_more_people_than_seats(
    trainer: Actor, cohort: Cohort, provider: Organization
) -> None:
    first = enroll(trainer, cohort, a_trainee(provider), now=NOW)
    enroll(trainer, cohort, a_trainee(provider), now=NOW)
    late = a_trainee(provider)
    with pytest.raises(Refused, match="seat"):
        enroll(trainer, cohort, late, now=NOW)
    with pytest.raises(Refused, match="More people"):
        change_cohort(trainer, cohort, starts_on=cohort.starts_on, seats=1, now=NOW)
    withdraw_enrollment(trainer, first, now=NOW)
    assert enroll(trainer, cohort, late, now=NOW).state == "enrolled"


def test_a_place_needs_the_persons_own_yes(
    trainer: Actor, cohort: Cohort, community: Community, provider: Organization
) -> None:
    with pytest.raises(Refused, match="access"):
        enroll(trainer, cohort, a_person(community), now=NOW)
    seeker = a_trainee(provider)
    end_grant(Actor.system(community.pk), Grant.objects.get(seeker=seeker), now=NOW)
    with pytest.raises(Refused, match="access"):
        enroll(trainer, cohort, seeker, now=NOW)


def test_somebody_of_another_community_is_never_enrolled(cohort: Cohort, elsewhere: Community) -> None:
    system = Actor.system(cohort.program.organization.community_id)
    with pytest.raises(Refused):
        enroll(system, cohort, a_person(elsewhere), now=NOW)


def test_nobody_enters_twice_or_into_a_canceled_cohort(
    trainer: Actor, cohort: Cohort, provider: Organization
) -> None:
    seeker = a_trainee(provider)
    enroll(trainer, cohort, seeker, now=NOW)
    with pytest.raises(Refused, match="already"):
        enroll(trainer, cohort, seeker, now=NOW)
    change_cohort(trainer, cohort, starts_on=cohort.starts_on, seats=2, canceled=True, now=NOW)
    with pytest.raises(Refused, match="canceled"):
        enroll(trainer, cohort, a_trainee(provider), now=NOW)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"seats": 0}, "seats"),
        ({"seats": 6000}, "seats"),
        ({"ends_on": TODAY - timedelta(days=1)}, "ends_on"),
        ({"apply_by": TODAY + timedelta(days=1)}, "apply_by"),
    ],
)
def test_impossible_dates_and_seats_are_refused(
    fields: dict[str, object], field: str, trainer: Actor, cohort: Cohort
) -> None:
    with pytest.raises(Refused) as refusal:
        add_cohort(trainer, cohort.program, **{"starts_on": TODAY, "seats": 5, "now": NOW} | fields)
    assert refusal.value.field == field
    assert Cohort.objects.count() == 1


def test_the_second_of_two_people_changing_a_cohort_is_told(trainer: Actor, cohort: Cohort) -> None:
    change_cohort(trainer, cohort, starts_on=cohort.starts_on, seats=5, expected_version=1, now=NOW)
    with pytest.raises(Refused, match="Somebody else"):
        change_cohort(trainer, cohort, starts_on=cohort.starts_on, seats=9, expected_version=1, now=NOW)
    cohort.refresh_from_db()
    assert cohort.seats == 5


def test_a_completion_becomes_evidence_of_each_skill_with_the_school_as_its_source(
    trainer: Actor, cohort: Cohort, provider: Organization
) -> None:
    seeker = a_trainee(provider)
    place = enroll(trainer, cohort, seeker, now=NOW)
    complete_enrollment(trainer, place, on=DONE, now=NOW)
    rows = {row.skill.name: row for row in Evidence.objects.filter(seeker=seeker).select_related("skill")}
    assert {name: float(row.level) for name, row in rows.items()} == {"Networking": 3.0, "Windows": 2.0}
    for row in rows.values():
        assert (row.kind, row.at, row.title) == ("completion", DONE, cohort.program.name)
        assert (row.organization_id, row.source) == (provider.pk, f"organization:{provider.pk}")
        assert row.recorded_by_id == trainer.account_id
    assert Estimate.objects.filter(seeker=seeker).count() == 2
    fact = Fact.objects.get(name="TrainingCompleted")
    assert (fact.data["seeker_id"], fact.data["skills"]) == (seeker.pk, 2)
    with pytest.raises(Refused, match="settled"):
        complete_enrollment(trainer, place, on=DONE, now=NOW)
    with pytest.raises(Refused, match="settled"):
        withdraw_enrollment(trainer, place, now=NOW)


@pytest.mark.parametrize("on", [date(2026, 1, 11), TODAY + timedelta(days=1)])
def test_nobody_finishes_before_the_start_or_in_the_future(
    on: date, trainer: Actor, cohort: Cohort, provider: Organization
) -> None:
    place = enroll(trainer, cohort, a_trainee(provider), now=NOW)
    with pytest.raises(Refused) as refusal:
        complete_enrollment(trainer, place, on=on, now=NOW)
    assert refusal.value.field == "on"
    assert not Evidence.objects.exists()


def test_a_completion_ends_with_the_persons_access(
    trainer: Actor, cohort: Cohort, provider: Organization, system: Actor
) -> None:
    seeker = a_trainee(provider)
    place = enroll(trainer, cohort, seeker, now=NOW)
    end_grant(system, Grant.objects.get(seeker=seeker), now=NOW)
    with pytest.raises(Refused, match="access"):
        complete_enrollment(trainer, place, on=DONE, now=NOW)
    (shown,) = enrollments_in(trainer, cohort)
    assert shown.seeker is None and shown.is_open
    assert withdraw_enrollment(trainer, place, now=NOW).state == "withdrew"


def test_a_completion_is_taken_back_the_same_day_and_only_its_own_evidence(
    trainer: Actor, cohort: Cohort, provider: Organization
) -> None:
    seeker = a_trainee(provider)
    earlier = a_cohort(a_program(provider, {a_skill("Linux"): 2}), starts_on=date(2026, 1, 5))
    complete_enrollment(trainer, enroll(trainer, earlier, seeker, now=NOW), on=DONE, now=NOW)
    place = enroll(trainer, cohort, seeker, now=NOW)
    later = NOW + timedelta(hours=2)
    complete_enrollment(trainer, place, on=DONE, now=later)
    undone = undo_completion(trainer, place, now=NOW + timedelta(hours=3))
    assert (undone.state, undone.completed_on) == ("enrolled", None)
    states = dict(Evidence.objects.filter(seeker=seeker).values_list("skill__name", "state"))
    assert states == {"Linux": "counts", "Networking": "withdrawn", "Windows": "withdrawn"}
    assert set(Estimate.objects.filter(seeker=seeker).values_list("skill__name", flat=True)) == {"Linux"}
    assert Fact.objects.get(name="CompletionUndone").data["skills"] == 2
    assert complete_enrollment(trainer, place, on=DONE, now=later).state == "completed"


def test_a_completion_cannot_be_taken_back_the_next_day(
    trainer: Actor, cohort: Cohort, provider: Organization
) -> None:
    place = enroll(trainer, cohort, a_trainee(provider), now=NOW)
    with pytest.raises(Refused, match="No completion"):
        undo_completion(trainer, place, now=NOW)
    complete_enrollment(trainer, place, on=DONE, now=NOW)
    with pytest.raises(Refused, match="day"):
        undo_completion(trainer, place, now=NOW + timedelta(days=1))
    assert Evidence.objects.filter(state="counts").count() == 2


def test_a_trainer_vouches_for_a_level_from_one_to_five(
    trainer: Actor, provider: Organization, community: Community
) -> None:
    seeker, skill = a_trainee(provider), a_skill("Linux")
    with pytest.raises(Refused, match="agree to vouching"):
        vouch(trainer, seeker, provider, skill_id=skill.pk, level=3, at=DONE, now=NOW)
    lets_in(seeker, provider, "vouching")
    row = vouch(trainer, seeker, provider, skill_id=skill.pk, level=3, at=DONE, now=NOW)
    assert row.state == "waiting"
    assert (row.kind, row.source, Vouch.objects.count()) == ("vouch", f"organization:{provider.pk}", 1)
    assert list(vouches_given(trainer, provider, seeker)) == [row]
    assert piece_entered(trainer, provider, seeker, row.pk) == row
    assert piece_entered(trainer, provider, a_person(community), row.pk) is None
    with pytest.raises(Refused, match="five levels"):
        vouch(trainer, seeker, provider, skill_id=skill.pk, level=0, at=DONE, now=NOW)
    with pytest.raises(Refused):
        vouch(trainer, a_person(community), provider, skill_id=skill.pk, level=3, at=DONE, now=NOW)


def test_a_certification_the_school_has_looked_at_is_entered_for_its_own_students_alone(
    trainer: Actor, provider: Organization
) -> None:
    seeker, skill = a_trainee(provider), a_skill("Linux")
    said = {"title": " Linux  One ", "issuer": "Harbor", "skill_id": skill.pk, "at": DONE, "now": NOW}
    row = accept_credential(trainer, seeker, provider, level=3, **said)
    assert (row.kind, row.title, row.shared_source) == ("credential", "Linux One", "issuer:harbor")
    assert row.organization == provider and row.recorded_by_id == trainer.account_id
    assert [one.pk for one in credentials_accepted(trainer, provider, seeker)] == [row.pk]
    assert not vouches_given(trainer, provider, seeker)
    assert Fact.objects.get(name="CertificationEntered").data["evidence_id"] == row.pk
    with pytest.raises(Refused):
        accept_credential(trainer, a_person(provider.community), provider, level=3, **said)
    for wrong, field in (
        ({"level": 6}, "level"),
        ({"title": ""}, "title"),
        ({"issuer": provider.name.upper()}, "issuer"),
    ):
        with pytest.raises(Refused) as refusal:
            accept_credential(trainer, seeker, provider, **({"level": 2} | said | wrong))
        assert refusal.value.field == field


def test_lists_take_the_same_queries_for_one_person_and_for_many(
    trainer: Actor,
    provider: Organization,
    cohort: Cohort,
    django_assert_num_queries: Callable[..., object],
) -> None:
    big = a_cohort(cohort.program, seats=30, starts_on=date(2026, 1, 19))
    for _one in range(6):
        enroll(trainer, big, a_trainee(provider), now=NOW)
        a_trainee(provider)
    with django_assert_num_queries(1):
        rows = cohorts_of(trainer, provider)
    assert [(row.taken, row.open_places, row.free) for row in rows] == [(0, 0, 2), (6, 6, 24)]
    with django_assert_num_queries(3):
        assert len(people_of(trainer, provider)) == 12
    with django_assert_num_queries(2):
        assert len(enrollments_in(trainer, big)) == 6
    with django_assert_num_queries(1):
        assert len(people_to_enroll(trainer, big)) == 6


def test_the_next_start_is_one_people_can_still_apply_for(cohort: Cohort) -> None:
    a_cohort(cohort.program, starts_on=TODAY + timedelta(days=40))
    soon = a_cohort(cohort.program, starts_on=TODAY + timedelta(days=20))
    assert next_cohort(cohort.program, TODAY) == soon
    assert Enrollment.objects.count() == 0


TEN_AT_NIGHT = datetime(2026, 3, 3, 4, 0, tzinfo=UTC)
"""Monday, March 2, 10 p.m. in Chicago, and Tuesday already in Greenwich."""


def test_a_completion_is_dated_and_taken_back_by_the_schools_own_day(
    trainer: Actor, cohort: Cohort, provider: Organization
) -> None:
    place = enroll(trainer, cohort, a_trainee(provider), now=NOW)
    with pytest.raises(Refused, match="between the start"):
        complete_enrollment(trainer, place, on=date(2026, 3, 3), now=TEN_AT_NIGHT)
    complete_enrollment(trainer, place, on=TODAY, now=TEN_AT_NIGHT - timedelta(hours=12))
    [shown] = [row for row in enrollments_in(trainer, cohort) if row.enrollment.pk == place.pk]
    assert shown.can_undo(TODAY) and not shown.can_undo(TODAY + timedelta(days=1))
    with pytest.raises(Refused, match="on the day it was recorded"):
        undo_completion(trainer, place, now=TEN_AT_NIGHT + timedelta(hours=2))
    assert undo_completion(trainer, place, now=TEN_AT_NIGHT).state != "completed"
