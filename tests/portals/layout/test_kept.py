"""A session that ends while somebody types: the text stays in sight, secrets do not, and nobody sends another's."""

import re

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import resolve, reverse
from pytest_django.fixtures import Settings

from techhire.commons.communities.models import Community, Organization
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.portals.layout.kept import KEPT_FOR, WRITER, typed_on
from tests.factories.people import AccountFactory

pytestmark = pytest.mark.django_db
APPLY = "/account/add-organization/"
TYPED = {"name": "Harbor <Works>", "kinds": ["employer", "provider"], "about": "Two lines\nof text"}


@pytest.fixture
def ana(community: Community) -> Account:
    return AccountFactory()


@pytest.fixture
def typing(ana: Account) -> Client:
    """Ana's browser after a page of hers was shown, checking tokens as a browser's would be."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(ana)
    client.get(APPLY)
    return client


def post(client: Client, path: str, data: dict[str, object]) -> tuple[int, str]:
    token = client.cookies["csrftoken"].value
    answer = client.post(path, data | {"csrfmiddlewaretoken": token})
    return answer.status_code, answer.content.decode()


def hidden_in(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))


def end_session(client: Client) -> None:
    del client.cookies[settings.SESSION_COOKIE_NAME]


def test_what_was_typed_is_kept_when_only_the_session_ended(typing: Client) -> None:
    end_session(typing)
    status, page = post(typing, APPLY, TYPED)
    assert status == 403
    assert "Your session ended" in page
    assert 'name="name" value="Harbor &lt;Works&gt;"' in page
    assert page.count('name="kinds"') == 2 and "Two lines\nof text" in page
    assert f'action="{APPLY}"' in page
    assert f"{reverse('account_login')}?next={reverse('layout:back_in')}" in page


def test_sent_again_after_sign_in_it_arrives(typing: Client, ana: Account) -> None:
    end_session(typing)
    kept = hidden_in(post(typing, APPLY, TYPED)[1])
    typing.force_login(ana)
    status, _page = post(typing, APPLY, TYPED | {KEPT_FOR: kept[KEPT_FOR]})
    assert status == 302
    assert Organization.objects.get().name == "Harbor <Works>"


def test_another_account_cannot_send_it(typing: Client) -> None:
    end_session(typing)
    kept = hidden_in(post(typing, APPLY, TYPED)[1])
    typing.force_login(AccountFactory())
    status, page = post(typing, APPLY, TYPED | {KEPT_FOR: kept[KEPT_FOR]})
    assert status == 403
    assert "Somebody else typed this" in page and "Harbor" not in page
    assert not Organization.objects.exists()


def test_another_account_is_not_shown_it_by_a_page_that_is_too_old(typing: Client) -> None:
    end_session(typing)
    kept = hidden_in(post(typing, APPLY, TYPED)[1])
    typing.force_login(AccountFactory())
    answer = typing.post(APPLY, TYPED | {KEPT_FOR: kept[KEPT_FOR], "csrfmiddlewaretoken": "old"})
    assert answer.status_code == 403
    assert "Somebody else typed this" in answer.content.decode() and b"Harbor" not in answer.content


def test_the_token_is_still_checked_when_it_is_sent_again(typing: Client, ana: Account) -> None:
    end_session(typing)
    post(typing, APPLY, TYPED)
    typing.force_login(ana)
    answer = typing.post(APPLY, TYPED | {"csrfmiddlewaretoken": "old"})
    assert answer.status_code == 403 and "Please send that again" in answer.content.decode()
    assert not Organization.objects.exists()


def test_whoever_sends_it_again_before_signing_in_is_told(typing: Client) -> None:
    end_session(typing)
    page = post(typing, APPLY, TYPED)[1]
    assert "You are not signed in yet" not in page
    again = post(typing, APPLY, TYPED | {KEPT_FOR: hidden_in(page)[KEPT_FOR]})[1]
    assert "You are not signed in yet" in again and "Harbor &lt;Works&gt;" in again


def test_what_lets_in_is_said_to_be_left_out(typing: Client) -> None:
    end_session(typing)
    assert "is never kept" in post(typing, APPLY, TYPED | {"password": "three plain words"})[1]
    assert "is never kept" not in post(typing, APPLY, TYPED)[1]


def test_who_typed_stays_known_over_two_tries(typing: Client) -> None:
    end_session(typing)
    first = hidden_in(post(typing, APPLY, TYPED)[1])[KEPT_FOR]
    del typing.cookies[WRITER]
    again = hidden_in(post(typing, APPLY, TYPED | {KEPT_FOR: first})[1])[KEPT_FOR]
    assert again == first != ""


def test_a_visitor_who_sends_nothing_goes_to_sign_in(client: Client, community: Community) -> None:
    answer = client.get(APPLY)
    assert (answer.status_code, answer["Location"]) == (302, f"{reverse('account_login')}?next={APPLY}")


def test_files_are_named_and_asked_for_again(typing: Client) -> None:
    end_session(typing)
    _status, page = post(typing, APPLY, {"name": "Harbor", "file": SimpleUploadedFile("plan.pdf", b"x")})
    assert "plan.pdf" in page and "choose this file again" in page
    assert 'value="Harbor"' in page


def test_a_page_of_an_organization_keeps_it_as_well(hiring_manager: Actor, client: Client) -> None:
    answer = client.post(reverse("employer:post"), {"title": "Help desk", "text": "You answer calls."})
    assert answer.status_code == 403 and 'value="You answer calls."' in answer.content.decode()


def test_an_answer_to_a_test_is_kept_and_the_code_of_a_test_day_is_a_way_back(
    client: Client, community: Community
) -> None:
    page = client.post("/my/tests/now/", {"answer": "tcp", "place": "3"}).content.decode()
    assert 'name="answer" value="tcp"' in page and "/my/test-code/" in page


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/convener/holds/", True),
        ("/card/", False),
        ("/my/test-code/", False),
        ("/sign-in/login/code/confirm/", False),
        ("/sign-in/2fa/authenticate/", False),
    ],
)
def test_a_code_is_kept_where_it_lets_nobody_in(
    rf: RequestFactory, community: Community, path: str, kept: bool
) -> None:
    request = rf.post(path, {"code": "K7Q2", "new_password1": "x", "password": "y", "note": "z"})
    request.actor, request.resolver_match = Actor(), resolve(path)
    names = [name for name, _values in typed_on(request)["typed"]]
    assert ("code" in names) is kept
    assert not any("password" in name for name in names) and "note" in names


def test_the_mark_tells_nobody_which_account_it_is(typing: Client, ana: Account) -> None:
    mark = typing.cookies[WRITER]
    assert str(ana.pk) != mark.value and len(mark.value) == 64 and mark["httponly"]


ELSEWHERE = {
    "another origin": {"origin": "https://bad.example"},
    "no origin to be named": {"origin": "null"},
    "a nonsense origin": {"origin": "https://[bad"},
    "what the browser says of the site": {"sec-fetch-site": "cross-site"},
    "a page elsewhere": {"referer": "https://bad.example/win"},
    "a page elsewhere, for all the site says": {"referer": "http://testserver.bad.example/", "origin": ""},
    "both": {"origin": "https://bad.example", "sec-fetch-site": "cross-site"},
}


@pytest.mark.parametrize("said", ELSEWHERE.values(), ids=ELSEWHERE)
@pytest.mark.parametrize("session", ["holds", "has ended"])
def test_what_another_site_sent_is_not_shown_to_be_sent_on(
    typing: Client, said: dict[str, str], session: str
) -> None:
    """One press on a button of ours would do what the other site wanted, with a fresh token."""
    if session == "has ended":
        end_session(typing)
    answer = typing.post(reverse("account:erase"), {"sure": "on"}, headers=said)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Another website sent this" in page
    assert "Send it again" not in page and 'name="sure"' not in page


def test_what_another_site_sent_to_a_page_without_a_token_is_not_shown(
    client: Client, community: Community
) -> None:
    """The test's own browser checks no token, so that the page of an ended session itself is reached."""
    for said in ELSEWHERE.values():
        page = client.post(APPLY, TYPED, headers=said).content.decode()
        assert "Another website sent this" in page and "Harbor" not in page


