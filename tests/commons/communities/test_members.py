"""Seats: nobody is locked out, an organization always has an owner."""

from collections.abc import Callable
from datetime import datetime

import pytest

from techhire.commons.communities.actions import (
    change_role,
    close_organization,
    erase_person,
    leave_organization,
)
from techhire.commons.communities.models import Invitation, Membership, Organization
from techhire.commons.communities.queries import members_of, needs_second_owner, organizations_of, seat_of
from techhire.commons.ledger.models import Fact
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor, Refused
from tests.cases import in_one_world
from tests.factories.communities import OrganizationFactory, seat
from tests.factories.people import AccountFactory, account_with_address

pytestmark = pytest.mark.django_db


def own_seat(actor: Actor) -> Membership:
    return Membership.objects.get(account_id=actor.account_id, ended_at__isnull=True)


def test_a_member_leaves_and_the_seat_stays_as_history(member: Actor, owner: Actor, now: datetime) -> None:
    left = leave_organization(member, own_seat(member), now=now)
    assert left.ended_at == now
    fact = Fact.objects.get(name="MemberLeft")
    assert fact.data["account_id"] == member.account_id
    assert fact.data["successor_id"] is None


def test_the_last_owner_has_to_name_a_successor(owner: Actor, member: Actor, now: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        leave_organization(owner, own_seat(owner), now=now)
    assert refusal.value.field == "successor"
    assert own_seat(owner).role == "owner"


def test_the_successor_becomes_owner_in_the_same_moment(owner: Actor, member: Actor, now: datetime) -> None:
    leave_organization(owner, own_seat(owner), successor=own_seat(member), now=now)
    assert own_seat(member).role == "owner"
    assert Fact.objects.get(name="MemberLeft").data["successor_id"] == member.account_id


def test_a_successor_from_elsewhere_is_refused(
    owner: Actor, member: Actor, rival: Actor, now: datetime
) -> None:
    with pytest.raises(Refused):
        leave_organization(owner, own_seat(owner), successor=own_seat(rival), now=now)
    assert Membership.objects.filter(ended_at__isnull=False).count() == 0


def test_an_erased_or_locked_member_cannot_take_over(owner: Actor, member: Actor, now: datetime) -> None:
    Account.objects.filter(pk=member.account_id).update(state="locked")
    with pytest.raises(Refused):
        leave_organization(owner, own_seat(owner), successor=own_seat(member), now=now)


def test_the_only_person_invites_somebody_first_or_closes(
    owner: Actor, employer: Organization, now: datetime
) -> None:
    with pytest.raises(Refused, match="only person"):
        leave_organization(owner, own_seat(owner), now=now)
    close_organization(owner, employer, now=now)
    employer.refresh_from_db()
    assert employer.state == "left"
    assert not Membership.objects.filter(organization=employer, ended_at__isnull=True).exists()


@in_one_world("role", ["member", "reader"])
def test_the_last_owner_cannot_step_down(owner: Actor, member: Actor, role: str, now: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        change_role(owner, own_seat(owner), role=role, now=now)
    assert refusal.value.field == "role"


def test_an_owner_makes_a_member_an_owner_and_then_steps_down(
    owner: Actor, member: Actor, now: datetime
) -> None:
    change_role(owner, own_seat(member), role="owner", now=now)
    change_role(owner, own_seat(owner), role="reader", now=now)
    assert own_seat(owner).role == "reader"
    assert Fact.objects.filter(name="MemberRoleChanged").count() == 2


def test_an_unknown_role_changes_nothing(owner: Actor, member: Actor, now: datetime) -> None:
    with pytest.raises(Refused):
        change_role(owner, own_seat(member), role="king", now=now)
    assert own_seat(member).role == "member"


def test_a_member_cannot_promote_themselves(owner: Actor, member: Actor, now: datetime) -> None:
    with pytest.raises(Refused):
        change_role(member, own_seat(member), role="owner", now=now)
    assert own_seat(member).role == "member"


def test_a_rival_s_owner_ends_nobody_s_seat_here(member: Actor, rival: Actor, now: datetime) -> None:
    with pytest.raises(Refused):
        leave_organization(rival, own_seat(member), now=now)


def test_a_seat_ends_once(owner: Actor, member: Actor, now: datetime) -> None:
    held = own_seat(member)
    leave_organization(member, held, now=now)
    with pytest.raises(Refused, match="already"):
        leave_organization(owner, held, now=now)


def test_one_owner_alone_is_worth_a_nudge(owner: Actor, employer: Organization, member: Actor) -> None:
    assert needs_second_owner(employer)
    Membership.objects.filter(account_id=member.account_id).update(role="owner")
    assert not needs_second_owner(employer)


def test_owners_are_listed_first(owner: Actor, member: Actor, reader: Actor, employer: Organization) -> None:
    assert [row.role for row in members_of(member, employer)] == ["owner", "member", "reader"]


def test_a_rival_sees_no_members(rival: Actor, member: Actor, employer: Organization) -> None:
    assert list(members_of(rival, employer)) == []
    assert seat_of(rival, own_seat(member).pk) is None


def test_organizations_carry_the_role_held_there(member: Actor, employer: Organization) -> None:
    account = Account.objects.get(pk=member.account_id)
    seat(account, OrganizationFactory(community=employer.community, state="applied"), "owner")
    rows = {row.pk: row.role for row in organizations_of(account)}
    assert rows[employer.pk] == "member"
    assert sorted(rows.values()) == ["member", "owner"]


class TestErasing:
    def test_it_leaves_counts_and_takes_every_name(
        self, employer: Organization, as_member: Callable[..., Actor], owner: Actor, now: datetime
    ) -> None:
        account = account_with_address("ana@example.org")
        actor = as_member(employer, "member", account)
        erase_person(actor, account, now=now)
        account.refresh_from_db()
        assert (account.state, account.name, account.email) == ("erased", "", "")
        assert "ana" not in account.handle
        assert Membership.objects.filter(account=account, ended_at=now).count() == 1
        assert Fact.objects.filter(name="AccountErased", subject_id=account.pk).count() == 1

    def test_a_last_owner_among_others_hands_over_first(
        self, owner: Actor, member: Actor, now: datetime
    ) -> None:
        account = Account.objects.get(pk=owner.account_id)
        with pytest.raises(Refused, match="Choose who takes over"):
            erase_person(owner, account, now=now)
        account.refresh_from_db()
        assert account.state == "active"

    def test_an_organization_of_one_person_leaves_with_them(
        self, owner: Actor, employer: Organization, now: datetime
    ) -> None:
        erase_person(owner, Account.objects.get(pk=owner.account_id), now=now)
        employer.refresh_from_db()
        assert employer.state == "left"

    def test_the_address_leaves_old_invitations_too(
        self, employer: Organization, owner: Actor, as_member: Callable[..., Actor], now: datetime
    ) -> None:
        account = account_with_address("ana@example.org")
        Invitation.objects.create(
            organization=employer,
            email="ana@example.org",
            role="member",
            fingerprint="x",
            made_at=now,
            expires_at=now,
        )
        erase_person(as_member(employer, "reader", account), account, now=now)
        assert not Invitation.objects.filter(email__icontains="ana").exists()

    def test_nobody_erases_somebody_else(self, owner: Actor, convener: Actor, now: datetime) -> None:
        account = AccountFactory()
        for actor in (owner, convener):
            with pytest.raises(Refused):
                erase_person(actor, account, now=now)
