"""Badges as the running product gives them out over HTTP are read by verifiers that others wrote.

The verifiers are fetched by `.venv/bin/python -m bootstrap.outside_verifiers`. Nothing here is taken from the database
but the link a person gives away: badge, keys and lists are fetched the way a stranger's program would.
"""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import override_settings
from django.utils import timezone

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor
from techhire.plays.credentials.actions.keys import revoke_key, rotate_key
from techhire.plays.credentials.actions.sharing import share_badge
from techhire.plays.credentials.actions.standing import revoke_badge, suspend_badge
from techhire.plays.credentials.models import Credential
from tests.factories.communities import CommunityFactory
from tests.factories.credentials import badge_for
from tests.factories.matches import a_skill
from tests.factories.people import account_with_address
from tests.factories.seekers import seeker_in
from tests.outside.stranger import Stranger
from tests.outside.verifiers import COMPACT, EMBEDDED, baked_verdict, missing

pytestmark = [
    pytest.mark.outside,
    pytest.mark.skipif(bool(missing()), reason=missing() or "they are there"),
    pytest.mark.django_db(transaction=True),
]
HOST = "jobs.example.org"
SITES = {"did:web": f"https://{HOST}", "did:key": f"http://{HOST}"}


@pytest.fixture(params=sorted(SITES))
def site(request: pytest.FixtureRequest) -> Iterator[str]:
    """The product with an https address of its own, and on a machine without one."""
    hosts = [*configured.ALLOWED_HOSTS, HOST]
    with override_settings(PUBLIC_URL=SITES[request.param], ALLOWED_HOSTS=hosts):
        yield str(request.param)


@pytest.fixture
def badge(site: str, transactional_db: None) -> Credential:
    """A badge with the hash of an address in it, shared by its link."""
    community: Community = CommunityFactory(slug="river", name="River City TechHire", is_default=True)
    dana = seeker_in(community, account=account_with_address("dana@example.org"))
    row = badge_for(dana, a_skill("Python", definition="Programs."), holder="email", now=timezone.now())
    return share_badge(Actor.system(community.pk), row, on=True, now=timezone.now())


@pytest.fixture
def stranger(live_server: Any) -> Stranger:
    return Stranger(live_server.url, HOST)


@pytest.fixture
def link(badge: Credential) -> str:
    return f"/badges/shared/{badge.share_token}/"


def both_forms(stranger: Stranger, link: str) -> tuple[dict[str, Any], str]:
    """The badge with a proof inside and as a token, as somebody has kept them since before anything happened to it."""
    embedded = json.loads(stranger.get(link, "application/vc"))
    return embedded, stranger.get(link, "application/vc+jwt").decode()


@pytest.fixture
def lead(badge: Credential) -> Actor:
    """The product itself, doing what the civic lead asked for."""
    return Actor.system(badge.community_id)


def test_everybody_accepts_a_badge_in_all_its_forms(stranger: Stranger, link: str, badge: Credential) -> None:
    assert stranger.refused_by(link) == set()
    assert stranger.refused_by(link, compact=True) == set()
    for form in ("png", "svg"):
        picture = stranger.get(f"{link}file/{form}/")
        assert baked_verdict(picture, **stranger.about(), now=datetime.now(UTC)).accepted


def test_everybody_refuses_a_changed_word(stranger: Stranger, link: str) -> None:
    said = json.loads(stranger.get(link, "application/vc"))
    said["credentialSubject"]["achievement"]["name"] = "Python, level 5: expert"
    assert stranger.refuse(said) == set(EMBEDDED)
    head, payload, signature = stranger.get(link, "application/vc+jwt").decode().split(".")
    assert stranger.refuse(f"{head}.{payload}.{signature[:-8]}AAAAAAAA") == set(COMPACT)


def test_everybody_refuses_one_that_ended(stranger: Stranger, link: str, badge: Credential) -> None:
    late = badge.valid_until + timedelta(days=1)
    assert stranger.refused_by(link, now=late) == set(EMBEDDED)
    assert stranger.refused_by(link, compact=True, now=late) == set(COMPACT)


WORDS_NOBODY_DEFINED: dict[str, Callable[[dict[str, Any]], object]] = {
    "beside the others": lambda said: said.update(favoriteColor="green"),
    "about the person": lambda said: said["credentialSubject"].update(favoriteColor="green"),
    "a type": lambda said: said["credentialSubject"]["achievement"]["type"].append("Medal"),
}


@pytest.mark.parametrize("add", WORDS_NOBODY_DEFINED.values(), ids=WORDS_NOBODY_DEFINED)
def test_everybody_refuses_a_word_that_nobody_defined(
    stranger: Stranger, link: str, add: Callable[[dict[str, Any]], object]
) -> None:
    said = json.loads(stranger.get(link, "application/vc"))
    add(said)
    assert stranger.refuse(said) == set(EMBEDDED)


KNOWS_LISTS = {
    revoke_badge: lambda actor, badge: revoke_badge(actor, badge, reason="mistake", now=timezone.now()),
    suspend_badge: lambda actor, badge: suspend_badge(actor, badge, reason="looked_into", now=timezone.now()),
}


@pytest.mark.parametrize("deed", list(KNOWS_LISTS), ids=["taken back", "on hold"])
def test_everybody_who_reads_lists_refuses_one_taken_back_or_on_hold(
    stranger: Stranger, link: str, badge: Credential, lead: Actor, deed: Callable[..., Any]
) -> None:
    embedded, compact = both_forms(stranger, link)
    KNOWS_LISTS[deed](lead, badge)
    assert stranger.refuse(embedded) == set(EMBEDDED)
    assert stranger.refuse(compact) == set(COMPACT)


def test_after_a_rotation_everybody_accepts_old_and_new(
    stranger: Stranger, link: str, badge: Credential, lead: Actor
) -> None:
    rotate_key(lead, badge.key.issuer, now=timezone.now())
    assert stranger.refused_by(link) == stranger.refused_by(link, compact=True) == set()
    other = badge_for(seeker_in(badge.community), badge.achievement.skill, now=timezone.now())
    again = share_badge(lead, other, on=True, now=timezone.now())
    assert again.key_id != badge.key_id
    assert stranger.refused_by(f"/badges/shared/{again.share_token}/") == set()


def test_what_a_revoked_key_signed_is_refused_by_everybody_who_asks_for_keys_or_lists(
    stranger: Stranger, link: str, badge: Credential, lead: Actor
) -> None:
    embedded, compact = both_forms(stranger, link)
    revoke_key(lead, badge.key, now=timezone.now())
    assert stranger.refuse(embedded) == set(EMBEDDED)
    assert stranger.refuse(compact) == set(COMPACT)
