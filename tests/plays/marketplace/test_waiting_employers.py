"""An employer that waits to be let in drafts and checks, and nothing else; at a trusted address it does not wait."""

from collections.abc import Callable
from datetime import datetime

import pytest

from techhire.commons.communities.actions import (
    create_organization,
    invite_member,
    move_organization,
    update_community,
)
from techhire.commons.communities.models import Community, Organization
from techhire.commons.communities.queries import actor_for
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor, Refused
from techhire.plays.marketplace.actions.drafting import create_posting, update_posting
from techhire.plays.marketplace.actions.publishing import publish_posting
from techhire.plays.marketplace.models import Posting
from techhire.plays.marketplace.queries import posting_by_identifier, postings_of
from techhire.plays.matches.actions.reviews import show_people_asking
from techhire.plays.matches.actions.showing import show_shortlist
from tests.factories.communities import OrganizationFactory, seat
from tests.factories.marketplace import PostingFactory
from tests.factories.people import account_with_address


@pytest.fixture
def newcomer(community: Community) -> Account:
    """Somebody who proved an address at harbor.example."""
    return account_with_address("dana@harbor.example")


def applied(
    newcomer: Account, community: Community, kinds: list[str], now: datetime
) -> tuple[Organization, Actor]:
    made = create_organization(actor_for(newcomer, community), community, name="Harbor", kinds=kinds, now=now)
    return made, actor_for(newcomer, community)


def test_it_drafts_while_it_waits_and_publishes_once_it_is_let_in(
    newcomer: Account, community: Community, convener: Actor, now: datetime
) -> None:
    harbor, owner = applied(newcomer, community, ["employer"], now)
    assert harbor.state == "applied"
    draft = create_posting(
        owner, harbor, title="Help desk", text="You answer calls from our nurses.", now=now
    )
    assert list(postings_of(owner, harbor)) == [draft]
    ready = PostingFactory(organization=harbor, ready=True)
    update_posting(owner, ready, openings=2, now=now)
    with pytest.raises(Refused, match="as soon as it is let in"):
        publish_posting(owner, ready, now=now)
    move_organization(convener, harbor, state="active", now=now)
    assert publish_posting(actor_for(newcomer, community), ready, now=now).state == "published"


def test_it_sees_nobody_invites_nobody_and_counts_as_nothing_else(
    newcomer: Account, community: Community, now: datetime
) -> None:
    harbor, owner = applied(newcomer, community, ["employer", "onramp", "provider"], now)
    posting = PostingFactory(organization=harbor, published=True)
    assert owner.organizations() == () and not owner.writes_as("onramp") and not owner.owns(harbor.pk)
    assert owner.prepares_as("employer") == (harbor.pk,) and owner.prepares_as("onramp") == ()
    for deed in (
        lambda: show_shortlist(owner, posting, now=now),
        lambda: show_people_asking(owner, posting, now=now),
        lambda: invite_member(owner, harbor, email="x@example.org", role="member", language="en", now=now),
    ):
        with pytest.raises(Refused):
            deed()


def test_what_it_drafts_nobody_else_sees(
    newcomer: Account, community: Community, rival: Actor, convener: Actor, stranger: Actor, now: datetime
) -> None:
    harbor, owner = applied(newcomer, community, ["employer"], now)
    draft = create_posting(
        owner, harbor, title="Help desk", text="You answer calls from our nurses.", now=now
    )
    assert posting_by_identifier(owner, draft.identifier) == draft
    for other in (rival, convener, stranger):
        assert posting_by_identifier(other, draft.identifier) is None
        with pytest.raises(Refused):
            update_posting(other, draft, openings=2, now=now)


@pytest.mark.parametrize(("role", "drafts"), [("owner", True), ("member", True), ("reader", False)])
def test_readers_of_a_waiting_employer_do_not_draft(
    role: str, drafts: bool, newcomer: Account, community: Community, now: datetime
) -> None:
    waiting = OrganizationFactory(community=community, kinds=["employer"], state="in_review")
    seat(newcomer, waiting, role)
    actor = actor_for(newcomer, community)
    if drafts:
        assert create_posting(
            actor, waiting, title="Desk", text="You answer calls from our nurses.", now=now
        ).pk
    else:
        with pytest.raises(Refused):
            create_posting(actor, waiting, title="Desk", text="You answer calls from our nurses.", now=now)
    assert Posting.objects.count() == drafts


@pytest.mark.parametrize(
    ("domain", "kinds", "state"),
    [
        ("harbor.example", ["employer"], "active"),
        ("mail.harbor.example", ["employer"], "applied"),
        ("example", ["employer"], "applied"),
        ("harbor.example", ["employer", "onramp"], "applied"),
        ("harbor.example", ["provider"], "applied"),
    ],
)
def test_only_an_employer_at_exactly_a_trusted_domain_comes_in_at_once(
    domain: str, kinds: list[str], state: str, newcomer: Account, community: Community, now: datetime
) -> None:
    Community.objects.filter(pk=community.pk).update(trusted_domains=[domain])
    community.refresh_from_db()
    harbor, owner = applied(newcomer, community, kinds, now)
    assert harbor.state == state
    assert bool(owner.organizations("employer")) == (state == "active")


def test_an_address_that_was_not_proved_opens_nothing(community: Community, now: datetime) -> None:
    Community.objects.filter(pk=community.pk).update(trusted_domains=["harbor.example"])
    community.refresh_from_db()
    account = account_with_address("eve@harbor.example", verified=False)
    assert applied(account, community, ["employer"], now)[0].state == "applied"


@pytest.mark.parametrize(
    ("domains", "reason"),
    [
        (["gmail.com"], "Anybody"),
        (["not a domain"], "not a mail domain"),
        (["http://x.org"], "not a mail domain"),
    ],
)
def test_domains_that_say_nothing_are_refused(
    domains: list[str], reason: str, community: Community, convener: Actor, now: datetime
) -> None:
    with pytest.raises(Refused, match=reason) as refusal:
        update_community(convener, community, trusted_domains=domains, now=now)
    assert refusal.value.field == "trusted_domains"


def test_domains_are_kept_in_small_letters_once(
    community: Community, convener: Actor, now: datetime, as_member: Callable[..., Actor]
) -> None:
    update_community(convener, community, trusted_domains=["@Harbor.Example", "harbor.example "], now=now)
    community.refresh_from_db()
    assert community.trusted_domains == ["harbor.example"]
