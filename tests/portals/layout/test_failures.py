"""What people read when something went wrong on our side."""

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from techhire.commons.communities.models import Community
from techhire.portals.layout import failures
from techhire.portals.layout.middleware import RefusalMiddleware
from techhire.portals.public import home

pytestmark = pytest.mark.django_db


def test_a_database_somebody_else_holds_is_told_and_may_be_asked_again(
    client: Client, community: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(*_args: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(home, "open_postings", held)
    answer = client.get("/")
    assert answer.status_code == 503 and answer["Retry-After"] == "5"
    assert "Nothing was changed" in answer.content.decode()


def test_any_other_trouble_with_the_database_is_no_such_thing(rf: RequestFactory) -> None:
    middleware = RefusalMiddleware(lambda request: None)  # type: ignore[arg-type,return-value]  # it is not called
    assert middleware.process_exception(rf.get("/"), OperationalError("no such table")) is None


def test_our_own_fault_is_told_in_both_languages(rf: RequestFactory) -> None:
    answer = failures.broken(rf.get("/"))
    page = answer.content.decode()
    assert answer.status_code == 500
    assert '<div lang="en"><h1>Something broke on our side</h1>' in page
    assert '<div lang="es"><h1>Algo falló de nuestro lado</h1>' in page


def test_an_address_without_a_community_says_so_in_both_languages(client: Client) -> None:
    answer = client.get("/", headers={"accept-language": "es"})
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "No community lives at this address" in page and "No hay ninguna comunidad" in page


def test_a_form_that_holds_too_much_is_told_how_much_it_may_hold(
    client: Client, community: Community
) -> None:
    answer = client.post("/check-ad/", {"text": "<b>word</b>" * 700_000}, headers={"accept-language": "en"})
    page = answer.content.decode()
    assert answer.status_code == 413
    assert "This is too large to send" in page and "at most 6 MB" in page and "Nothing was changed" in page


def test_what_the_browser_may_send_is_told_to_its_script(client: Client, community: Community) -> None:
    assert 'data-most-bytes="6291456"' in client.get("/").content.decode()
