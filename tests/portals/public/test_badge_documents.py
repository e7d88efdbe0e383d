"""What stands behind a badge for programs: what it is given for, its status list, the keys that sign it."""

import json

from django.test import Client, override_settings
from django.urls import reverse

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor
from techhire.engines.credential_proofs import jwt, status
from techhire.plays.credentials.actions.keys import open_issuer
from techhire.plays.credentials.actions.standing import revoke_badge
from techhire.plays.credentials.models import Credential
from techhire.plays.credentials.queries.publishing import issuer_data
from tests.factories.matches import NOW


def test_what_a_badge_is_given_for_is_a_page_and_linked_data(client: Client, badge: Credential) -> None:
    path = f"/badges/{badge.achievement.identifier}/"
    page = client.get(path).content.decode()
    assert "Writes small programs." in page and "version 1" in page
    said = json.loads(client.get(path, headers={"Accept": "application/ld+json"}).content)
    assert said["id"] == json.loads(badge.document)["credentialSubject"]["achievement"]["id"]
    assert said["type"] == ["Achievement"] and len(said["resultDescription"][0]["rubricCriterionLevel"]) == 5
    assert "Pitón, nivel 3" in client.get(path, headers={"Accept-Language": "es"}).content.decode()


def test_an_achievement_of_another_community_is_not_here(
    client: Client, elsewhere: Community, badge: Credential
) -> None:
    assert client.get(f"/c/north/badges/{badge.achievement.identifier}/").status_code == 404


def test_a_status_list_is_read_at_the_address_in_the_badge(
    client: Client, badge: Credential, system: Actor
) -> None:
    entry = json.loads(badge.document)["credentialStatus"][0]
    path = entry["statusListCredential"].removeprefix("http://testserver").removeprefix("http://localhost")
    assert path == reverse(
        "public:status_list", args=[badge.entries.get(list__purpose="revocation").list.identifier]
    )

    def bit() -> bool:
        said = json.loads(client.get(path).content)["credentialSubject"]
        return status.is_set(status.decode(said["encodedList"]), int(entry["statusListIndex"]))

    assert not bit()
    revoke_badge(system, badge, reason="mistake", now=NOW)
    assert bit()
    response = client.get(path)
    assert (response["Content-Type"], response["Cache-Control"]) == ("application/vc", "public, max-age=60")
    assert response["Access-Control-Allow-Origin"] == "*" and "Accept" in response["Vary"]
    compact = client.get(path, headers={"Accept": "application/vc+jwt"}).content.decode()
    assert jwt.read(compact).credential["credentialSubject"]["statusPurpose"] == "revocation"


def test_a_status_list_of_another_community_is_not_here(
    client: Client, elsewhere: Community, badge: Credential
) -> None:
    identifier = badge.entries.first().list.identifier
    assert client.get(f"/c/north/credentials/status/{identifier}/").status_code == 404


def test_the_did_document_is_where_did_web_looks_for_it(
    client: Client, community: Community, elsewhere: Community
) -> None:
    with override_settings(PUBLIC_URL="https://testserver.example", ALLOWED_HOSTS=["testserver.example"]):
        for row in (community, elsewhere):
            open_issuer(Actor.system(row.pk), row, now=NOW)
        host = {"HTTP_HOST": "testserver.example"}
        said = client.get("/.well-known/did.json", **host)
        assert said.json()["id"] == "did:web:testserver.example"
        assert said["Access-Control-Allow-Origin"] == "*"
        assert client.get("/c/north/did.json", **host).json()["id"] == "did:web:testserver.example:c:north"
        for path in ("/did.json", "/c/north/.well-known/did.json"):
            assert client.get(path, **host).status_code == 404


def test_a_community_without_an_https_address_has_no_did_document(client: Client, badge: Credential) -> None:
    assert client.get("/.well-known/did.json").status_code == 404


def test_what_the_api_lists_is_what_the_pages_serve(
    client: Client, community: Community, badge: Credential
) -> None:
    data = issuer_data(community)
    assert data is not None
    for address in data["status_lists"]:
        assert client.get(address.partition("localhost")[2]).status_code == 200
