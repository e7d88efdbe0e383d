"""The description of the API: complete, and changed only on purpose."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from techhire.portals.api.docs import described
from techhire.portals.api.openapi import written

SNAPSHOT = Path(__file__).parents[3] / "docs" / "reference" / "openapi.json"
SCHEMA = described("")
OPERATIONS = [
    (method, path, operation)
    for path, operations in SCHEMA["paths"].items()
    for method, operation in operations.items()
]
OPEN_TO_VISITORS = {"extract", "check-ad", "could-i", "verify", "reports"}
Call = Callable[..., Any]


def test_the_description_changes_only_on_purpose() -> None:
    kept = SNAPSHOT.read_text(encoding="utf-8")
    assert kept == written(), (
        "The API is not what docs/reference/openapi.json says. If that is on purpose, write it anew: "
        "DJANGO_SETTINGS_MODULE=tests.settings python -m techhire.portals.api.openapi docs/reference/openapi.json"
    )


def test_no_two_operations_share_a_name() -> None:
    names = [operation[2]["operationId"] for operation in OPERATIONS]
    assert len(names) == len(set(names))


def test_an_operation_says_what_it_does_and_which_problems_it_answers() -> None:
    for method, path, operation in OPERATIONS:
        assert operation["description"].strip(), path
        assert operation["tags"], path
        codes = {int(code) for code in operation["responses"]}
        assert {401, 403, 422, 429} <= codes, path
        assert 404 in codes or "{" not in path, path
        assert method == "get" or {400, 409, 413, 415} <= codes, path
        problems = [said for code, said in operation["responses"].items() if int(code) >= 400]
        assert all(said["$ref"].startswith("#/components/responses/") for said in problems)


def test_problems_have_a_media_type_of_their_own() -> None:
    for said in SCHEMA["components"]["responses"].values():
        assert list(said["content"]) == ["application/problem+json"]


def test_what_changes_something_needs_the_scope_to_write() -> None:
    for method, path, operation in OPERATIONS:
        asked = operation["security"]
        if {} in asked:
            assert method == "get" or path.rsplit("/", 1)[-1] in OPEN_TO_VISITORS
        else:
            wanted = (
                "keys:read"
                if path.endswith(("/key", "/package"))
                else "own:read"
                if method == "get"
                else "own:write"
            )
            assert asked == [{"token": [wanted]}], path


def test_the_description_is_served_below_the_address_of_each_community(
    community: Any, elsewhere: Any, calls: Call
) -> None:
    here = calls(None)("GET", "openapi.json").json()
    assert here["openapi"].startswith("3.1")
    assert here == json.loads(SNAPSHOT.read_text(encoding="utf-8"))
    there = calls(None).below("/c/north")("GET", "openapi.json").json()
    assert all(path.startswith("/c/north/api/v1/") for path in there["paths"])


def test_the_page_names_every_operation_and_loads_nothing_from_elsewhere(community: Any, calls: Call) -> None:
    response = calls(None)("GET", "docs")
    page = response.content.decode()
    assert response.status_code == 200
    assert all(f"<code>{path}</code>" in page for path in SCHEMA["paths"])
    assert not re.search(r"(?:src|href)=\"https?://", page)
    assert "own:write" in page


def test_no_two_schemas_share_a_name() -> None:
    """The later one would take the place of the earlier one in the description."""
    folder = Path(__file__).parents[3] / "src" / "techhire" / "portals" / "api"
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.py")))
    names = re.findall(r"^class (\w+)\((?:Shown|Given|\w+Shown)\)", text, re.MULTILINE)
    assert sorted(names) == sorted(set(names))