@pytest.mark.parametrize("said", [{"referer": "https://bad.example/x"}, {"referer": "nonsense"}, {}])
def test_by_https_a_wrong_referer_or_none_is_another_site_as_well(
    typing: Client, said: dict[str, str]
) -> None:
    answer = typing.post(APPLY, TYPED, headers=said, secure=True)
    assert answer.status_code == 403 and "Another website sent this" in answer.content.decode()


HERE = {
    "our origin": {"origin": "http://testserver", "sec-fetch-site": "same-origin"},
    "a page of ours": {"referer": "http://testserver/account/add-organization/"},
    "no place at all": {},
}


@pytest.mark.parametrize("said", HERE.values(), ids=HERE)
def test_what_was_typed_on_our_own_page_is_kept(typing: Client, said: dict[str, str]) -> None:
    """By plain http an old browser may name no place; the token of the page it came from was right then."""
    end_session(typing)
    token = typing.cookies["csrftoken"].value
    page = typing.post(APPLY, TYPED | {"csrfmiddlewaretoken": token}, headers=said).content.decode()
    assert "Your session ended" in page and "Harbor" in page and "Send it again" in page


def test_our_own_page_is_one_by_https_too(typing: Client) -> None:
    end_session(typing)
    typed = TYPED | {"csrfmiddlewaretoken": typing.cookies["csrftoken"].value}
    answer = typing.post(APPLY, typed, headers={"referer": "https://testserver/x"}, secure=True)
    assert "Your session ended" in answer.content.decode()


@pytest.mark.parametrize(
    "origin", ["http://testserver", "https://jobs.river.example", "https://www.port.example"]
)
def test_an_old_page_of_ours_is_shown_whatever_the_name_it_is_reached_by(
    typing: Client, origin: str, settings: Settings
) -> None:
    settings.CSRF_TRUSTED_ORIGINS = ["https://jobs.river.example", "https://*.port.example"]
    answer = typing.post(
        APPLY,
        TYPED | {"csrfmiddlewaretoken": "old"},
        headers={"origin": origin, "sec-fetch-site": "same-origin"},
    )
    page = answer.content.decode()
    assert "Please send that again" in page and "Harbor" in page
