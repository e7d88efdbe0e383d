"""Each rule, asked for everybody: those named may, all others may not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from techhire.commons.communities.actions import create_token, invite_member
from techhire.commons.communities.models import Community, Membership, Organization
from techhire.commons.communities.rules import (
    may_accept_invitation,
    may_change_role,
    may_close_organization,
    may_create_community,
    may_create_organization,
    may_create_token,
    may_end_token,
    may_invite_member,
    may_leave_organization,
    may_move_organization,
    may_see_members,
    may_update_community,
    may_update_organization,
    may_withdraw_invitation,
    visible_organizations,
)
from techhire.commons.permits import Actor
from tests.factories.communities import OrganizationFactory

pytestmark = pytest.mark.django_db
WhoMay = Callable[[Callable[[Actor], object]], set[str]]
HERE = {"owner", "member", "reader", "rival", "convener", "trainer", "coach", "helper", "person"}


def test_only_the_operator_and_the_product_make_communities(who_may: WhoMay, person: Actor) -> None:
    assert who_may(may_create_community) == {"system"}
    assert may_create_community(replace(person, is_operator=True))


def test_the_civic_lead_keeps_its_own_community(who_may: WhoMay, community: Community) -> None:
    assert who_may(lambda a: may_update_community(a, community)) == {"convener", "system"}


def test_everybody_signed_in_here_may_apply_as_an_employer(who_may: WhoMay, community: Community) -> None:
    rule = lambda a: may_create_organization(a, community, ("employer",))  # noqa: E731  # reads as the sentence it is
    assert who_may(rule) == HERE | {"system"}


def test_nobody_appoints_themselves_civic_lead(who_may: WhoMay, community: Community) -> None:
    allowed = who_may(lambda a: may_create_organization(a, community, ("employer", "civic")))
    assert allowed == {"convener", "system"}


def test_owners_and_the_civic_lead_keep_an_organization_s_page(
    who_may: WhoMay, employer: Organization
) -> None:
    allowed = who_may(lambda a: may_update_organization(a, employer))
    assert allowed == {"owner", "convener", "system"}


def test_the_civic_lead_lets_partners_in(who_may: WhoMay, employer: Organization) -> None:
    assert who_may(lambda a: may_move_organization(a, employer)) == {"convener", "system"}


def test_the_civic_lead_does_not_decide_about_itself(who_may: WhoMay, civic: Organization) -> None:
    assert who_may(lambda a: may_move_organization(a, civic)) == {"system"}


def test_only_owners_close_an_organization(who_may: WhoMay, employer: Organization) -> None:
    assert who_may(lambda a: may_close_organization(a, employer)) == {"owner", "system"}


def test_only_owners_invite(who_may: WhoMay, employer: Organization) -> None:
    assert who_may(lambda a: may_invite_member(a, employer)) == {"owner", "system"}


def test_the_civic_lead_invites_the_first_owner(who_may: WhoMay, community: Community) -> None:
    empty = OrganizationFactory(community=community, kinds=["employer"])
    assert who_may(lambda a: may_invite_member(a, empty)) == {"convener", "system"}


def test_whoever_invites_takes_invitations_back(
    who_may: WhoMay, employer: Organization, owner: Actor, now: datetime
) -> None:
    invitation = invite_member(owner, employer, email="new@example.org", role="member", now=now)
    assert who_may(lambda a: may_withdraw_invitation(a, invitation)) == {"owner", "system"}


def test_an_invitation_is_for_its_address_in_its_community(
    who_may: WhoMay, employer: Organization, owner: Actor, now: datetime
) -> None:
    invitation = invite_member(owner, employer, email="new@example.org", role="member", now=now)
    proven = frozenset({"new@example.org"})
    assert who_may(lambda a: may_accept_invitation(a, invitation, proven)) == HERE
    assert who_may(lambda a: may_accept_invitation(a, invitation, frozenset({"other@example.org"}))) == set()


def test_owners_decide_about_roles(who_may: WhoMay, employer: Organization, member: Actor) -> None:
    seat = Membership.objects.get(account_id=member.account_id)
    assert who_may(lambda a: may_change_role(a, seat)) == {"owner", "system"}


def test_a_seat_is_ended_by_its_holder_or_an_owner(who_may: WhoMay, member: Actor) -> None:
    seat = Membership.objects.get(account_id=member.account_id)
    assert who_may(lambda a: may_leave_organization(a, seat)) == {"owner", "member", "system"}


def test_members_and_the_civic_lead_see_members(who_may: WhoMay, employer: Organization) -> None:
    allowed = who_may(lambda a: may_see_members(a, employer))
    assert allowed == {"owner", "member", "reader", "convener", "system"}


def test_signed_in_people_make_tokens_but_tokens_do_not(who_may: WhoMay, person: Actor) -> None:
    assert who_may(may_create_token) == HERE | {"stranger"}
    assert not may_create_token(replace(person, scopes=frozenset({"own:write"})))


def test_a_token_is_ended_by_its_maker(who_may: WhoMay, member: Actor, now: datetime) -> None:
    token, _secret = create_token(member, name="nightly", scopes=["own:read"], days=30, now=now)
    assert who_may(lambda a: may_end_token(a, token)) == {"member", "system"}


def test_who_knows_of_an_organization_that_only_applied(
    everybody: dict[str, Actor], community: Community
) -> None:
    applied = OrganizationFactory(community=community, kinds=["employer"], state="applied")
    seen = {word for word, actor in everybody.items() if applied in visible_organizations(actor)}
    assert seen == {"convener", "system"}


def test_active_organizations_are_seen_in_their_community_only(
    everybody: dict[str, Actor], employer: Organization
) -> None:
    seen = {word for word, actor in everybody.items() if employer in visible_organizations(actor)}
    assert seen == HERE | {"visitor", "system"}


@pytest.mark.parametrize("kind", ["employer", "provider"])
@pytest.mark.parametrize(
    ("state", "role", "may"),
    [
        ("applied", "owner", True),
        ("in_review", "owner", True),
        ("applied", "member", False),
        ("applied", "reader", False),
        ("left", "owner", False),
    ],
)
def test_whoever_applied_keeps_the_page_until_the_organization_is_let_in(
    as_member: Callable[..., Actor], community: Community, kind: str, state: str, role: str, may: bool
) -> None:
    waiting = OrganizationFactory(community=community, kinds=[kind], state=state)
    assert bool(may_update_organization(as_member(waiting, role), waiting)) is may


def test_nobody_else_changes_what_waits(who_may: WhoMay, community: Community) -> None:
    waiting = OrganizationFactory(community=community, kinds=["employer"], state="applied")
    assert who_may(lambda a: may_update_organization(a, waiting)) == {"convener", "system"}
