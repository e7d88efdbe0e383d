"""Reading communities and who sits where."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When

from techhire.commons.communities.models import (
    ApiToken,
    Community,
    CommunityLogo,
    Invitation,
    Membership,
    Organization,
)
from techhire.commons.communities.rules import may_read_trail, may_see_members, visible_organizations
from techhire.commons.communities.words import WAITING, Kind, MemberRole, OrganizationState
from techhire.commons.ledger.models import Fact
from techhire.commons.ledger.queries import facts_in
from techhire.commons.people.models import Account
from techhire.commons.people.queries import account_of, proven_addresses
from techhire.commons.people.words import AccountState
from techhire.commons.permits import Actor, Role, Seat
from techhire.commons.vault import fingerprint

DEMO_ENDING = "@demo.example"


def community_at(*, slug: str = "", host: str = "") -> Community | None:
    """The community an address means: the one named, else the one of the host, else the default one."""
    if "\x00" in slug + host:
        return None
    if slug:
        return Community.objects.filter(slug=slug).first()
    found = Community.objects.filter(Q(host=host, host__gt="") | Q(is_default=True))
    return found.order_by("is_default").first()


def logo_of(community: Community) -> CommunityLogo | None:
    """The picture beside its name, if it has one."""
    return CommunityLogo.objects.filter(community=community).first()


def all_communities() -> QuerySet[Community]:
    """Every community of this site, for commands and rounds of the product itself."""
    return Community.objects.order_by("pk")


def actor_for(account: Account | None, community: Community, *, channel: str = "web") -> Actor:
    """The account as this community knows it, with every seat it holds here. One query.

    A seat counts from the moment the civic lead let the organization in until it leaves. Before that a seat with an
    employer lets a person draft, and nothing else.
    """
    if account is None or not account.is_active:
        return Actor(community_id=community.pk, channel=channel)
    seats = Membership.objects.filter(
        account=account,
        organization__community=community,
        ended_at__isnull=True,
    ).exclude(organization__state=OrganizationState.LEFT)
    let_in: dict[int, tuple[str, set[str]]] = {}
    waiting: dict[int, tuple[str, set[str]]] = {}
    for organization_id, state, role, kind in seats.values_list(
        "organization_id", "organization__state", "role", "organization__kinds__kind"
    ):
        if state not in WAITING:
            let_in.setdefault(organization_id, (role, set()))[1].add(kind)
        elif kind == Kind.EMPLOYER:
            waiting[organization_id] = (role, {kind})
    return Actor(
        account_id=account.pk,
        community_id=community.pk,
        seats=_seats(let_in),
        waiting=_seats(waiting),
        channel=channel,
        is_operator=account.is_operator,
    )


def _seats(rows: dict[int, tuple[str, set[str]]]) -> tuple[Seat, ...]:
    return tuple(Seat(pk, frozenset(kinds), Role(role)) for pk, (role, kinds) in sorted(rows.items()))


def own_organizations(actor: Actor, kind: str) -> QuerySet[Organization]:
    """Those of a kind the actor belongs to here, active ones first, then by name."""
    active_first = Case(When(state=OrganizationState.ACTIVE, then=Value(0)), default=Value(1))
    mine = Organization.objects.filter(pk__in=actor.prepares_as(kind), community_id=actor.community_id or 0)
    return mine.order_by(active_first, "name", "pk")


def organizations_in(community: Community, kind: str | None = None) -> QuerySet[Organization]:
    """Active organizations of a community, by name, of one kind where it is named."""
    found = Organization.objects.filter(community=community, state=OrganizationState.ACTIVE)
    if kind:
        found = found.filter(kinds__kind=kind)
    return found.order_by("name")


ABOUT_PEOPLE = frozenset(
    {"account", "check_in", "enrollment", "interview", "live_check", "seeker", "sitting", "submission"}
)


@dataclass(frozen=True)
class Doer:
    """Who did something: a partner's member by name and organization, else a person, a program, or the product."""

    kind: Literal["member", "person", "product"]
    name: str = ""
    organization: str = ""


@dataclass(frozen=True)
class TrailLine:
    """One fact: when, what, by whom and for whom, through which channel, and on what.

    ``subject_id`` is None where it would point at a person: the trail says that something was done, not to whom.
    """

    pk: int
    at: datetime
    name: str
    doer: Doer
    on_behalf_of: Doer | None
    channel: str
    subject_type: str
    subject_id: int | None


def trail_of(actor: Actor, community: Community, *, name: str = "") -> QuerySet[Fact]:
    """What happened in a community, newest first, of one name or all; nothing where the actor may not read it."""
    if not may_read_trail(actor, community):
        return Fact.objects.none()
    return facts_in(community.pk, *([name] if name else []))


def people_in(facts: Iterable[Fact]) -> set[int]:
    """Accounts that did something, or for whom it was done."""
    return {number for fact in facts for number in (fact.actor_id, fact.on_behalf_of_id) if number}


