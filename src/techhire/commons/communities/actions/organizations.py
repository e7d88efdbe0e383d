"""Adding partners, keeping their pages, moving them from applied to active and out again."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from techhire.commons.communities.actions.members import take_seat
from techhire.commons.communities.facts import (
    MemberLeft,
    OrganizationChanged,
    OrganizationCreated,
    OrganizationMoved,
)
from techhire.commons.communities.models import Community, Membership, Organization, OrganizationKind
from techhire.commons.communities.rules import (
    comes_in_at_once,
    may_close_organization,
    may_create_organization,
    may_move_organization,
    may_update_organization,
)
from techhire.commons.communities.words import Kind, MemberRole, OrganizationState, sector_of
from techhire.commons.ledger.recording import record
from techhire.commons.people.models import Account
from techhire.commons.people.queries import account_of, proven_addresses
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.permits.inputs import all_checked, one_line, several_lines, us_state

LINES = {"name": 160, "city": 80}
TEXTS = {"about": 2000, "about_es": 2000}
DIGITS = {"zip_code": (5, 5), "naics": (2, 6)}
MOVES = {
    OrganizationState.APPLIED: {
        OrganizationState.IN_REVIEW,
        OrganizationState.ACTIVE,
        OrganizationState.LEFT,
    },
    OrganizationState.IN_REVIEW: {OrganizationState.ACTIVE, OrganizationState.LEFT},
    OrganizationState.ACTIVE: {OrganizationState.PAUSED, OrganizationState.LEFT},
    OrganizationState.PAUSED: {OrganizationState.ACTIVE, OrganizationState.LEFT},
    OrganizationState.LEFT: {OrganizationState.ACTIVE},
}


@transaction.atomic
def create_organization(
    actor: Actor,
    community: Community,
    /,
    *,
    name: str,
    kinds: Iterable[str],
    owner: Account | None = None,
    now: datetime,
    **details: Any,
) -> Organization:
    """Add a partner: active at once where the civic lead adds it, else applied for, with the applicant as owner.

    An employer whose applicant proved an address the civic lead trusts is active at once, too.
    """
    chosen = tuple(kind for kind in Kind.values if kind in set(kinds))
    require(may_create_organization(actor, community, chosen))
    if not chosen:
        raise Refused(_("Choose what the organization is."), field="kinds")
    vetted = actor.is_system or actor.is_convener or actor.is_operator
    applicant = None if vetted else account_of(actor)
    trusted = applicant is not None and comes_in_at_once(community, chosen, proven_addresses(applicant))
    fields = checked_organization({**details, "name": name})
    organization = Organization.objects.create(
        community=community,
        slug=_free_slug(community, fields["name"]),
        state=OrganizationState.ACTIVE if vetted or trusted else OrganizationState.APPLIED,
        **fields,
    )
    OrganizationKind.objects.bulk_create(OrganizationKind(organization=organization, kind=k) for k in chosen)
    fact = OrganizationCreated(organization.pk, chosen, organization.state)
    record(fact, actor=actor, now=now, community_id=community.pk)
    first = owner if vetted else applicant
    if first is not None:
        take_seat(actor, organization, first, MemberRole.OWNER, now)
    return organization


def _free_slug(community: Community, name: str) -> str:
    base = slugify(name)[:60] or "organization"
    taken = set(
        Organization.objects.filter(community=community, slug__startswith=base).values_list("slug", flat=True)
    )
    return (
        base
        if base not in taken
        else next(f"{base}-{n}" for n in range(2, 10**6) if f"{base}-{n}" not in taken)
    )


@transaction.atomic
def update_organization(
    actor: Actor, organization: Organization, /, *, now: datetime, **details: Any
) -> Organization:
    """Change what is named in ``details``: name, about, website, place, industry code, size."""
    require(may_update_organization(actor, organization))
    for key, value in checked_organization(details).items():
        setattr(organization, key, value)
    organization.save(update_fields=list(details))
    record(OrganizationChanged(organization.pk), actor=actor, now=now)
    return organization


def checked_organization(details: dict[str, Any]) -> dict[str, Any]:
    """The details as they are kept; ``Refused`` with all that cannot be taken."""
    return all_checked({key: partial(_checked, key, value) for key, value in details.items()})


def _checked(key: str, value: Any) -> Any:
    if key in LINES:
        return one_line(value, field=key, limit=LINES[key], required=key == "name")
    if key in TEXTS:
        return several_lines(value, field=key, limit=TEXTS[key])
    if key in DIGITS:
        return _digits(key, value)
    if key == "state_code":
        return us_state(value)
    if key == "website":
        return _website(value)
    if key == "size":
        return _size(value)
    raise Refused(_("An organization has no such detail."), field=key)


def _digits(key: str, value: str) -> str:
    text = value.strip()
    fewest, most = DIGITS[key]
    if text and not (text.isascii() and text.isdecimal()):
        raise Refused(_("Use digits only."), field=key)
    if text and not fewest <= len(text) <= most:
        words = _("From %(fewest)d to %(most)d digits.") if fewest < most else _("It has %(most)d digits.")
        raise Refused(words % {"fewest": fewest, "most": most}, field=key)
    if key == "naics" and text and not sector_of(text):
        raise Refused(_("No industry has a code that begins like this. Look it up in NAICS 2022."), field=key)
    return text


def _website(value: str) -> str:
    text = value.strip()
    if text:
        try:
            URLValidator(schemes=["https", "http"])(text)
        except ValidationError as error:
            raise Refused(_("This is not a web address."), field="website") from error
    return text


def _size(value: int | None) -> int | None:
    if value is not None and not 0 < value < 10_000_000:
        raise Refused(_("Please check this number."), field="size")
    return value


@transaction.atomic
def move_organization(
    actor: Actor, organization: Organization, /, *, state: str, now: datetime
) -> Organization:
    """Let a partner in, pause it, let it go, or take it back."""
    require(may_move_organization(actor, organization))
    current = OrganizationState(organization.state)
    if state not in MOVES[current]:
        raise Refused(_("The organization cannot go from where it is to there."), field="state")
    return _move(actor, organization, OrganizationState(state), now)


def _move(actor: Actor, organization: Organization, state: OrganizationState, now: datetime) -> Organization:
    before = organization.state
    organization.state = state
    organization.save(update_fields=["state"])
    record(
        OrganizationMoved(organization.pk, before, state.value),
        actor=actor,
        now=now,
        community_id=organization.community_id,
    )
    return organization


@transaction.atomic
def close_organization(actor: Actor, organization: Organization, /, *, now: datetime) -> Organization:
    """Take the organization out of the community and end every seat in it."""
    require(may_close_organization(actor, organization))
    if organization.state == OrganizationState.LEFT:
        return organization
    for seat in Membership.objects.filter(organization=organization, ended_at__isnull=True):
        seat.ended_at = now
        seat.save(update_fields=["ended_at"])
        record(MemberLeft(organization.pk, seat.account_id, None), actor=actor, now=now)
    return _move(actor, organization, OrganizationState.LEFT, now)
