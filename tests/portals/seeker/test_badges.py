"""My badges: got, shown to whom I want, kept as files, given up."""

import io
import json
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.engines.credential_proofs import baking
from techhire.plays.credentials.actions.standing import revoke_badge
from techhire.plays.credentials.models import Credential
from techhire.plays.seekers.models import Seeker
from tests.factories.credentials import badge_for, earned, outside_text
from tests.factories.matches import NOW
from tests.factories.seekers import seeker_behind

LIST = "/my/badges/"


@pytest.fixture
def badge(me: Seeker, networks: Skill) -> Credential:
    return badge_for(me, networks)


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def do(client: Client, badge: Credential, deed: str) -> str:
    path = reverse("seeker:badge", args=[badge.identifier])
    return client.post(path, {"do": deed}, follow=True).content.decode()


def test_without_a_test_the_page_says_how_to_get_one(mine: Client, me: Seeker) -> None:
    assert "No badge yet" in page(mine, LIST)


def test_a_badge_is_offered_on_the_first_screen_and_got_in_two_steps(
    mine: Client, me: Seeker, networks: Skill
) -> None:
    earned(me, networks)
    assert "You can get 1 badge" in page(mine, "/my/")
    assert "You can get 1 badge" in page(mine, LIST)
    path = reverse("seeker:badge_get", args=[networks.code])
    assert "What it never says" in page(mine, path)
    assert not Credential.objects.exists(), "looking makes none"
    made = mine.post(path, {"holder": "nobody"}, follow=True).content.decode()
    assert "Nobody sees it until you share it." in made
    assert Credential.objects.get().share_fingerprint is None
    assert "You have 1 badge" in page(mine, LIST)
    assert mine.get(path).status_code == 404, "it is not offered twice"


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(
    mine: Client, me: Seeker, networks: Skill
) -> None:
    earned(me, networks)
    path = reverse("seeker:badge_get", args=[networks.code])
    said = mine.post(path, {"holder": "did", "did": "my wallet"}).content.decode()
    assert "begins with did:" in said and "my wallet" in said
    assert not Credential.objects.exists()


def test_somebody_without_an_address_is_not_asked_for_one(mine: Client, me: Seeker, networks: Skill) -> None:
    earned(me, networks)
    assert 'value="email"' not in page(mine, reverse("seeker:badge_get", args=[networks.code]))


def test_a_link_is_made_and_ended(mine: Client, badge: Credential) -> None:
    said = do(mine, badge, "share")
    badge.refresh_from_db()
    assert f"/badges/shared/{badge.share_token}/" in said
    assert Client().get(f"/badges/shared/{badge.share_token}/").status_code == 200
    token = badge.share_token
    assert "The link is dead." in do(mine, badge, "unshare")
    assert Client().get(f"/badges/shared/{token}/").status_code == 404


def test_employers_are_told_only_when_the_person_says_so(mine: Client, badge: Credential) -> None:
    assert not badge.for_employers
    do(mine, badge, "show")
    badge.refresh_from_db()
    assert badge.for_employers
    do(mine, badge, "hide")
    badge.refresh_from_db()
    assert not badge.for_employers


def test_giving_up_is_for_good(mine: Client, badge: Credential) -> None:
    do(mine, badge, "give_up")
    badge.refresh_from_db()
    assert (badge.state, badge.reason) == ("revoked", "given_up")
    assert "taken back already" in do(mine, badge, "give_up")
    assert "nothing to show" in do(mine, badge, "share")


def test_a_deed_that_is_none_is_not_found(mine: Client, badge: Credential) -> None:
    path = reverse("seeker:badge", args=[badge.identifier])
    assert mine.post(path, {"do": "delete_everything"}).status_code == 404


def test_files_hold_the_signed_badge(mine: Client, badge: Credential) -> None:
    def file(form: str) -> bytes:
        response = mine.get(reverse("seeker:badge_file", args=[badge.identifier, form]))
        assert response["Content-Disposition"].startswith('attachment; filename="home-networks-level-3')
        return response.content

    assert file("json").decode() == badge.document
    assert file("jwt").decode() == badge.compact
    assert baking.unbake(file("png")) == badge.document
    assert json.loads(baking.unbake(file("svg"))) == json.loads(badge.document)
    assert mine.get(reverse("seeker:badge_file", args=[badge.identifier, "exe"])).status_code == 404


def test_the_certificate_has_the_name_the_end_and_a_way_to_check(
    mine: Client, me: Seeker, badge: Credential, system: Actor
) -> None:
    path = reverse("seeker:badge_certificate", args=[badge.identifier])
    response = mine.get(path)
    text = "".join(one.extract_text() for one in PdfReader(io.BytesIO(response.content)).pages)
    for words in (me.name, "Home networks, level 3", "March 2, 2029", str(badge.identifier), "/verify/"):
        assert words in text or words.replace("March", "Mar.") in text, words
    assert "Redes del hogar, nivel 3" in "".join(
        one.extract_text()
        for one in PdfReader(io.BytesIO(mine.get(path, headers={"Accept-Language": "es"}).content)).pages
    )
    revoke_badge(system, badge, reason="mistake", now=NOW)
    assert mine.get(path).status_code == 404


def test_somebody_elses_badge_is_not_here(
    browser: Callable[[Actor | None], Client],
    coach: Actor,
    convener: Actor,
    stranger: Actor,
    badge: Credential,
) -> None:
    paths = [
        reverse("seeker:badge", args=[badge.identifier]),
        reverse("seeker:badge_file", args=[badge.identifier, "json"]),
        reverse("seeker:badge_certificate", args=[badge.identifier]),
    ]
    seeker_behind(coach, "Somebody Else")
    for actor in (coach, convener, stranger, None):
        for path in paths:
            response = browser(actor).get(path)
            assert response.status_code in (302, 404), (actor, path)
            assert badge.document not in response.content.decode()


def test_why_a_badge_was_taken_back_is_read(mine: Client, system: Actor, badge: Credential) -> None:
    revoke_badge(system, badge, reason="mistake", now=NOW)
    assert "it was given by mistake" in page(mine, LIST)
    assert "it was given by mistake" in page(mine, reverse("seeker:badge", args=[badge.identifier]))


def test_everything_held_includes_badges_and_what_was_sent(
    mine: Client, me: Seeker, badge: Credential, civic: Organization
) -> None:
    mine.post(
        "/my/badges/from-elsewhere/", {"send": "1", "text": outside_text(), "to": civic.pk, "agreed": "on"}
    )
    held = mine.get(reverse("seeker:download")).json()
    assert held["badges"][0]["document"] == badge.document
    assert held["credentials_from_elsewhere"][0]["title"] == "Network Basics Card"