def trail_lines(
    community: Community, facts: Iterable[Fact], *, looking_for_work: Collection[int]
) -> list[TrailLine]:
    """Facts with their doers in words. One query for all of them.

    A member who looks for work here too (``looking_for_work`` holds such accounts) is not named where the fact is
    about a person, since it may be about themself; and nobody is named for whom something was done to a record.
    """
    facts = list(facts)
    seats = Membership.objects.filter(account_id__in=people_in(facts), organization__community=community)
    doers = {
        seat.account_id: Doer("member", seat.account.name, seat.organization.name)
        for seat in seats.select_related("account", "organization").order_by(
            F("ended_at").asc(nulls_last=True), "pk"
        )
    }

    def doer(number: int | None, hidden: bool) -> Doer:
        if not number:
            return Doer("product")
        return Doer("person") if hidden else doers.get(number, Doer("person"))

    return [
        TrailLine(
            pk=fact.pk,
            at=fact.at,
            name=fact.name,
            doer=doer(fact.actor_id, about and fact.actor_id in looking_for_work),
            on_behalf_of=doer(fact.on_behalf_of_id, about) if fact.on_behalf_of_id else None,
            channel=fact.channel,
            subject_type="person" if fact.subject_type in ABOUT_PEOPLE else fact.subject_type,
            subject_id=None if fact.subject_type in ABOUT_PEOPLE else fact.subject_id,
        )
        for fact in facts
        for about in [fact.subject_type in ABOUT_PEOPLE or "seeker_id" in fact.data]
    ]


def organization_named(actor: Actor, name: str | int) -> Organization | None:
    """An organization by its slug or id, as far as the actor may know of it."""
    text = str(name)
    seen = visible_organizations(actor)
    if text.isascii() and text.isdecimal() and len(text) < 19:
        found = seen.filter(pk=int(text)).first()
        if found is not None or isinstance(name, int):
            return found
    return None if "\x00" in text else seen.filter(slug=text).first()


def organization_to_change(actor: Actor, name: str) -> Organization | None:
    """An organization the actor may know of, or belongs to here while it waits to be let in, of whatever kind.

    Without a name it is the first one of the actor's own.
    """
    found = organization_named(actor, name) if name else None
    if found is not None or actor.account_id is None:
        return found
    mine = Membership.objects.filter(account_id=actor.account_id, ended_at__isnull=True)
    rows = Organization.objects.filter(
        pk__in=mine.values("organization_id"), community_id=actor.community_id or 0
    ).order_by("name", "pk")
    if name.isascii() and name.isdecimal() and len(name) < 19:
        return rows.filter(pk=int(name)).first()
    return None if "\x00" in name else (rows.filter(slug=name) if name else rows).first()


def organizations_of(account: Account) -> QuerySet[Organization]:
    """Organizations the account has a seat in, in any state, with ``role`` and ``membership_id`` on each row."""
    seat = Membership.objects.filter(account=account, organization=OuterRef("pk"), ended_at__isnull=True)
    mine = Membership.objects.filter(account=account, ended_at__isnull=True).values("organization_id")
    return (
        Organization.objects.filter(pk__in=mine)
        .select_related("community")
        .prefetch_related("kinds")
        .annotate(role=Subquery(seat.values("role")[:1]), membership_id=Subquery(seat.values("pk")[:1]))
        .order_by("community__name", "name")
    )


def members_of(actor: Actor, organization: Organization) -> QuerySet[Membership]:
    """Open seats with their accounts, owners first, then as they came; none where the actor may not see them."""
    if not may_see_members(actor, organization):
        return Membership.objects.none()
    seats = Membership.objects.filter(organization=organization, ended_at__isnull=True)
    order = [MemberRole.OWNER, MemberRole.MEMBER, MemberRole.READER]
    ranked = seats.annotate(rank=_rank(order)).select_related("account", "organization")
    return ranked.order_by("rank", "pk")


def _rank(order: list[MemberRole]) -> Any:
    whens = [When(role=role, then=Value(place)) for place, role in enumerate(order)]
    return Case(*whens, default=Value(len(order)))


def seat_of(actor: Actor, membership_id: int) -> Membership | None:
    """One open seat the actor may see."""
    seat = (
        Membership.objects.select_related("organization", "account")
        .filter(pk=membership_id, ended_at__isnull=True)
        .first()
    )
    return seat if seat is not None and may_see_members(actor, seat.organization) else None


def needs_second_owner(organization: Organization) -> bool:
    """Whether one person alone keeps the organization, which a page should mention."""
    owners = Membership.objects.filter(
        organization=organization,
        role=MemberRole.OWNER,
        ended_at__isnull=True,
        account__state=AccountState.ACTIVE,
    )
    return owners.count() < 2


def token_of(invitation: Invitation) -> str:
    """The secret of an invitation's link. It follows from the row and the site's key, and is stored nowhere."""
    made = invitation.made_at.astimezone(UTC).isoformat()
    seed = f"{invitation.organization_id}:{invitation.email}:{invitation.role}:{made}"
    return fingerprint(seed, purpose="invitation-link")[:40]


def invitation_behind(token: str, now: datetime) -> Invitation | None:
    """The open invitation a link leads to. Reading it changes nothing."""
    found = Invitation.objects.select_related("organization", "organization__community", "invited_by").filter(
        fingerprint=fingerprint(token, purpose="invitation"), answered_at__isnull=True, expires_at__gt=now
    )
    return found.exclude(organization__state=OrganizationState.LEFT).first()


