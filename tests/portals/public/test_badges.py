"""Badges for anybody: the page that checks any, one shared by its link, and what programs ask for."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
import segno
from django.test import Client, RequestFactory
from PIL import Image

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor
from techhire.engines.credential_proofs import baking
from techhire.plays.credentials.actions.sharing import share_badge
from techhire.plays.credentials.actions.standing import revoke_badge, suspend_badge
from techhire.plays.credentials.models import Credential, StatusList
from techhire.plays.seekers.models import Seeker
from techhire.portals.layout.badge_certificate import certificate_of
from techhire.portals.layout.badge_picture import BadgeWords, badge_png, badge_svg
from techhire.portals.public import badges, verify
from tests.factories.credentials import outside_badge, outside_text
from tests.factories.matches import NOW

VERIFY = "/verify/"


@pytest.fixture
def link(badge: Credential, system: Actor) -> str:
    """Dana's own link."""
    return f"/badges/shared/{share_badge(system, badge, on=True, now=NOW).share_token}/"


def checked(client: Client, **given: object) -> str:
    response = client.post(VERIFY, given)
    assert response.status_code == 200
    return response.content.decode()


def test_a_badge_is_checked_in_every_form(client: Client, badge: Credential) -> None:
    words = BadgeWords("River", "Python", 3, "independent", "#005ea2")
    files = {
        "json": badge.document.encode(),
        "jwt": badge.compact.encode(),
        "png": baking.bake_png(badge_png(words), badge.document),
        "svg": baking.bake_svg(badge_svg(words).encode(), badge.compact),
    }
    for name, data in files.items():
        page = checked(client, file=io.BytesIO(data))
        assert "This credential is valid" in page, name
        assert "this community" in page
    for text in (badge.document, badge.compact):
        assert "This credential is valid" in checked(client, text=text)


@pytest.mark.usefixtures("community")
def test_what_is_no_credential_is_not_condemned_and_says_what_to_do(client: Client) -> None:
    page = checked(client, text="hello there")
    assert "There is no signed credential in this" in page and "Ask for the link to the badge" in page
    assert "not valid" not in page and "What we checked" not in page
    assert "only the paper" in checked(client, file=io.BytesIO(b"%PDF-1.7 something else"))


def test_our_certificate_leads_to_the_badge_it_is_about(client: Client, badge: Credential, link: str) -> None:
    badge.refresh_from_db()
    request = RequestFactory().get("/")
    request.actor = Actor.system(badge.community_id)
    paper = certificate_of(request, badge).content
    page = checked(client, file=io.BytesIO(paper))
    assert "This credential is valid" in page and "not the paper" in page
    share_badge(request.actor, badge, on=False, now=NOW)
    assert "only the paper" in checked(client, file=io.BytesIO(paper))


@pytest.mark.parametrize(
    ("do", "said"), [("revoke", "Its issuer took it back."), ("suspend", "Its issuer put it on hold.")]
)
def test_taken_back_and_on_hold_are_said(
    client: Client, system: Actor, badge: Credential, do: str, said: str
) -> None:
    if do == "revoke":
        revoke_badge(system, badge, reason="mistake", now=NOW)
    else:
        suspend_badge(system, badge, reason="looked_into", now=NOW)
    page = checked(client, text=badge.document)
    assert "This credential is not valid" in page and said in page
    assert "which nobody should rely on" in page


def test_a_changed_word_is_said(client: Client, badge: Credential) -> None:
    page = checked(client, text=badge.document.replace("level 3", "level 5"))
    assert "It was changed after it was signed" in page


def test_whose_it_is_can_be_asked(client: Client, badge: Credential) -> None:
    assert "This credential is valid" in checked(client, text=badge.document, email="dana@example.org")
    page = checked(client, text=badge.document, email="eve@example.org")
    assert "This credential is valid, but not about that person" in page
    assert "not valid" not in page and "which nobody should rely on" not in page
    assert page.index("somebody with another address") < page.index("It can be read"), (
        "what is wrong comes first"
    )


def test_a_changed_badge_is_not_valid_whoever_it_is_asked_about(client: Client, badge: Credential) -> None:
    changed = badge.document.replace("level 3", "level 5")
    page = checked(client, text=changed, email="eve@example.org")
    assert "This credential is not valid" in page and "valid, but not" not in page


