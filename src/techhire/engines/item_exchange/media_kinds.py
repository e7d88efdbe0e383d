"""Pictures, sounds and films told by their first bytes, never by their name."""

from __future__ import annotations

_STARTS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (8, b"WAVE", "audio/wav"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1a\x45\xdf\xa3", "video/webm"),
)

MEDIA_TYPES = frozenset(kind for _, _, kind in _STARTS)


def content_type_of(data: bytes) -> str | None:
    """What the bytes are, among the kinds we take; None for everything else, SVG included: it can hold scripts."""
    for offset, start, kind in _STARTS:
        framed = offset != 8 or data.startswith(b"RIFF")
        if framed and data[offset : offset + len(start)] == start:
            return kind
    return None
