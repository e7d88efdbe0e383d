"""Keys of a community: the first, a new one while old proofs hold, and one nobody shall believe any more."""

import json
import logging
from collections.abc import Callable

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings

from techhire.commons.communities.models import Community
from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.commons.vault import SealedField, encrypted_fields, new_key, reseal_all
from techhire.plays.credentials.actions.keys import open_issuer, revoke_key, rotate_key
from techhire.plays.credentials.actions.reissuing import reissue_badges
from techhire.plays.credentials.actions.sharing import share_badge
from techhire.plays.credentials.actions.standing import revoke_badge
from techhire.plays.credentials.models import Credential, Issuer, SigningKey, StatusList
from techhire.plays.credentials.queries.checking import check_credential, shared_credential
from techhire.plays.credentials.queries.keys import keys_of, reissue_progress
from techhire.plays.credentials.queries.publishing import document_at, issuer_data
from techhire.plays.seekers.models import Seeker
from tests.cases import in_one_world
from tests.factories.credentials import badge_for
from tests.factories.seekers import NOW, seeker_in
from tests.plays.credentials.conftest import ROLES

pytestmark = pytest.mark.django_db
web = pytest.mark.usefixtures("on_the_web")


@pytest.fixture
def issuer(system: Actor, community: Community) -> Issuer:
    return open_issuer(system, community, now=NOW)


def active(issuer: Issuer) -> SigningKey:
    return issuer.keys.get(standing="active")


def verdict(community: Community, document: str) -> str:
    return check_credential(community, document, now=NOW).verdict


def broken(community: Community, document: str) -> set[tuple[str, str]]:
    lines = check_credential(community, document, now=NOW).lines
    return {(line.name, line.code) for line in lines if line.outcome == "failed"}


def test_on_this_machine_the_identifier_carries_the_key(issuer: Issuer) -> None:
    assert issuer.method == "key"
    assert issuer.did == active(issuer).did == f"did:key:{active(issuer).public}"


@pytest.mark.parametrize(
    ("site", "did"),
    [
        ("https://jobs.example.org", "did:web:jobs.example.org"),
        ("https://jobs.example.org:8443", "did:web:jobs.example.org%3A8443"),
        ("http://jobs.example.org", None),
        ("https://localhost", None),
        ("https://localhost:8000", None),
        ("https://10.0.0.3", None),
        ("https://[::1]", None),
        ("https://site.internal", None),
    ],
)
def test_with_an_https_name_the_identifier_is_the_address(
    system: Actor, community: Community, site: str, did: str | None
) -> None:
    with override_settings(PUBLIC_URL=site):
        issuer = open_issuer(system, community, now=NOW)
    assert issuer.did == did if did else issuer.method == "key"


@web
def test_another_community_has_an_identifier_below_its_path_or_at_its_own_host(elsewhere: Community) -> None:
    issuer = open_issuer(Actor.system(elsewhere.pk), elsewhere, now=NOW)
    assert issuer.did == "did:web:jobs.example.org:c:north"
    assert document_at(elsewhere, "https://jobs.example.org/c/north/did.json")
    assert document_at(elsewhere, "https://jobs.example.org/.well-known/did.json") is None
    own = Community.objects.create(slug="own", name="Own", host="own.example.org", as_of=NOW.date())
    assert open_issuer(Actor.system(own.pk), own, now=NOW).did == "did:web:own.example.org"


def test_opening_twice_makes_one_key(system: Actor, community: Community, issuer: Issuer) -> None:
    assert open_issuer(system, community, now=NOW) == issuer
    assert issuer.keys.count() == 1


@pytest.mark.parametrize("site", ["https://jobs.example.org", "http://localhost:8000"])
def test_after_a_rotation_old_proofs_hold_and_new_ones_are_by_the_new_key(
    community: Community, convener: Actor, dana: Seeker, python: Skill, site: str
) -> None:
    with override_settings(PUBLIC_URL=site):
        old = badge_for(dana, python)
        key = rotate_key(convener, old.key.issuer, now=NOW)
        new = badge_for(seeker_in(community), python)
        assert new.key == key != old.key
        for row in (old, new):
            assert verdict(community, row.document) == verdict(community, row.compact) == "valid"
        revoke_badge(convener, old, reason="mistake", now=NOW)
        assert broken(community, old.document) == {("revocation", "set")}