def test_an_address_outside_is_not_followed_and_says_what_to_do(client: Client, community: Community) -> None:
    page = checked(client, text="https://169.254.169.254/latest/meta-data/")
    assert "may not go out" in page and "169.254.169.254" in page, "what was typed is not lost"


def test_the_link_of_a_badge_here_is_enough(client: Client, link: str) -> None:
    assert "This credential is valid" in checked(client, text=f"https://jobs.example.org{link}")


def photo_of(text: str, kind: str) -> io.BytesIO:
    """A picture with the QR code of a text on a gray desk."""
    out, desk = io.BytesIO(), Image.new("RGB", (1400, 1400), "gray")
    segno.make(text, error="l").save(out, kind="png", scale=6)
    desk.paste(Image.open(out), (60, 40))
    photo = io.BytesIO()
    desk.save(photo, kind)
    return io.BytesIO(photo.getvalue())


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_the_link_in_a_photo_of_a_code_is_followed_and_the_photo_forgotten(
    client: Client, link: str, kind: str, settings: Any, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path
    page = checked(client, file=photo_of(f"https://jobs.example.org{link}", kind))
    assert "This credential is valid" in page
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_an_address_in_a_photo_is_followed_no_further_than_a_pasted_one(
    client: Client, community: Community
) -> None:
    page = checked(client, file=photo_of("https://169.254.169.254/latest/meta-data/", "JPEG"))
    assert "may not go out" in page


@pytest.mark.parametrize("text", ["Table 7, second floor", "WIFI:S:Library;T:WPA;P:books;;", '{"seat": 7}'])
def test_a_code_that_is_no_credential_is_told_as_that(
    client: Client, community: Community, text: str
) -> None:
    page = checked(client, file=photo_of(text, "PNG"))
    assert "There is no signed credential in this" in page
    assert "The QR code in this picture is no credential and leads to none." in page
    assert "Of a photo or a screenshot" not in page


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_without_a_code_says_how_to_take_one(
    client: Client, community: Community, kind: str
) -> None:
    photo = io.BytesIO()
    Image.new("RGB", (300, 300), "gray").save(photo, kind)
    page = checked(client, file=io.BytesIO(photo.getvalue()))
    assert "We found no QR code in this picture" in page


def test_a_photo_may_be_larger_than_a_credential_and_has_its_own_limit(
    client: Client, community: Community
) -> None:
    assert "8 MB at most" in checked(client, file=io.BytesIO(b"\xff\xd8\xff" + b" " * 9_000_000))
    assert "2 MB at most" in checked(client, file=io.BytesIO(b"{" + b" " * 2_200_000))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" * 4000,
        b"\x89PNG\r\n\x1a\n" + b"\xff" * 400,
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><svg>&b;</svg>',
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"[" * 200_000,
        b'{"a":' * 5000,
        json.dumps({"@context": "https://evil.example/context", "type": "VerifiableCredential"}).encode(),
        "‮".encode() * 100,
    ],
    ids=["empty", "zeros", "png", "entity", "script", "deep list", "deep object", "context", "bidi"],
)
def test_a_hostile_file_is_no_credential_and_breaks_nothing(
    client: Client, community: Community, data: bytes
) -> None:
    page = checked(client, file=io.BytesIO(data), text="")
    assert "This credential is valid" not in page
    assert "<script>alert" not in page


def test_what_a_credential_says_is_shown_as_text_only(client: Client, community: Community) -> None:
    page = checked(client, text=outside_text(title="<script>alert(1)</script>"))
    assert "<script>alert(1)</script>" not in page and "&lt;script&gt;" in page


def test_too_large_and_nothing_at_all_are_refused_beside_the_field(
    client: Client, community: Community
) -> None:
    assert "too large" in checked(client, file=io.BytesIO(b"{" + b" " * 2_200_000))
    assert "Paste a credential or choose a file first." in checked(client, text="", email="")


def test_nothing_that_is_checked_is_kept(client: Client, badge: Credential) -> None:
    before = [Credential.objects.count(), StatusList.objects.count()]
    checked(client, text=json.dumps(outside_badge()))
    assert [Credential.objects.count(), StatusList.objects.count()] == before


def test_it_speaks_spanish(client: Client, badge: Credential) -> None:
    page = client.post(VERIFY, {"text": badge.document}, headers={"Accept-Language": "es"}).content.decode()
    assert "Esta credencial es válida" in page and "No fue retirada" in page