def invitation_numbered(invitation_id: int) -> Invitation | None:
    """An invitation for the letter that carries it."""
    found = Invitation.objects.select_related("organization", "organization__community", "invited_by")
    return found.filter(pk=invitation_id).first()


def open_invitations(actor: Actor, organization: Organization, now: datetime) -> QuerySet[Invitation]:
    """Invitations nobody has answered yet, newest first."""
    if not may_see_members(actor, organization):
        return Invitation.objects.none()
    rows = Invitation.objects.filter(organization=organization, answered_at__isnull=True, expires_at__gt=now)
    return rows.select_related("organization").order_by("-made_at", "-pk")


def invitations_to(actor: Actor, now: datetime) -> list[Invitation]:
    """Open invitations to the actor's own proven addresses, in this community."""
    account = account_of(actor)
    if account is None or actor.community_id is None:
        return []
    rows = Invitation.objects.filter(
        email__in=proven_addresses(account),
        organization__community_id=actor.community_id,
        answered_at__isnull=True,
        expires_at__gt=now,
    ).exclude(organization__state=OrganizationState.LEFT)
    return list(rows.select_related("organization").order_by("-made_at"))


def account_by_token(secret: str, now: datetime) -> tuple[Account, ApiToken] | None:
    """The account and the token behind a secret, where both are good at this moment."""
    token = (
        ApiToken.objects.select_related("account", "community")
        .filter(
            fingerprint=fingerprint(secret, purpose="api-token"), ended_at__isnull=True, expires_at__gt=now
        )
        .first()
    )
    if token is None or not token.account.is_active:
        return None
    return token.account, token


def tokens_of(actor: Actor) -> QuerySet[ApiToken]:
    """The actor's own tokens in this community, newest first."""
    if actor.account_id is None or actor.community_id is None:
        return ApiToken.objects.none()
    rows = ApiToken.objects.filter(account_id=actor.account_id, community_id=actor.community_id)
    return rows.order_by("-made_at", "-pk")


def demo_accounts(community: Community) -> list[tuple[Account, str]]:
    """The demo's made-up people of a community with the name of their organization, in the order they are offered."""
    accounts = Account.objects.filter(handle__endswith=DEMO_ENDING, state=AccountState.ACTIVE)
    seats = Membership.objects.filter(account__in=accounts, ended_at__isnull=True)
    names = {
        row["account_id"]: row["organization__name"]
        for row in seats.filter(organization__community=community).values("account_id", "organization__name")
    }
    elsewhere = set(seats.exclude(organization__community=community).values_list("account_id", flat=True))
    order = ["convener", "employer", "provider", "onramp", "support", "assessor", "seeker"]
    here = [account for account in accounts if account.pk in names or account.pk not in elsewhere]

    def place(account: Account) -> tuple[int, str]:
        role = account.handle.removesuffix(DEMO_ENDING)
        return (order.index(role) if role in order else len(order), role)

    return [(account, names.get(account.pk, "")) for account in sorted(here, key=place)]


def held_about_seats(actor: Actor) -> dict[str, Any]:
    """The actor's own seats and tokens in plain data, for the file of everything held about them."""
    if actor.account_id is None:
        return {}
    seats = Membership.objects.filter(account_id=actor.account_id).order_by("since")
    tokens = ApiToken.objects.filter(account_id=actor.account_id).order_by("made_at")
    return {
        "memberships": list(seats.values("organization__name", "role", "since", "ended_at")),
        "tokens": list(tokens.values("name", "scopes", "made_at", "expires_at", "used_at", "ended_at")),
    }


def owners_to_write_to(organization: Organization) -> list[tuple[str, str]]:
    """Address and language of the owners of an organization who have an e-mail."""
    return _to_write_to(organization, MemberRole.OWNER)


def writers_to_write_to(organization: Organization) -> list[tuple[str, str]]:
    """Address and language of everybody who may act for an organization and has an e-mail."""
    return _to_write_to(organization, MemberRole.OWNER, MemberRole.MEMBER)


def members_to_write_to(organization: Organization) -> list[tuple[str, str]]:
    """Address and language of everybody with a seat, readers included, who has an e-mail."""
    return _to_write_to(organization, *MemberRole.values)


def writer_to_write_to(organization: Organization, account_id: int | None) -> list[tuple[str, str]]:
    """The one who asked for something, while they may still act for the organization; else everybody who may."""
    everybody = writers_to_write_to(organization)
    asked = Account.objects.filter(pk=account_id).first() if account_id else None
    only = [row for row in everybody if asked is not None and row[0] == asked.email]
    return only or everybody


def _to_write_to(organization: Organization, *roles: str) -> list[tuple[str, str]]:
    seats = Membership.objects.filter(
        organization=organization, role__in=roles, ended_at__isnull=True, account__state=AccountState.ACTIVE
    )
    rows = seats.exclude(account__email="").values_list("account__email", "account__language")
    return sorted(set(rows))
