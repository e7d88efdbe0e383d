"""What both kinds of pictures have in common: how large one may be, and what is wrong with one."""

from __future__ import annotations

from collections.abc import Sequence

LARGEST = 8 * 1024 * 1024
"""Bytes of a picture at most."""


class BadPicture(ValueError):
    """A picture nothing can be baked into or taken out of; the argument is a code.

    too_large, picture (damaged, or not what it says), active (it would run or fetch something), no_credential,
    several_credentials, not_a_credential (what was to be baked in).
    """


def the_only(texts: Sequence[str]) -> str:
    """The one credential of a picture; raises BadPicture without one, or with several to choose from."""
    if not texts:
        raise BadPicture("no_credential")
    if len(texts) > 1:
        raise BadPicture("several_credentials")
    return texts[0]
