"""Files from a form on their way into an action, and files handed out: never shown, only saved, under our own name."""

from collections.abc import Iterable

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse

from techhire.commons.permits import Refused
from techhire.commons.uploads import BadUpload, FileKind, forget_upload, take_upload

ENDINGS = frozenset(kind.value for kind in FileKind)


def taken(
    file: UploadedFile | None, *, kinds: Iterable[FileKind], max_bytes: int, missing: str
) -> tuple[str, bytes, str | None]:
    """The kind, the bytes and a PDF's words of an uploaded file that was let in; nothing stays behind on the disk."""
    if file is None:
        raise Refused(missing, field="file")
    try:
        kept = take_upload(file, kinds=kinds, max_bytes=max_bytes)
    except BadUpload as bad:
        raise Refused(str(bad), field="file") from bad
    try:
        return kept.kind.value, kept.path.read_bytes(), kept.words
    finally:
        forget_upload(kept.path)


def handed_out(name: str, kind: str, data: bytes | memoryview) -> HttpResponse:
    """A file to save. Whatever it holds, a browser is told neither to guess what it is nor to run any of it."""
    ending = kind if kind in ENDINGS else "bin"
    response = HttpResponse(bytes(data), content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
