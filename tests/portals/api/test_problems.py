"""Every error has one shape, whoever causes it and wherever."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from techhire.commons.communities.actions import end_token
from techhire.commons.communities.models import ApiToken, Organization
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.portals.api import throttling
from tests.factories.matches import NOW

Call = Callable[..., Any]


def is_problem(response: Any, status: int) -> dict[str, Any]:
    """The body, once it is a problem of this status."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    body = response.json()
    assert set(body) == {"type", "title", "status", "detail", "errors"}
    assert body["status"] == status
    assert body["detail"]
    return dict(body)


def test_without_a_token_what_is_ones_own_is_closed(community: Any, calls: Call) -> None:
    response = calls(None)("GET", "me")
    is_problem(response, 401)
    assert response["WWW-Authenticate"].startswith("Bearer ")


@pytest.mark.parametrize(
    "sent", ["Bearer th_wrong", "Bearer ", "Basic abc", "th_wrong", "Bearer " + "x" * 5000]
)
@pytest.mark.parametrize("path", ["me", "jobs"])
def test_a_wrong_token_is_refused_even_where_none_is_needed(community: Any, sent: str, path: str) -> None:
    response = Client().get(f"/api/v1/{path}", headers={"Authorization": sent})
    is_problem(response, 401)
    assert 'error="invalid_token"' in response["WWW-Authenticate"]


def test_an_ended_token_is_refused(community: Any, calls: Call, person: Actor) -> None:
    caller = calls(person)
    end_token(person, ApiToken.objects.get(account_id=person.account_id), now=NOW)
    is_problem(caller("GET", "me"), 401)


def test_a_token_ends_by_itself(community: Any, calls: Call, person: Actor) -> None:
    caller = calls(person)
    ApiToken.objects.update(expires_at=NOW - timedelta(seconds=1))
    is_problem(caller("GET", "me"), 401)


def test_a_token_is_no_good_in_another_community(
    community: Any, calls: Call, stranger: Actor, elsewhere: Any
) -> None:
    caller = calls(stranger)
    is_problem(caller("GET", "me"), 401)
    assert caller.below("/c/north")("GET", "me").json()["community"] == "north"


def test_a_cookie_opens_nothing(world: Any, client: Client, person: Actor) -> None:
    client.force_login(Account.objects.get(pk=person.account_id))
    is_problem(client.get("/api/v1/me"), 401)
    draft = client.get(f"/api/v1/postings/{world.draft.identifier}")
    is_problem(draft, 401)


@pytest.mark.parametrize(
    ("scopes", "method", "path", "scope"),
    [
        (("public:read",), "GET", "me", "own:read"),
        (("own:write",), "GET", "me", "own:read"),
        (("own:read", "public:read"), "PATCH", "me/record", "own:write"),
    ],
)
def test_a_scope_that_is_missing_is_named(
    community: Any, calls: Call, person: Actor, scopes: tuple[str, ...], method: str, path: str, scope: str
) -> None:
    response = calls(person, scopes)(method, path, {} if method == "PATCH" else None)
    assert scope in is_problem(response, 403)["detail"]
    assert f'scope="{scope}"' in response["WWW-Authenticate"]


@pytest.mark.parametrize("method", ["GET", "POST", "QUERY"])
@pytest.mark.parametrize("path", ["nowhere", "jobs/", "jobs/a/b", "", "skills/%2F", "postings/x/y/z/a"])
def test_an_address_nobody_answers_is_a_problem_too(
    community: Any, calls: Call, method: str, path: str
) -> None:
    is_problem(calls(None)(method, path), 404)


@pytest.mark.parametrize("path", ["jobs/12", "jobs/%00", "programs/abc", "programs/99999999999999999999"])
def test_a_malformed_id_is_said_to_be_one(community: Any, calls: Call, path: str) -> None:
    assert is_problem(calls(None)("GET", path), 422)["errors"][0]["field"].startswith("path.")


def test_an_unknown_id_is_not_found(community: Any, calls: Call) -> None:
    is_problem(calls(None)("GET", "programs/999999999"), 404)
    is_problem(calls(None)("GET", "jobs/00000000-0000-4000-8000-000000000000"), 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "TRACE", "QUERY", "PROPFIND", "HEAD", "OPTIONS"])
