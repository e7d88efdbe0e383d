"""A photo or a screenshot of a QR code, looked at as any upload is, read, and forgotten."""

from django.core.files.base import ContentFile

from techhire.commons.uploads import BadUpload, FileKind, forget_upload, take_upload
from techhire.commons.uploads.kinds import JPG_MARK
from techhire.engines.credential_proofs.baking import BadPicture, is_png, unbake
from techhire.engines.credential_proofs.scanning import qr_text

MOST_BYTES = 8 * 1024 * 1024
"""A photo as telephones take them."""


def is_photo(data: bytes) -> bool:
    """Whether these bytes are a picture with no credential baked into it."""
    if data.startswith(JPG_MARK):
        return True
    if not is_png(data):
        return False
    try:
        unbake(data)
    except BadPicture:
        return True
    return False


def scanned(picture: bytes) -> str | None:
    """What the QR code in a picture says; None where there is not exactly one, or it is damaged or too large."""
    try:
        taken = take_upload(ContentFile(picture), kinds=(FileKind.PNG, FileKind.JPG), max_bytes=MOST_BYTES)
    except BadUpload:
        return None
    try:
        return qr_text(taken.path.read_bytes())
    finally:
        forget_upload(taken.path)
