"""Whatever people bring: an object, JSON text, a compact token, or a picture with one of them baked in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from techhire.engines.credential_proofs import jwt
from techhire.engines.credential_proofs.baking import LARGEST, BadPicture, is_png, is_svg, unbake
from techhire.engines.credential_proofs.plain_json import BadJson, plain, read_object

TOKENS_BEGIN = ("ey", "ew")
"""How an object in base64 begins, with the key right behind its brace or on a line of its own."""
PAGES_BEGIN = (b"<!doctype html", b"<html")
WORDS_OF_CREDENTIALS = frozenset({"@context", "credentialSubject", "issuer", "proof", "vc"})


class NotRead(ValueError):
    """Nothing we can read a credential from; the argument is a code."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A credential as it was brought; `token` where it came in the compact form."""

    carrier: str
    credential: dict[str, object]
    token: jwt.Token | None = None

    @property
    def form(self) -> str:
        """How it is signed."""
        return "data_integrity" if self.token is None else "jwt"


def read(thing: object) -> Arrived:
    """The credential in anything; raises NotRead."""
    try:
        if isinstance(thing, Mapping):
            return Arrived("json", _worth_a_look(plain(thing)))
        if isinstance(thing, bytes | bytearray):
            return _of_bytes(bytes(thing))
        if isinstance(thing, str):
            return _of_text(thing, "")
    except (BadJson, BadPicture, jwt.BadToken) as problem:
        raise NotRead(str(problem)) from problem
    raise NotRead("not_a_credential")


def _worth_a_look(said: dict[str, object]) -> dict[str, object]:
    """An object with nothing of a credential about it is no bad credential, but none."""
    if not WORDS_OF_CREDENTIALS & said.keys():
        raise NotRead("not_a_credential")
    return said


def _of_bytes(data: bytes) -> Arrived:
    if len(data) > LARGEST:
        raise NotRead("too_large")
    if data[:256].lstrip().lower().startswith(PAGES_BEGIN):
        raise NotRead("not_a_credential")
    if is_png(data):
        return _of_text(unbake(data), "png")
    if is_svg(data):
        return _of_text(unbake(data), "svg")
    try:
        return _of_text(data.decode("utf-8-sig"), "")
    except UnicodeDecodeError as problem:
        raise NotRead("not_a_credential") from problem


def _of_text(text: str, carrier: str) -> Arrived:
    bare = text.strip()
    if bare.startswith("{"):
        return Arrived(carrier or "json", _worth_a_look(read_object(bare)))
    if bare.count(".") != 2 or not bare.startswith(TOKENS_BEGIN):
        raise NotRead("not_a_credential")
    token = jwt.read(bare)
    return Arrived(carrier or "jwt", token.credential, token)