def test_an_unknown_method_is_told_the_known_ones(community: Any, calls: Call, method: str) -> None:
    response = calls(None)(method, "jobs")
    assert response.status_code == 405
    assert response["Allow"] == "GET"


@pytest.mark.parametrize("body", ["{", "\xff", "[" * 5000])
def test_a_body_that_is_no_json_is_refused(community: Any, body: str) -> None:
    response = Client().generic(
        "POST", "/api/v1/extract", body.encode("latin-1"), content_type="application/json"
    )
    is_problem(response, 400)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_only_json_is_taken(community: Any, kind: str) -> None:
    is_problem(Client().generic("POST", "/api/v1/extract", b'{"text": "x"}', content_type=kind), 415)


def test_a_body_of_many_megabytes_is_refused(community: Any, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    body = json.dumps({"text": "x" * 2000})
    response = Client().generic("POST", "/api/v1/extract", body, content_type="application/json")
    is_problem(response, 413)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "body.text"),
        ({"text": ""}, "body.text"),
        ({"text": "a\x00b"}, "body.text"),
        ({"text": "\ud800"}, "body.text"),
        ({"text": 5}, "body.text"),
        ({"text": "x" * 60_001}, "body.text"),
        ({"text": "x", "more": 1}, "body.more"),
    ],
)
def test_each_field_that_cannot_be_taken_is_named(
    community: Any, calls: Call, body: dict[str, Any], field: str
) -> None:
    said = is_problem(calls(None)("POST", "extract", body), 422)
    assert [error["field"] for error in said["errors"]] == [field]


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=101", "limit=x", "cursor=%00", "q=%00", "limit=99999999999999"]
)
def test_a_query_out_of_bounds_is_refused(community: Any, calls: Call, query: str) -> None:
    is_problem(calls(None)("GET", f"jobs?{query}"), 422)


def test_what_a_rule_does_not_allow_is_forbidden_with_its_reason(
    world: Any, calls: Call, employer: Organization, as_member: Callable[..., Actor]
) -> None:
    reader = calls(as_member(employer, "reader"))
    said = is_problem(reader("POST", f"postings/{world.draft.identifier}/publish"), 403)
    assert said["detail"] == "Only the employer that owns this posting can do that."


def test_what_stands_differently_by_now_is_a_conflict(world: Any, calls: Call, hiring_manager: Actor) -> None:
    caller = calls(hiring_manager)
    is_problem(caller("POST", f"postings/{world.posting.identifier}/resume"), 409)
    changed = caller("PATCH", f"postings/{world.posting.identifier}", {"version": 77, "openings": 2})
    assert "Somebody else changed this" in is_problem(changed, 409)["detail"]


def test_a_field_an_action_refuses_is_named(world: Any, calls: Call, person: Actor) -> None:
    said = is_problem(calls(person)("PATCH", "me/record", {"zip_code": "00000"}), 422)
    assert said["errors"][0]["field"] == "body.zip_code"


def test_too_many_requests_are_slowed_down(
    community: Any, calls: Call, person: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttling.pace, "without", 2)
    answers = [calls(None)("GET", "jobs") for _unused in range(3)]
    is_problem(answers[-1], 429)
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    assert calls(person)("GET", "jobs").status_code == 200


def test_reading_texts_is_slowed_down_sooner(
    world: Any, calls: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttling.reading, "without", 1)
    assert calls(None)("POST", "extract", {"text": "desk support"}).status_code == 200
    is_problem(calls(None)("POST", "extract", {"text": "desk support"}), 429)


def test_a_break_says_nothing_about_itself(
    community: Any, calls: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: Any, **_named: Any) -> None:
        raise RuntimeError("secret of the house")

    monkeypatch.setattr("techhire.portals.api.communities.found_here", broken)
    response = Client(raise_request_exception=False).get("/api/v1/community")
    assert "secret" not in json.dumps(is_problem(response, 500))


def test_answers_to_tokens_are_kept_by_nobody(community: Any, calls: Call, person: Actor) -> None:
    assert calls(person)("GET", "me")["Cache-Control"] == "no-store"
