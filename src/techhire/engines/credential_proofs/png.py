"""A credential in a PNG: one uncompressed iTXt chunk with the keyword `openbadgecredential`.

A file from outside is walked chunk by chunk; sizes and check sums are compared, and no picture is ever unpacked.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from techhire.engines.credential_proofs.pictures import LARGEST, BadPicture, the_only

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"openbadgecredential\0"
MOST_CHUNKS = 10_000


def is_png(data: bytes) -> bool:
    """Whether these bytes start as a PNG does."""
    return data.startswith(SIGNATURE)


def bake(picture: bytes, text: str) -> bytes:
    """The picture with the text in a chunk of its own, right after the header."""
    first, *others = [chunk for chunk in _chunks(picture) if not _is_ours(*chunk)]
    # No compression, no language and no translated keyword: each of the two is an empty text.
    ours = (b"iTXt", KEYWORD + b"\0\0" + b"\0" + b"\0" + text.encode())
    return SIGNATURE + b"".join(_written(*chunk) for chunk in (first, ours, *others))


def unbake(picture: bytes) -> str:
    """The text of the chunk; raises BadPicture."""
    return the_only([_text(data) for kind, data in _chunks(picture) if _is_ours(kind, data)])


def _is_ours(kind: bytes, data: bytes) -> bool:
    return kind == b"iTXt" and data.startswith(KEYWORD)


def _text(data: bytes) -> str:
    flags, rest = data[len(KEYWORD) : len(KEYWORD) + 2], data[len(KEYWORD) + 2 :]
    parts = rest.split(b"\0", 2)
    if flags[:1] != b"\0" or len(parts) != 3:
        raise BadPicture("picture")
    try:
        return parts[2].decode()
    except UnicodeDecodeError as problem:
        raise BadPicture("picture") from problem


def _chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and content of every chunk from IHDR to IEND; what lies behind IEND is left out."""
    if len(picture) > LARGEST:
        raise BadPicture("too_large")
    place = len(SIGNATURE)
    for number in range(MOST_CHUNKS):
        kind, data = _chunk_at(picture, place)
        if (number == 0) is not (kind == b"IHDR"):
            raise BadPicture("picture")
        yield kind, data
        if kind == b"IEND":
            return
        place += 12 + len(data)
    raise BadPicture("picture")


def _chunk_at(picture: bytes, place: int) -> tuple[bytes, bytes]:
    head = picture[place : place + 8]
    if not is_png(picture) or len(head) < 8:
        raise BadPicture("picture")
    size, kind = struct.unpack(">I4s", head)
    data, total = picture[place + 8 : place + 8 + size], picture[place + 8 + size : place + 12 + size]
    if len(data) != size or total != struct.pack(">I", zlib.crc32(kind + data)):
        raise BadPicture("picture")
    return kind, data


def _written(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I4s", len(data), kind) + data + struct.pack(">I", zlib.crc32(kind + data))
