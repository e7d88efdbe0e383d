"""Small QTI files in the layout of the standard, and ways to bend them."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).parent / "files"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
MANIFEST = (
    '<manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" identifier="M"><resources>{}'
    "</resources></manifest>"
)
RESOURCE = '<resource identifier="{0}" type="imsqti_item_xmlv3p0" href="{0}"><file href="{0}"/></resource>'


def sample(name: str) -> str:
    """The text of a sample file."""
    return (FOLDER / f"{name}.xml").read_text(encoding="utf-8")


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A zip of the files, names as given, however odd."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return out.getvalue()


def package(items: Mapping[str, str], **more: str | bytes) -> bytes:
    """A package whose manifest lists the items by their paths."""
    listed = MANIFEST.format("".join(RESOURCE.format(path) for path in items))
    return zipped({"imsmanifest.xml": listed, **items, **more})