def test_whoever_checks_too_often_has_to_wait(
    client: Client, badge: Credential, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "TRIES", 1)
    checked(client, text="x")
    assert client.post(VERIFY, {"text": "x"}).status_code == 429


def test_a_shared_badge_says_what_for_and_by_whom_and_names_nobody(
    client: Client, link: str, dana: Seeker
) -> None:
    response = client.get(link)
    page = response.content.decode()
    assert "This credential is valid: Python, level 3: independent" in page
    assert "River City TechHire" in page
    for secret in (dana.name, dana.code, "dana@example.org"):
        assert secret not in page
    assert 'property="og:image"' in page and link not in page.partition("<body")[0]
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"].startswith("noindex")


def test_the_visitor_can_ask_whether_it_is_about_the_person(client: Client, link: str) -> None:
    assert "Yes, the badge is about" in client.post(link, {"email": "Dana@Example.org"}).content.decode()
    page = client.post(link, {"email": "eve@example.org"}).content.decode()
    assert "No, the badge is about somebody" in page
    assert "This credential is valid:" in page, "whose it is says nothing of whether it holds"
    assert "Enter a valid email address" in client.post(link, {"email": "x"}).content.decode()


def test_an_ended_link_is_dead_for_good(client: Client, link: str, system: Actor, badge: Credential) -> None:
    share_badge(system, badge, on=False, now=NOW)
    again = share_badge(system, badge, on=True, now=NOW).share_token
    for path in (link, f"{link}qr.svg", f"{link}file/json/"):
        assert client.get(path).status_code == 404
    assert client.get(f"/badges/shared/{again}/").status_code == 200


def test_a_link_opens_in_its_own_community_only(client: Client, elsewhere: Community, link: str) -> None:
    assert client.get(f"/c/north{link}").status_code == 404


@pytest.mark.parametrize("token", ["x", "0" * 32, "../../etc", "%00", "a" * 3000])
def test_a_guessed_link_opens_nothing(client: Client, badge: Credential, token: str) -> None:
    assert client.get(f"/badges/shared/{token}/").status_code == 404


def test_programs_get_the_signed_badge_at_the_same_link(client: Client, link: str, badge: Credential) -> None:
    for accept, body in {
        "application/vc": badge.document,
        "application/json": badge.document,
        "application/vc+jwt": badge.compact,
    }.items():
        response = client.get(link, headers={"Accept": accept})
        assert response.content.decode() == body
    assert client.get(link, headers={"Accept": "text/html, application/json"})["Content-Type"].startswith(
        "text/html"
    )


@pytest.mark.parametrize("form", ["json", "jwt", "png", "svg"])
def test_files_of_a_shared_badge_are_kept_not_run(client: Client, link: str, form: str) -> None:
    response = client.get(f"{link}file/{form}/")
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert client.get(f"{link}file/exe/").status_code == 404


def test_the_shared_page_slows_down_whoever_opens_it_too_often(
    client: Client, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(badges, "TRIES", 1)
    assert client.get(link).status_code == 200
    assert client.get(link).status_code == 429


def test_pictures_carry_no_script_style_or_call_outside(client: Client, link: str, badge: Credential) -> None:
    for path in (f"/badges/{badge.achievement.identifier}/badge.svg", f"{link}qr.svg"):
        picture = client.get(path)
        text = picture.content.decode()
        assert picture["Content-Type"] == "image/svg+xml"
        assert picture["Content-Disposition"].startswith("attachment;")
        assert not {"<script", "<style", "style=", "onload", "href=", "<image"} & set(text.lower().split())
        assert text.count("http") == text.count("http://www.w3.org/2000/svg")
    png = client.get(f"/badges/{badge.achievement.identifier}/badge.png")
    assert png.content.startswith(b"\x89PNG")


@pytest.mark.parametrize("color", ["#ffffff", "#000000", "#ffd400", "#005ea2"])
def test_a_badge_is_drawn_in_any_color_and_for_any_name(color: str) -> None:
    for skill in ("R", "A & B <c>", "W" * 300, "Hojas de cálculo", "very " * 40):
        picture = badge_svg(BadgeWords("River & <City>", skill, 5, "expert", color))
        assert badge_png(BadgeWords("River", skill, 1, "aware", color)).startswith(b"\x89PNG")
        assert "<c>" not in picture and "<City>" not in picture
        ink = "#1b1b1b" if color in ("#ffffff", "#ffd400") else "#ffffff"
        assert f'fill="{ink}"' in picture
