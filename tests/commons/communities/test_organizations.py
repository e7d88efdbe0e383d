"""Communities and partners: let in by the civic lead, kept by their owners."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from techhire.commons.communities.actions import (
    change_logo,
    create_community,
    create_organization,
    move_organization,
    update_community,
    update_organization,
)
from techhire.commons.communities.models import Community, Membership, Organization
from techhire.commons.communities.queries import actor_for, demo_accounts, organization_named
from techhire.commons.ledger.models import Fact
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor, Refused
from tests.factories.communities import OrganizationFactory, seat
from tests.factories.people import AccountFactory

pytestmark = pytest.mark.django_db


def test_the_first_community_is_the_default_one(now: datetime) -> None:
    operator = Actor.system()
    first = create_community(operator, slug="river", name="River City", now=now)
    second = create_community(operator, slug="north", name="Northgate", now=now)
    assert (first.is_default, second.is_default) == (True, False)
    assert first.as_of.day == 1
    assert Fact.objects.filter(name="CommunityCreated", community_id=first.pk).count() == 1


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"slug": "two words"}, "slug"),
        ({"slug": "river"}, "slug"),
        ({"name": " "}, "name"),
        ({"color": "red; }"}, "color"),
        ({"time_zone": "Mars/Base"}, "time_zone"),
        ({"languages": ["en", "xx"]}, "languages"),
        ({"interview_threshold": "x"}, "interview_threshold"),
        ({"interview_threshold": "1.5"}, "interview_threshold"),
        ({"minimum_age": 3}, "minimum_age"),
        ({"ranking_audit_url": "javascript:alert(1)"}, "ranking_audit_url"),
        ({"contact_email": "nobody"}, "contact_email"),
        ({"is_default": True}, "is_default"),
        ({"as_of": "2020-01-01"}, "as_of"),
    ],
)
def test_bad_settings_name_their_field(
    community: Community, now: datetime, details: dict[str, object], field: str
) -> None:
    asked = {"slug": "west", "name": "West", **details}
    with pytest.raises(Refused) as refusal:
        create_community(Actor.system(), now=now, **asked)
    assert refusal.value.field == field
    assert Community.objects.count() == 1


def test_the_civic_lead_changes_what_it_names_and_nothing_else(
    community: Community, convener: Actor, now: datetime
) -> None:
    update_community(convener, community, interview_threshold="0.55", color="#112233", now=now)
    community.refresh_from_db()
    assert (community.interview_threshold, community.color) == (Decimal("0.55"), "#112233")
    assert community.name == "River City TechHire"


def test_whoever_changes_settings_over_an_older_version_is_refused(
    community: Community, convener: Actor, now: datetime
) -> None:
    change_logo(convener, community, picture=None, now=now)
    with pytest.raises(Refused, match="Somebody else changed this"):
        update_community(convener, community, expected_version=1, place="Mine", now=now)
    saved = update_community(convener, community, expected_version=2, place="Mine", now=now)
    assert (saved.version, saved.place) == (3, "Mine")


def test_an_applicant_owns_what_they_applied_for_but_does_not_act_for_it_yet(
    person: Actor, community: Community, now: datetime
) -> None:
    applied = create_organization(person, community, name="Ash & Oak", kinds=["employer"], now=now)
    assert applied.state == "applied"
    assert Membership.objects.get(organization=applied).account_id == person.account_id
    account = Account.objects.get(pk=person.account_id)
    assert actor_for(account, community).seats == ()


def test_the_applicant_acts_once_the_civic_lead_let_it_in(
    person: Actor, convener: Actor, community: Community, now: datetime
) -> None:
    applied = create_organization(person, community, name="Ash & Oak", kinds=["employer"], now=now)
    move_organization(convener, applied, state="active", now=now)
    account = Account.objects.get(pk=person.account_id)
    assert actor_for(account, community).owns(applied.pk)


def test_an_applicant_cannot_make_somebody_else_the_owner(
    person: Actor, community: Community, now: datetime
) -> None:
    other = AccountFactory()
    applied = create_organization(person, community, name="X", kinds=["provider"], owner=other, now=now)
    assert not Membership.objects.filter(organization=applied, account=other).exists()


def test_what_the_civic_lead_adds_is_active_with_its_owner(
    convener: Actor, community: Community, now: datetime
) -> None:
    owner = AccountFactory()
    made = create_organization(
        convener, community, name="Maple Health", kinds=["provider", "employer"], owner=owner, now=now
    )
    assert made.state == "active"
    assert actor_for(owner, community).owns(made.pk)
    assert Fact.objects.get(name="OrganizationCreated").data["kinds"] == ["employer", "provider"]


def test_same_names_get_addresses_of_their_own(convener: Actor, community: Community, now: datetime) -> None:
    slugs = [
        create_organization(convener, community, name="Maple", kinds=["employer"], now=now).slug
        for _time in range(3)
    ]
    assert slugs == ["maple", "maple-2", "maple-3"]


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({"kinds": []}, "kinds"),
        ({"kinds": ["bank"]}, "kinds"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"zip_code": "12a"}, "zip_code"),
        ({"zip_code": "12"}, "zip_code"),
        ({"state_code": "ZZ"}, "state_code"),
        ({"state_code": "Missouri"}, "state_code"),
        ({"naics": "1234567"}, "naics"),
        ({"naics": "9"}, "naics"),
        ({"naics": "99"}, "naics"),
        ({"naics": "131313"}, "naics"),
        ({"size": -1}, "size"),
        ({"about": "x" * 2001}, "about"),
        ({"state": "active"}, "state"),
    ],
)
def test_bad_details_add_no_partner(
    person: Actor, community: Community, now: datetime, details: dict[str, object], field: str
) -> None:
    asked = {"name": "Ash", "kinds": ["employer"], **details}
    with pytest.raises(Refused) as refusal:
        create_organization(person, community, now=now, **asked)
    assert refusal.value.field == field
    assert not Organization.objects.filter(name="Ash").exists()


@pytest.mark.parametrize("code", ["MO", "mo", " dc ", "PR", "GU", "AE", ""])
def test_states_territories_and_military_mail_are_taken_in_capitals(
    code: str, person: Actor, community: Community, now: datetime
) -> None:
    made = create_organization(person, community, name="Ash", kinds=["employer"], state_code=code, now=now)
    assert made.state_code == code.strip().upper()


def test_everything_that_is_wrong_is_told_at_once(
    owner: Actor, employer: Organization, now: datetime
) -> None:
    wrong = {"website": "ash", "state_code": "ZZ", "zip_code": "1", "city": "Ash"}
    with pytest.raises(Refused) as refusal:
        update_organization(owner, employer, now=now, **wrong)
    told = [one.field for one in (refusal.value, *refusal.value.more)]
    assert told == ["website", "state_code", "zip_code"]
    employer.refresh_from_db()
    assert employer.city != "Ash"


def test_the_page_of_a_partner_is_changed_field_by_field(
    owner: Actor, employer: Organization, now: datetime
) -> None:
    update_organization(owner, employer, about="We fix\r\nthings.", size=40, now=now)
    employer.refresh_from_db()
    assert (employer.about, employer.size) == ("We fix\nthings.", 40)


def test_an_impossible_move_is_refused(convener: Actor, employer: Organization, now: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        move_organization(convener, employer, state="applied", now=now)
    assert refusal.value.field == "state"


def test_a_seat_rests_with_the_organization_that_left(
    owner: Actor, convener: Actor, employer: Organization, now: datetime
) -> None:
    move_organization(convener, employer, state="left", now=now)
    account = Account.objects.get(pk=owner.account_id)
    assert actor_for(account, employer.community).seats == ()


def test_an_organization_is_found_by_slug_and_by_id(visitor: Actor, employer: Organization) -> None:
    assert organization_named(visitor, employer.slug) == employer
    assert organization_named(visitor, employer.pk) == employer
    assert organization_named(visitor, str(employer.pk)) == employer
    assert organization_named(replace(visitor, community_id=0), employer.slug) is None
    assert organization_named(visitor, "9" * 40) is None


def test_one_account_costs_one_query(
    employer: Organization, django_assert_num_queries: object, community: Community
) -> None:
    account = AccountFactory()
    for _organization in range(5):
        seat(account, OrganizationFactory(community=community, kinds=["employer", "provider"]))
    with django_assert_num_queries(1):  # type: ignore[operator]  # the fixture is untyped
        assert len(actor_for(account, community).seats) == 5


def test_demo_people_come_in_the_order_of_the_roles(community: Community, elsewhere: Community) -> None:
    for role in ["seeker", "employer", "convener", "zebra"]:
        AccountFactory(handle=f"{role}@demo.example")
    employer = Account.objects.get(handle="employer@demo.example")
    seat(employer, OrganizationFactory(community=community, name="Maple"))
    there = AccountFactory(handle="provider@demo.example")
    seat(there, OrganizationFactory(community=elsewhere))
    rows = [(account.handle.split("@")[0], name) for account, name in demo_accounts(community)]
    assert rows == [("convener", ""), ("employer", "Maple"), ("seeker", ""), ("zebra", "")]
