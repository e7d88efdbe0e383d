"""Links in a PDF. No signed credential is in one that we read, but a certificate we printed has a link to its badge.

Only the plain link objects are looked for (ISO 32000-1, 12.6.4.7, "URI actions"), in the bytes as they are: nothing is
unpacked, and what a PDF says of itself is not believed.
"""

from __future__ import annotations

import re

from techhire.engines.credential_proofs.pictures import LARGEST

SIGNATURE = b"%PDF-"
BEHIND = 1024
"""Bytes that may stand before the signature, as readers of PDF allow."""
LINK = re.compile(rb"/URI\s?\(([\x21-\x27\x2a-\x5b\x5d-\x7e]{1,500})\)")
MOST_LINKS = 50


def is_pdf(data: bytes) -> bool:
    """Whether these bytes start as a PDF does."""
    return SIGNATURE in data[: BEHIND + len(SIGNATURE)]


def links_in_pdf(data: bytes) -> tuple[str, ...]:
    """The addresses it links to, each once, in their order: at most 50, none longer than 500 letters.

    A link with a bracket, a backslash or a letter beyond ASCII in it is left out, and so is one that lies beyond what
    we read or is packed together with other objects.
    """
    found: dict[str, None] = {}
    for match in LINK.finditer(data[:LARGEST]) if is_pdf(data) else ():
        found[match[1].decode("ascii")] = None
        if len(found) == MOST_LINKS:
            break
    return tuple(found)
