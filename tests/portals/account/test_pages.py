"""Every page of the account draws, in both languages, for those it is for."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from tests.cases import in_one_world

pytestmark = pytest.mark.django_db
Browser = Callable[[Actor | None], Client]
OWN = ["account:home", "account:erase", "account:apply", "account:tokens", "account:data"]
LIBRARY_OPEN = [
    "account_login",
    "account_signup",
    "account_request_login_code",
    "account_reset_password",
    "account_inactive",
    "account:sign_in_card",
]
LIBRARY_OWN = ["account_logout", "account_email", "account_set_password", "account_reauthenticate"]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", LIBRARY_OPEN)
def test_a_visitor_can_open_every_way_in(browser: Browser, name: str, language: str) -> None:
    response = browser(None).get(reverse(name), headers={"accept-language": language})
    assert response.status_code == 200
    body = response.content.decode()
    assert f'<html lang="{language}">' in body
    assert body.count("<h1") == 1


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", OWN + LIBRARY_OWN)
def test_signed_in_people_can_open_their_own_pages(
    browser: Browser, person: Actor, name: str, language: str
) -> None:
    response = browser(person).get(reverse(name), headers={"accept-language": language}, follow=True)
    assert response.status_code == 200


@pytest.mark.parametrize("name", OWN)
def test_visitors_are_sent_to_sign_in_and_back(browser: Browser, name: str) -> None:
    response = browser(None).get(reverse(name))
    assert response.status_code == 302
    assert response.url == f"{reverse('account_login')}?next={reverse(name)}"


@pytest.mark.parametrize("name", LIBRARY_OPEN + OWN)
def test_nothing_on_a_page_needs_an_inline_script_or_style(
    browser: Browser, person: Actor, name: str
) -> None:
    response = browser(None if name in LIBRARY_OPEN else person).get(reverse(name))
    body = response.content.decode()
    assert " style=" not in body
    assert "<style" not in body
    assert " onclick=" not in body
    for tag in body.split("<script")[1:]:
        opening = tag.partition(">")[0]
        assert " src=" in opening or 'type="application/json"' in opening, opening
    assert "'unsafe-inline'" not in response["Content-Security-Policy"]


def test_the_library_s_second_step_pages_are_drawn_by_us(
    browser: Browser, hiring_manager: Actor, settings: object
) -> None:
    settings.ACCOUNT_REAUTHENTICATION_REQUIRED = False  # type: ignore[attr-defined]  # the wrapper takes any name
    client = browser(hiring_manager)
    page = client.get(reverse("mfa_index"))
    assert b"th-main" in page.content
    assert b"Passkeys" in page.content


@in_one_world("role", ["owner", "member", "reader"])
def test_members_see_the_members(
    browser: Browser, employer: Organization, as_member: Callable[..., Actor], role: str
) -> None:
    response = browser(as_member(employer, role)).get(reverse("account:members"))
    assert response.status_code == 200
    assert employer.name in response.content.decode()
    invites = b"Send the invitation" in response.content
    assert invites == (role == "owner")


@in_one_world("who", ["rival", "trainer", "coach", "helper", "person", "stranger"])
def test_others_do_not(
    request: pytest.FixtureRequest, browser: Browser, employer: Organization, who: str
) -> None:
    actor = request.getfixturevalue(who)
    response = browser(actor).get(reverse("account:members"), {"organization": employer.pk})
    assert response.status_code == 403


@pytest.mark.parametrize("organization", ["", "x" * 5000, "-1", "9" * 30, "\x00", "%"])
def test_an_address_made_up_by_hand_breaks_nothing(
    browser: Browser, person: Actor, organization: str
) -> None:
    response = browser(person).get(reverse("account:members"), {"organization": organization})
    assert response.status_code in {403, 404}


def test_the_members_page_costs_the_same_for_many(
    browser: Browser,
    employer: Organization,
    as_member: Callable[..., Actor],
    django_assert_max_num_queries: Callable[[int], object],
) -> None:
    client = browser(as_member(employer, "owner"))
    for _person in range(12):
        as_member(employer, "member")
    with django_assert_max_num_queries(16):  # type: ignore[attr-defined]  # the fixture is untyped
        assert client.get(reverse("account:members")).status_code == 200


def test_a_community_made_up_by_hand_is_not_found(community: object) -> None:
    for slug in ("%00", "x" * 5000, "%F0%9F"):
        assert Client().get(f"/c/{slug}/sign-in/login/").status_code == 404
