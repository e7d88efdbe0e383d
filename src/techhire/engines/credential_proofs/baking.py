"""A credential inside its picture: PNG and SVG, baked and taken out again (Open Badges 3.0, "Baked badges")."""

from __future__ import annotations

from techhire.engines.credential_proofs import png, svg
from techhire.engines.credential_proofs.pictures import LARGEST, BadPicture
from techhire.engines.credential_proofs.plain_json import LONGEST, BadJson, read_object

__all__ = ["LARGEST", "BadPicture", "bake_png", "bake_svg", "is_png", "is_svg", "unbake"]

is_png = png.is_png
is_svg = svg.is_svg


def bake_png(picture: bytes, credential: str) -> bytes:
    """The PNG with a signed credential in it, JSON text or token; one already there is replaced."""
    return png.bake(picture, _worth_baking(credential))


def bake_svg(picture: bytes, credential: str) -> bytes:
    """The SVG with a signed credential in it, JSON text or token; one already there is replaced.

    Raises BadPicture("active") for a picture that would run or fetch something where it is shown.
    """
    return svg.bake(picture, _worth_baking(credential))


def unbake(picture: bytes) -> str:
    """The credential in a PNG or an SVG, JSON text or token, not yet believed; raises BadPicture."""
    if is_png(picture):
        return png.unbake(picture)
    if is_svg(picture):
        return svg.unbake(picture)
    raise BadPicture("picture")


def _worth_baking(credential: str) -> str:
    text = credential.strip()
    if text.startswith("{"):
        try:
            read_object(text)
        except BadJson as problem:
            raise BadPicture("not_a_credential") from problem
    elif text.count(".") != 2 or not text.isascii() or len(text) > LONGEST or set(text) & set(" <>&\"'\n"):
        raise BadPicture("not_a_credential")
    return text
