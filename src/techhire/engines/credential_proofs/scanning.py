"""The QR code in a picture of one: a photo, a scan or a screenshot of a badge's link.

A QR code is read as ISO/IEC 18004 says, by ZXing; nothing here believes what stands in it.
"""

from io import BytesIO

MOST_PIXELS = 64_000_000
ENOUGH = (2400, 2400)
"""Pixels a photo is read at: a code on a page is still sharp, and a large photo is decoded in less room."""


def qr_text(picture: bytes) -> str | None:
    """The text of the one QR code in a PNG or a JPEG; None where there is none, more than one, or no picture."""
    import zxingcpp  # both are large, and no other page needs them
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(picture), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > MOST_PIXELS:
                return None
            image.draft("L", ENOUGH)
            gray = image.convert("L")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        return None
    gray.thumbnail(ENOUGH)
    found = {
        code.text
        for code in zxingcpp.read_barcodes(
            gray, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
        )
    }
    return found.pop() if len(found) == 1 else None
