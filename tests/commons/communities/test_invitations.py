"""Invitations: opening changes nothing, a signed-in press does, and only for whom they were meant."""

from datetime import datetime, timedelta

import pytest

from techhire.commons.communities.actions import (
    accept_invitation,
    decline_invitation,
    invite_member,
    withdraw_invitation,
)
from techhire.commons.communities.models import Invitation, Membership, Organization
from techhire.commons.communities.queries import (
    actor_for,
    invitation_behind,
    invitations_to,
    open_invitations,
    token_of,
)
from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from tests.factories.communities import OrganizationFactory
from tests.factories.people import account_with_address

pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation(owner: Actor, employer: Organization, now: datetime) -> Invitation:
    return invite_member(owner, employer, email="New@Example.org", role="member", now=now)


@pytest.fixture
def invited(community: object, employer: Organization) -> Actor:
    return actor_for(account_with_address("new@example.org"), employer.community)


def test_the_invited_person_takes_the_seat(invitation: Invitation, invited: Actor, now: datetime) -> None:
    seat = accept_invitation(invited, token_of(invitation), now=now)
    assert (seat.account_id, seat.role) == (invited.account_id, "member")
    names = set(Fact.objects.values_list("name", flat=True))
    assert {"MemberInvited", "InvitationAnswered", "MemberJoined"} <= names


def test_reading_the_link_changes_nothing(invitation: Invitation, now: datetime) -> None:
    before = Fact.objects.count()
    for _visit in range(3):
        assert invitation_behind(token_of(invitation), now) == invitation
    assert Fact.objects.count() == before
    assert not Membership.objects.filter(account__email="new@example.org").exists()


def test_the_token_is_not_in_the_database(invitation: Invitation) -> None:
    row = Invitation.objects.filter(pk=invitation.pk).values().get()
    assert token_of(invitation) not in str(row)
    assert not any(token_of(invitation) in str(fact.data) for fact in Fact.objects.all())


def test_another_address_is_refused(invitation: Invitation, person: Actor, now: datetime) -> None:
    with pytest.raises(Refused, match="another e-mail"):
        accept_invitation(person, token_of(invitation), now=now)


def test_an_unproven_address_is_refused(
    invitation: Invitation, employer: Organization, now: datetime
) -> None:
    account = account_with_address("new@example.org", verified=False)
    with pytest.raises(Refused, match="another e-mail"):
        accept_invitation(actor_for(account, employer.community), token_of(invitation), now=now)


def test_a_visitor_signs_in_first(invitation: Invitation, visitor: Actor, now: datetime) -> None:
    with pytest.raises(Refused, match="Sign in"):
        accept_invitation(visitor, token_of(invitation), now=now)


def test_it_ends_after_two_weeks(invitation: Invitation, invited: Actor, now: datetime) -> None:
    with pytest.raises(Refused, match="no longer open"):
        accept_invitation(invited, token_of(invitation), now=now + timedelta(days=14))


def test_it_is_accepted_once(invitation: Invitation, invited: Actor, now: datetime) -> None:
    accept_invitation(invited, token_of(invitation), now=now)
    with pytest.raises(Refused, match="no longer open"):
        accept_invitation(invited, token_of(invitation), now=now)
    assert Membership.objects.filter(account_id=invited.account_id).count() == 1


def test_the_letter_s_holder_may_decline_without_an_account(
    invitation: Invitation, visitor: Actor, now: datetime
) -> None:
    declined = decline_invitation(visitor, token_of(invitation), now=now)
    assert declined.accepted is False
    assert Fact.objects.get(name="InvitationAnswered").data["answer"] == "declined"


def test_an_owner_takes_it_back(invitation: Invitation, owner: Actor, invited: Actor, now: datetime) -> None:
    withdraw_invitation(owner, invitation, now=now)
    with pytest.raises(Refused):
        accept_invitation(invited, token_of(invitation), now=now)


def test_inviting_again_replaces_the_first_door(
    invitation: Invitation, owner: Actor, employer: Organization, now: datetime
) -> None:
    later = now + timedelta(hours=1)
    second = invite_member(owner, employer, email="new@example.org", role="reader", now=later)
    assert invitation_behind(token_of(invitation), later) is None
    assert invitation_behind(token_of(second), later) == second
    assert list(open_invitations(owner, employer, later)) == [second]


def test_a_member_of_long_standing_is_not_invited_again(
    owner: Actor, member: Actor, employer: Organization, now: datetime
) -> None:
    address = Membership.objects.get(account_id=member.account_id).account.email
    with pytest.raises(Refused) as refusal:
        invite_member(owner, employer, email=address, role="reader", now=now)
    assert refusal.value.field == "email"


@pytest.mark.parametrize(
    ("email", "role", "language", "field"),
    [
        ("nobody", "member", "en", "email"),
        ("a@b.org\x00", "member", "en", "email"),
        ("", "member", "en", "email"),
        ("a@example.org", "king", "en", "role"),
        ("a@example.org", "member", "xx", "language"),
    ],
)
def test_bad_input_names_its_field_and_opens_nothing(
    owner: Actor, employer: Organization, now: datetime, email: str, role: str, language: str, field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        invite_member(owner, employer, email=email, role=role, language=language, now=now)
    assert refusal.value.field == field
    assert Invitation.objects.count() == 0


def test_the_civic_lead_opens_the_first_door_to_an_owner_only(
    convener: Actor, employer: Organization, now: datetime
) -> None:
    empty = OrganizationFactory(community=employer.community, kinds=["employer"])
    with pytest.raises(Refused) as refusal:
        invite_member(convener, empty, email="first@example.org", role="reader", now=now)
    assert refusal.value.field == "role"
    assert invite_member(convener, empty, email="first@example.org", role="owner", now=now).pk


def test_an_organization_that_left_lets_nobody_in(
    invitation: Invitation, invited: Actor, employer: Organization, now: datetime
) -> None:
    employer.state = "left"
    employer.save()
    with pytest.raises(Refused):
        accept_invitation(invited, token_of(invitation), now=now)


def test_people_find_invitations_without_the_letter(
    invitation: Invitation, invited: Actor, person: Actor, stranger: Actor, now: datetime
) -> None:
    assert invitations_to(invited, now) == [invitation]
    assert invitations_to(person, now) == []
    assert invitations_to(stranger, now) == []


def test_the_product_itself_may_invite_anybody(system: Actor, employer: Organization, now: datetime) -> None:
    invitation = invite_member(system, employer, email="first@example.org", role="reader", now=now)
    assert (invitation.role, invitation.invited_by) == ("reader", None)
