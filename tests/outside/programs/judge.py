"""The same questions `judge.mjs` asks, put to openvc-core and openbadgeslib, and one about baked pictures.

    in:  {"credential": {...} or "a.b.c", or "picture": base64, "documents": {address: JSON or text},
          "contexts": {address: JSON}, "now": "2026-..."}
    out: {"openvc": {"accepted": true, "reason": ""}, ...}

It runs in a process of its own with the fetched packages on its path. openvc-core is handed contexts, since it brings
only the one of the data model; openbadgeslib has its own.
"""

import base64
import json
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

import time_machine
from openbadgeslib.errors import LibOpenBadgesException
from openbadgeslib.ob3 import OB3LdpVerifier, OB3Verifier
from openbadgeslib.verify import verify_badge
from openvc import verify_credential
from openvc.did.base import DidResolverRegistry
from openvc.did.did_key import DidKeyResolver
from openvc.did.did_web import DidWebResolver
from openvc.errors import OpenvcError
from openvc.resolvers import default_status_list_resolver

Said = dict[str, dict[str, object]]
# openbadgeslib knows only lists that are tokens; those we publish it reads without their proof.
STATUS: dict[str, Any] = {"check_status": True, "verify_status_list": False}


def judge(job: dict[str, Any]) -> Said:
    """What each says of what was brought."""

    def text(address: str) -> str:
        found = job["documents"][address]
        return found if isinstance(found, str) else json.dumps(found)

    if "picture" in job:
        return {"openbadgeslib": of_picture(base64.b64decode(job["picture"]), text)}
    said = {"openbadgeslib": of_badge(job["credential"], text)}
    if isinstance(job["credential"], dict):
        said["openvc"] = of_credential(job, text)
    return said


def of_credential(job: dict[str, Any], text: Callable[[str], str]) -> dict[str, object]:
    """What openvc-core says; it does not read the compact form of Open Badges."""
    web = DidWebResolver(lambda address: json.loads(text(address)))
    resolver = DidResolverRegistry([DidKeyResolver(), web])
    contexts = job["contexts"]
    lists = default_status_list_resolver(resolver=resolver, extra_contexts=contexts, fetch=text)
    try:
        verify_credential(
            job["credential"], resolver=resolver, resolve_status_list=lists, extra_contexts=contexts
        )
    except (OpenvcError, KeyError) as problem:
        return refused(problem)
    return {"accepted": True, "reason": ""}


def of_badge(credential: dict[str, Any] | str, text: Callable[[str], str]) -> dict[str, object]:
    """What openbadgeslib says of a credential."""

    def download(address: str) -> bytes:
        return text(address).encode()

    try:
        if isinstance(credential, str):
            did = OB3Verifier._decode_unverified(credential)["iss"]
            OB3Verifier.for_issuer_did(did, download).verify(credential, download=download, **STATUS)
        else:
            did = credential["issuer"]["id"]
            OB3LdpVerifier.for_issuer_did(did).verify(credential, download=download, **STATUS)
    except (LibOpenBadgesException, KeyError) as problem:
        return refused(problem)
    return {"accepted": True, "reason": ""}


def of_picture(picture: bytes, text: Callable[[str], str]) -> dict[str, object]:
    """What openbadgeslib says of a PNG or an SVG."""
    result = verify_badge(
        picture, resolve_did=True, download=lambda address: text(address).encode(), **STATUS
    )
    return {"accepted": result.valid, "reason": "" if result.valid else str(result.reason)[:500]}


def refused(problem: Exception) -> dict[str, object]:
    """A refusal in the program's own words."""
    return {"accepted": False, "reason": f"{type(problem).__name__}: {problem}"[:500]}


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    # Tokens are measured by the clock of the machine, so the clock stands where the question does.
    with time_machine.travel(datetime.fromisoformat(asked["now"]), tick=False):
        json.dump(judge(asked), sys.stdout)
