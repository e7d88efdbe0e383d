"""Who sees a person by name: those the person let in, and every look is written down."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.seekers.actions.access import end_grant, grant_access, record_access
from techhire.plays.seekers.actions.contacts import set_contacts
from techhire.plays.seekers.models import AccessRecord, Consent, Contact, Grant, Seeker
from techhire.plays.seekers.queries import contacts_of, grants_to, skill_lines, who_looked
from techhire.plays.seekers.rules import visible_seekers
from tests.cases import in_one_world
from tests.factories.communities import OrganizationFactory
from tests.factories.seekers import NOW, access, findable
from tests.plays.seekers.conftest import ROLES

pytestmark = pytest.mark.django_db


@in_one_world("who", ROLES)
def test_only_those_let_in_see_a_person(
    role: Callable[[str], Actor], coached: Seeker, provider: Organization, who: str
) -> None:
    access(coached, provider, "training")
    actor = role(who)
    may = who in {"person", "coach", "trainer", "onramp_reader"}
    assert list(visible_seekers(actor)) == ([coached] if may else [])
    if may:
        assert skill_lines(actor, coached) == []
        assert list(contacts_of(actor, coached)) == []
    else:
        for read in (skill_lines, contacts_of):
            with pytest.raises(Refused):
                read(actor, coached)


@in_one_world("who", ROLES)
def test_only_the_person_and_their_coach_let_others_in(
    role: Callable[[str], Actor], coached: Seeker, provider: Organization, who: str
) -> None:
    if who in {"person", "coach"}:
        grant = grant_access(role(who), coached, provider, purpose="training", now=NOW)
        assert list(Consent.objects.filter(purpose="training").values_list("scope", flat=True)) == [
            [f"organization:{provider.pk}"]
        ]
        assert grant_access(role(who), coached, provider, purpose="training", now=NOW) == grant
    else:
        with pytest.raises(Refused):
            grant_access(role(who), coached, provider, purpose="training", now=NOW)


def test_an_end_counts_at_once_and_withdraws_the_consent(
    person: Actor, trainer: Actor, trained: Seeker, provider: Organization
) -> None:
    grant = Grant.objects.get()
    assert list(grants_to(trainer, provider, "training")) == [grant]
    end_grant(person, grant, now=NOW)
    assert list(visible_seekers(trainer)) == []
    assert list(grants_to(trainer, provider, "training")) == []
    assert Consent.objects.get().withdrawn_at == NOW


def test_the_organization_may_give_access_back_and_others_may_not_end_it(
    trainer: Actor, coach: Actor, rival: Actor, trained: Seeker
) -> None:
    grant = Grant.objects.get()
    for actor in (coach, rival):
        with pytest.raises(Refused):
            end_grant(actor, grant, now=NOW)
    end_grant(trainer, grant, now=NOW)
    assert Grant.objects.get().ended_at == NOW


def test_access_ends_by_itself_on_its_day(
    person: Actor, dana: Seeker, coach: Actor, onramp: Organization
) -> None:
    soon = timezone.now() + timedelta(days=1)
    grant_access(person, dana, onramp, purpose="coaching", until=soon, now=NOW)
    assert list(visible_seekers(coach)) == [dana]
    Grant.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert list(visible_seekers(coach)) == []


@pytest.mark.parametrize("purpose", ["curiosity", "being_found", "training"])
def test_access_is_given_for_what_the_organization_does(
    person: Actor, dana: Seeker, onramp: Organization, purpose: str
) -> None:
    with pytest.raises(Refused):
        grant_access(person, dana, onramp, purpose=purpose, now=NOW)
    assert not Grant.objects.exists()


def test_nobody_is_let_in_from_another_community(person: Actor, dana: Seeker, elsewhere: Community) -> None:
    there = OrganizationFactory(community=elsewhere, kinds=["provider"])
    with pytest.raises(Refused):
        grant_access(person, dana, there, purpose="training", now=NOW)


def test_an_employer_gets_a_hiring_grant_only_for_somebody_it_can_find(
    hiring_manager: Actor, employer: Organization, person: Actor, dana: Seeker, python: Skill
) -> None:
    given = {"purpose": "hiring", "posting_id": 7, "now": NOW}
    with pytest.raises(Refused):
        grant_access(hiring_manager, dana, employer, **given)
    seeker = findable(dana, python)
    with pytest.raises(Refused):
        grant_access(hiring_manager, seeker, employer, purpose="hiring", now=NOW)
    assert grant_access(hiring_manager, seeker, employer, **given).posting_id == 7
    other = OrganizationFactory(community=employer.community, kinds=["employer"])
    with pytest.raises(Refused):
        grant_access(hiring_manager, seeker, other, **given)


def test_a_look_is_written_once_a_day_and_ones_own_never(
    coach: Actor, person: Actor, coached: Seeker, onramp: Organization
) -> None:
    for at in (NOW, NOW + timedelta(hours=2), NOW + timedelta(days=1)):
        record_access(coach, coached, purpose="coaching", what="record", organization_id=onramp.pk, now=at)
        record_access(person, coached, purpose="coaching", what="record", now=at)
    assert AccessRecord.objects.count() == 2
    looks = list(who_looked(person, coached))
    assert [row.organization for row in looks] == [onramp, onramp]
    assert looks[0].at > looks[1].at


@in_one_world("who", ["trainer", "hiring_manager", "convener", "stranger", "visitor"])
def test_who_looked_is_for_the_person(role: Callable[[str], Actor], trained: Seeker, who: str) -> None:
    with pytest.raises(Refused):
        who_looked(role(who), trained)


def test_ways_to_reach_somebody_are_checked_replaced_and_sealed(person: Actor, dana: Seeker) -> None:
    for ways, field in [({"email": "not an address"}, "email"), ({"phone": "call me"}, "phone")]:
        with pytest.raises(Refused) as refusal:
            set_contacts(person, dana, ways=ways, now=NOW)
        assert refusal.value.field == field
    set_contacts(person, dana, ways={"email": "dana@example.org", "phone": "816-555-0142"}, now=NOW)
    set_contacts(person, dana, ways={"email": "", "phone": "816-555-0199"}, is_shared=True, now=NOW)
    assert list(Contact.objects.values_list("kind", "value", "is_shared")) == [
        ("phone", "816-555-0199", True)
    ]
    with connection.cursor() as cursor:
        cursor.execute("select value from seekers_contact")
        assert "0199" not in str(cursor.fetchone()[0])


def test_a_reading_member_cannot_act_for_the_person(role: Callable[[str], Actor], coached: Seeker) -> None:
    with pytest.raises(Refused):
        set_contacts(role("onramp_reader"), coached, ways={"phone": "816-555-0142"}, now=NOW)