@web
def test_a_retired_key_keeps_no_secret_where_the_address_goes_on(
    convener: Actor, issuer: Issuer, system: Actor
) -> None:
    before = active(issuer)
    rotate_key(convener, issuer, now=NOW)
    before.refresh_from_db()
    assert (before.standing, before.seed) == ("retired", "")


def test_a_rotation_takes_up_an_https_address_the_site_got_meanwhile(
    community: Community, convener: Actor, dana: Seeker, python: Skill
) -> None:
    old = badge_for(dana, python)
    with override_settings(PUBLIC_URL="https://jobs.example.org"):
        key = rotate_key(convener, old.key.issuer, now=NOW)
        assert key.did == "did:web:jobs.example.org"
        assert verdict(community, old.document) == "valid"
        revoke_badge(convener, old, reason="mistake", now=NOW)
        assert broken(community, old.document) == {("revocation", "set")}


@pytest.mark.parametrize("site", ["https://jobs.example.org", "http://localhost:8000"])
def test_what_a_revoked_key_signed_stops_verifying_and_is_made_anew(
    community: Community, convener_owner: Actor, person: Actor, dana: Seeker, python: Skill, site: str
) -> None:
    with override_settings(PUBLIC_URL=site):
        was = badge_for(dana, python, holder="did", did="did:web:dana.example")
        link = share_badge(person, was, on=True, now=NOW).share_token
        was.refresh_from_db()
        assert revoke_key(convener_owner, was.key, now=NOW) == 1
        code = "key_not_listed" if site.startswith("https") else "key_revoked"
        assert ("issuer_key", code) in broken(community, was.document)
        assert ("issuer_key", code) in broken(community, was.compact)
        was.key.refresh_from_db()
        assert (was.key.standing, was.key.seed) == ("revoked", "")

        reissue_badges(convener_owner, was.key, now=NOW)
        drain(lambda: NOW)
        new = Credential.objects.exclude(pk=was.pk).get()
        was.refresh_from_db()
        assert was.superseded_by == new
        assert verdict(community, new.document) == verdict(community, new.compact) == "valid"
        said = json.loads(new.document)
        assert said["credentialSubject"]["id"] == "did:web:dana.example"
        assert said["id"] == new.identifier.urn != was.identifier.urn
        assert new.valid_until == was.valid_until
        assert shared_credential(link) == new
        progress = reissue_progress(convener_owner, new.key.issuer)
        assert progress and progress.finished
        with pytest.raises(Refused, match="No badge waits"):
            reissue_badges(convener_owner, was.key, now=NOW)


