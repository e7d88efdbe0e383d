"""Where a community's signed things are found: the address of its site, its identifier, and what lies below."""

import uuid
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings

from techhire.commons.communities.models import Community
from techhire.engines.credential_proofs import keys
from techhire.plays.credentials.words import Method


@dataclass(frozen=True)
class Identifier:
    """How an issuer is named, and how others find its keys by that name."""

    method: Method
    did: str


def site_of(community: Community) -> str:
    """The address everything of a community lies below, without a slash at its end."""
    if community.host:
        return f"{settings.PUBLIC_URL.partition('://')[0]}://{community.host}"
    return settings.PUBLIC_URL if community.is_default else f"{settings.PUBLIC_URL}/c/{community.slug}"


def identifier_for(community: Community, public: bytes) -> Identifier:
    """did:web where the community answers by https under a name of its own, else the key's own did:key.

    A name without a dot, or a bare number, is a machine somebody tries the product on: nobody else could reach it.
    """
    parts = urlsplit(site_of(community))
    if parts.scheme != "https" or not _is_public_name(parts.hostname or ""):
        return Identifier(Method.KEY, keys.did_key(public))
    folders = [part for part in parts.path.split("/") if part]
    return Identifier(Method.WEB, keys.did_web(parts.netloc.lower(), *folders))


def _is_public_name(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return "." in host and not host.endswith((".localhost", ".local", ".internal"))
    return False


def list_address(community: Community, identifier: uuid.UUID) -> str:
    """Where a status list is published."""
    return f"{site_of(community)}/credentials/status/{identifier}/"


def achievement_address(community: Community, identifier: uuid.UUID) -> str:
    """Where an achievement is described, for people and for programs."""
    return f"{site_of(community)}/badges/{identifier}/"


def shared_address(community: Community, token: str) -> str:
    """The page somebody reaches by a person's own link to one badge."""
    return f"{site_of(community)}/badges/shared/{token}/"


def item_address(community: Community, identifier: uuid.UUID) -> str:
    """Where a skill is described in CASE, by its framework and version."""
    return f"{site_of(community)}/ims/case/v1p1/CFItems/{identifier}"
