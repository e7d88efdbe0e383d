"""The JSON-LD contexts we know: what the words of a credential mean, pinned byte for byte.

A context decides what is signed. It is therefore never fetched: the files lie beside this module, each is compared
with its SHA-256 before its first use, and an address that is not in `PINNED` is refused. `SOURCES.md` says where each
file is from, `LICENSES.txt` under which terms.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files

from techhire.engines.credential_proofs.documents import BADGE_CONTEXT, VC_CONTEXT

PINNED: dict[str, tuple[str, str]] = {
    VC_CONTEXT: (
        "credentials-v2.json",
        "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734",
    ),
    BADGE_CONTEXT: (
        "open-badges-3.0.3.json",
        "ef2fa9c7846dce233cc166b43639027278be4ee44f00bb1d45c75de2dd0cd761",
    ),
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json": (
        "open-badges-extensions.json",
        "2d013f981d1f4516081a6a04e55468ba2b071d4153b794f19a79715c45a89a5e",
    ),
    "https://w3id.org/security/data-integrity/v2": (
        "data-integrity-v2.json",
        "67f21e6e33a6c14e5ccfd2fc7865f7474fb71a04af7e94136cb399dfac8ae8f4",
    ),
    "https://w3id.org/security/multikey/v1": (
        "multikey-v1.json",
        "c5f3806f8286920573221938917988a18a4cc5a09e968d29649613c7a1c2b1f6",
    ),
    "https://www.w3.org/ns/did/v1": (
        "did-v1.json",
        "62c1054bf404d6dd3a4b26b64f830fd72095f6a26edc4469908c94351352ce5f",
    ),
}
"""Address of a context: its file here and the SHA-256 of that file."""


class UnknownContext(ValueError):
    """An address we have no context for; the argument is the address."""


class ChangedContext(RuntimeError):
    """A file of this package is not the one we pinned: the installation is damaged."""


@cache
def context_text(address: str) -> str:
    """The text of a pinned context; raises UnknownContext, or ChangedContext where the file was altered."""
    if address not in PINNED:
        raise UnknownContext(address)
    name, digest = PINNED[address]
    data = (files(__package__) / name).read_bytes()
    if hashlib.sha256(data).hexdigest() != digest:
        raise ChangedContext(name)
    return data.decode()


def context(address: str) -> dict[str, object]:
    """A fresh copy of a pinned context, which the reader may change."""
    said: dict[str, object] = json.loads(context_text(address))
    return said