def test_making_anew_goes_in_steps_and_counts(
    community: Community, convener_owner: Actor, python: Skill, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("techhire.plays.credentials.actions.reissuing.STEP", 2)
    rows = [badge_for(seeker_in(community, name=f"P{n}"), python) for n in range(5)]
    revoke_key(convener_owner, rows[0].key, now=NOW)
    reissue_badges(convener_owner, SigningKey.objects.get(pk=rows[0].key_id), now=NOW)
    issuer = rows[0].key.issuer
    seen = []
    while not seen or not seen[-1][2]:
        assert drain(lambda: NOW, limit=1) == 1
        progress = reissue_progress(convener_owner, issuer)
        assert progress is not None
        seen.append((progress.done, progress.total, progress.finished))
    assert [one for one in dict.fromkeys(seen) if one[1]] == [
        (2, 5, False),
        (4, 5, False),
        (5, 5, False),
        (5, 5, True),
    ]
    drain(lambda: NOW)
    assert Credential.objects.filter(state="issued").count() == 5
    lines = keys_of(convener_owner, issuer, NOW)
    assert [(line.key.standing, line.holding, line.waiting) for line in lines] == [
        ("active", 5, 0),
        ("revoked", 0, 0),
    ]


@web
def test_an_address_the_site_moved_away_from_still_signs_its_lists(
    community: Community, convener: Actor, convener_owner: Actor, python: Skill
) -> None:
    first, second = (badge_for(seeker_in(community, name=name), python) for name in ("A", "B"))
    rotate_key(convener, first.key.issuer, now=NOW)
    with override_settings(PUBLIC_URL="https://new.example.org"):
        key = rotate_key(convener, first.key.issuer, now=NOW)
        assert key.did == "did:web:new.example.org"
        last = SigningKey.objects.filter(did="did:web:jobs.example.org").exclude(seed="").get()
        revoke_key(convener_owner, last, now=NOW)
        assert verdict(community, first.document) == "valid"
        revoke_badge(convener, second, reason="mistake", now=NOW)
        assert broken(community, second.document) == {("revocation", "set")}


def test_a_revoked_key_is_revoked_once(convener_owner: Actor, issuer: Issuer) -> None:
    key = active(issuer)
    revoke_key(convener_owner, key, now=NOW)
    assert active(issuer) != key
    with pytest.raises(Refused):
        revoke_key(convener_owner, key, now=NOW)
    with pytest.raises(Refused, match="still believed"):
        reissue_badges(convener_owner, active(issuer), now=NOW)


@in_one_world("who", ROLES)
def test_who_keeps_the_keys(role: Callable[[str], Actor], issuer: Issuer, who: str) -> None:
    actor = role(who)
    if who in {"convener", "convener_owner"}:
        rotate_key(actor, issuer, now=NOW)
    else:
        with pytest.raises(Refused):
            rotate_key(actor, issuer, now=NOW)
    if who == "convener_owner":
        revoke_key(actor, active(issuer), now=NOW)
    else:
        with pytest.raises(Refused):
            revoke_key(actor, active(issuer), now=NOW)
    if who in {"convener", "convener_owner", "convener_reader"}:
        assert keys_of(actor, issuer, NOW)
    elif who == "stranger":
        assert keys_of(actor, issuer, NOW) == []
    else:
        with pytest.raises(Refused):
            keys_of(actor, issuer, NOW)


def test_the_secret_half_is_sealed_never_told_and_moves_to_a_new_field_key(
    community: Community, convener: Actor, badge: Credential, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    seed = badge.key.seed
    assert len(bytes.fromhex(seed)) == 32
    assert SealedField("credentials", "SigningKey", "seed") in encrypted_fields()
    with connection.cursor() as cursor:
        cursor.execute("SELECT seed FROM credentials_signingkey")
        assert seed not in cursor.fetchone()[0]
    told = json.dumps(issuer_data(community), default=str) + repr(badge.key) + badge.document + badge.compact
    assert seed not in told and seed not in caplog.text
    with override_settings(FIELD_KEYS=[new_key(), *settings.FIELD_KEYS]):
        assert reseal_all().unreadable == 0
        with override_settings(FIELD_KEYS=settings.FIELD_KEYS[:1]):
            assert SigningKey.objects.get().seed == seed
            rotate_key(convener, badge.key.issuer, now=NOW)
            assert verdict(community, Credential.objects.get().document) == "valid"


@web
def test_what_is_published_of_an_issuer_leaves_a_revoked_key_out(
    community: Community, convener_owner: Actor, issuer: Issuer
) -> None:
    first = active(issuer)
    revoke_key(convener_owner, first, now=NOW)
    document = document_at(community, "https://jobs.example.org/.well-known/did.json")
    assert document is not None
    assert [method["publicKeyMultibase"] for method in document["verificationMethod"]] == [
        active(issuer).public
    ]
    data = issuer_data(community)
    assert data is not None and {row["standing"] for row in data["keys"]} == {"active", "revoked"}


def test_two_communities_never_share_a_list(
    community: Community, elsewhere: Community, python: Skill
) -> None:
    badge_for(seeker_in(community), python)
    badge_for(seeker_in(elsewhere), python)
    assert StatusList.objects.values("issuer_id").distinct().count() == 2
    assert StatusList.objects.count() == 4
