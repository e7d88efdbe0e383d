"""Pictures: read from the first byte to the last, and freed of what a camera or a program wrote into them.

Only what draws the picture is written again: place, device, names, previews and whatever was hung on behind are gone.
Nothing is decoded here. Layouts: PNG third edition (W3C 2025), JPEG (ITU-T T.81), Exif 2.32 for the orientation.
"""

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from techhire.commons.uploads.kinds import PNG_MARK, FileKind
from techhire.commons.uploads.refusing import BadUpload

MOST_PIXELS = 64_000_000
DRAWN_CHUNKS = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"bKGD", b"pHYs"}
)
START, END, SCAN, COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
FIRST_APP, JFIF, EXIF, ADOBE, LAST_APP = 0xE0, 0xE0, 0xE1, 0xEE, 0xEF
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
RESTARTS = frozenset(range(0xD0, 0xD8))
ORIENTATION, SHORT = 0x0112, 3


class _Odd(Exception):
    """The bytes are not laid out as the format says."""


def clean_picture(path: Path, kind: FileKind) -> None:
    """Write the picture again with nothing but what draws it; ``BadUpload`` where it is damaged or far too large."""
    body = path.read_bytes()
    try:
        cleaned = b"".join(_png(body) if kind is FileKind.PNG else _jpg(body))
    except (_Odd, struct.error, IndexError) as error:
        raise BadUpload(_("This picture is damaged. Save it again and send it once more.")) from error
    path.write_bytes(cleaned)


def _bounded(width: int, height: int) -> None:
    if not width or not height:
        raise _Odd
    if width * height > MOST_PIXELS:
        raise BadUpload(_("This picture is far too large. Make it smaller and send it once more."))


def _png(body: bytes) -> Iterator[bytes]:
    yield PNG_MARK
    at, kind, first = len(PNG_MARK), b"", True
    while kind != b"IEND":
        (length,) = struct.unpack_from(">I", body, at)
        kind, data = body[at + 4 : at + 8], body[at + 8 : at + 8 + length]
        (check,) = struct.unpack_from(">I", body, at + 8 + length)
        if check != zlib.crc32(kind + data) or first != (kind == b"IHDR"):
            raise _Odd
        if first:
            _bounded(*struct.unpack_from(">II", data))
        if kind in DRAWN_CHUNKS:
            yield body[at : at + 12 + length]
        at, first = at + 12 + length, False


def _jpg(body: bytes) -> Iterator[bytes]:
    yield body[:2]
    at, frames = 2, 0
    while True:
        at, marker = _marker(body, at)
        if marker == END:
            if not frames:
                raise _Odd
            yield bytes([0xFF, END])
            return
        (length,) = struct.unpack_from(">H", body, at)
        data = body[at + 2 : at + length]
        if length < 2 or len(data) != length - 2:
            raise _Odd
        if marker in FRAMES:
            height, width = struct.unpack_from(">HH", data, 1)
            _bounded(width, height)
            frames += 1
        yield _kept(marker, data)
        at += length
        if marker == SCAN:
            end = _end_of_scan(body, at)
            yield body[at:end]
            at = end


def _marker(body: bytes, at: int) -> tuple[int, int]:
    """Where the marker's data begins, and the marker; fill bytes before it are passed over."""
    if body[at] != 0xFF:
        raise _Odd
    while body[at] == 0xFF:
        at += 1
    marker = body[at]
    if marker in RESTARTS or marker in {0x00, 0x01, START}:
        raise _Odd
    return at + 1, marker


def _end_of_scan(body: bytes, at: int) -> int:
    while True:
        at = body.find(b"\xff", at)
        if at < 0:
            raise _Odd
        following = body[at + 1]
        if following != 0x00 and following not in RESTARTS:
            return at
        at += 2


def _kept(marker: int, data: bytes) -> bytes:
    """The segment as it is written again; of what a camera wrote, only which way is up."""
    if marker == EXIF:
        return _only_orientation(data)
    said = marker == COMMENT or FIRST_APP <= marker <= LAST_APP
    drawn = (marker == JFIF and data.startswith(b"JFIF\x00")) or (
        marker == ADOBE and data.startswith(b"Adobe")
    )
    return b"" if said and not drawn else _segment(marker, data)


def _segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def _only_orientation(data: bytes) -> bytes:
    way = _orientation(data)
    if way is None:
        return b""
    tiff = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, ORIENTATION, SHORT, 1, way, 0, 0)
    return _segment(EXIF, b"Exif\x00\x00" + tiff)


def _orientation(data: bytes) -> int | None:
    """Which way is up, 1 to 8, where the camera said so."""
    tiff = data[6:]
    order = {b"MM": ">", b"II": "<"}.get(tiff[:2])
    if not data.startswith(b"Exif\x00\x00") or order is None:
        return None
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for entry in range(min(count, 200)):
            tag, kind, _many, way = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * entry)
            if tag == ORIENTATION and kind == SHORT and 1 <= way <= 8:
                return int(way)
    except struct.error:
        return None
    return None
