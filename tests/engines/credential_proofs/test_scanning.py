"""Reading a QR code out of a picture: sharp, turned and photographed ones, and whatever is no such picture."""

from io import BytesIO

import pytest
import segno
from PIL import Image

from techhire.engines.credential_proofs.scanning import qr_text

LINK = "https://jobs.example.org/badges/shared/abcdefghijklmnopqrstuvwxyz/"


def code(text: str = LINK) -> Image.Image:
    out = BytesIO()
    segno.make(text, error="m").save(out, kind="png", scale=6, border=4)
    return Image.open(out).convert("RGB")


def saved(image: Image.Image, kind: str = "PNG") -> bytes:
    out = BytesIO()
    image.save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("turn", [0, 90, 12])
def test_a_code_is_read_as_it_was_made(kind: str, turn: int) -> None:
    page = Image.new("RGB", (1200, 900), "white")
    page.paste(code().rotate(turn, expand=True, fillcolor="white"), (300, 200))
    assert qr_text(saved(page, kind)) == LINK


def test_no_code_or_two_say_nothing() -> None:
    page = Image.new("RGB", (1600, 700), "white")
    assert qr_text(saved(page)) is None
    page.paste(code(), (50, 50))
    page.paste(code("another"), (800, 50))
    assert qr_text(saved(page)) is None


@pytest.mark.parametrize(
    "bytes_", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", saved(code())[:200]]
)
def test_what_is_no_whole_picture_says_nothing(bytes_: bytes) -> None:
    assert qr_text(bytes_) is None


def test_a_picture_far_too_large_is_not_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("techhire.engines.credential_proofs.scanning.MOST_PIXELS", 100)
    assert qr_text(saved(code())) is None
