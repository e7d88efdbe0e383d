"""The description of the API, OpenAPI 3.1.

As a file: ``python -m techhire.portals.api.openapi docs/reference/openapi.json``.
"""

import json
import sys
from pathlib import Path
from typing import Any

from techhire.portals.api.problems import MEDIA_TYPE

ABOUT = (
    "What the pages of a TechHire community do, for programs. What is public needs no token; "
    "everything else takes a bearer token that its owner made on the page “Keys for machines” and that never "
    "does more than they may. Errors are problems as in RFC 9457. Lists come in pages: send the `next` of one "
    "page as the `cursor` of the following one. Another community than the default one is reached below "
    "`/c/SLUG/api/v1/`."
)
SCHEMES = {"Token": "", "OwnRead": "own:read", "OwnWrite": "own:write", "OwnKeys": "keys:read"}


def finished(schema: dict[str, Any]) -> dict[str, Any]:
    """The framework's description with problems said once, under their media type, and one kind of token."""
    problems: dict[str, Any] = {}
    for operations in schema["paths"].values():
        for operation in operations.values():
            operation["responses"] = {
                str(status): _said(int(status), said, problems)
                for status, said in sorted(operation["responses"].items())
            }
            operation["security"] = _security(operation.get("security", []))
    schema["components"]["responses"] = dict(sorted(problems.items()))
    schema["components"]["securitySchemes"] = {
        "token": {
            "type": "http",
            "scheme": "bearer",
            "description": "A token with the scopes an operation names: public:read, own:read, own:write, keys:read.",
        }
    }
    schema.pop("servers", None)
    return schema


def _said(status: int, said: dict[str, Any], problems: dict[str, Any]) -> dict[str, Any]:
    """An answer as it is, or a reference to a problem, which is put among ``problems``."""
    if status < 400:
        return said
    name = said["description"].title().replace(" ", "")
    headers = {401: "WWW-Authenticate", 429: "Retry-After"}
    problems[name] = {
        "description": said["description"],
        "content": {MEDIA_TYPE: said["content"]["application/json"]},
    }
    if status in headers:
        problems[name]["headers"] = {headers[status]: {"required": True, "schema": {"type": "string"}}}
    return {"$ref": f"#/components/responses/{name}"}


def _security(named: list[dict[str, Any]]) -> list[dict[str, list[str]]]:
    scopes = [SCHEMES[name] for entry in named for name in entry]
    if not any(scopes):
        return [{}, {"token": ["public:read"]}]
    return [{"token": [scope]} for scope in scopes]


def written() -> str:
    """The description of the API at its default address, as it stands in the documentation."""
    from techhire.portals.api.routes import api

    schema = json.loads(json.dumps(api.get_openapi_schema(), default=str))
    return json.dumps(schema, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def main(arguments: list[str]) -> None:
    """Write the description to the file that is named."""
    import django

    django.setup()
    Path(arguments[0]).write_text(written(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
