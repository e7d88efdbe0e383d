"""Pictures and PDF documents: kept without what they tell of their maker, refused where they are something else."""

import base64
import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from techhire.commons.uploads import BadUpload, FileKind, TakenFile, forget_upload, take_upload, taking

KINDS = [FileKind.PDF, FileKind.PNG, FileKind.JPG, FileKind.TXT]
MB = 1_048_576
JPG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62r"
    "Z4C8ybqmx5moq6T/wAALCAADAAQBAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9"
    "AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZn"
    "aGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP0"
    "9fb3+Pn6/9oACAEBAAA/AG1//9k="
)


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path / "files"


def send(body: bytes, most: int = MB) -> TakenFile:
    return take_upload(SimpleUploadedFile("me.html", body), kinds=KINDS, max_bytes=most)


def kept(body: bytes) -> bytes:
    return send(body).path.read_bytes()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(*more: bytes, width: int = 2, height: int = 1) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    drawn = chunk(b"IDAT", zlib.compress(b"\x00\x10\x20"))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + drawn + chunk(b"IEND", b"")


def segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def exif(order: str, way: int) -> bytes:
    mark = b"MM" if order == ">" else b"II"
    maker = struct.pack(f"{order}HHII", 0x010F, 2, 4, 0)
    up = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, way, 0)
    tiff = mark + struct.pack(f"{order}HIH", 42, 8, 2) + maker + up + struct.pack(f"{order}I", 0)
    return segment(0xE1, b"Exif\x00\x00" + tiff + b"Maker: Ana's phone, 39.1 N")


def jpg(*more: bytes) -> bytes:
    return JPG[:2] + b"".join(more) + JPG[2:]


def pdf(*objects: bytes, tail: bytes = b"") -> bytes:
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, each) for n, each in enumerate(objects, 2))
    catalog = b"1 0 obj\n<< /Type /Catalog /Pages 90 0 R >>\nendobj\n"
    pages = b"90 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
    end = b"trailer << /Size 91 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"
    return b"%PDF-1.7\n" + catalog + body + pages + end + tail


def packed(objects: bytes, name: bytes = b"/ObjStm") -> bytes:
    inside = zlib.compress(objects)
    head = b"<< /Type %s /N 1 /First 4 /Filter /FlateDecode /Length %d >>" % (name, len(inside))
    return head + b"\nstream\n" + inside + b"\nendstream"


@pytest.mark.parametrize(
    ("body", "kind"), [(png(), "png"), (JPG, "jpg"), (b"Steps I took:\n1. Asked.", "txt")]
)
def test_a_clean_file_is_kept_as_it_is(body: bytes, kind: str) -> None:
    taken = send(body)
    assert taken.kind == kind
    assert taken.path.read_bytes() == body
    assert taken.size == len(body)


def test_a_picture_is_kept_without_words_place_and_device() -> None:
    told = png(chunk(b"tEXt", b"Author\x00Ana Ruiz"), chunk(b"eXIf", b"MM39.1"), chunk(b"prIv", b"Ana"))
    assert kept(told) == png()
    told = jpg(segment(0xFE, b"by Ana Ruiz"), segment(0xE2, b"MPF\x00Ana"), segment(0xED, b"Photoshop Ana"))
    assert kept(told) == JPG


@pytest.mark.parametrize("order", ["<", ">"])
def test_of_what_a_camera_wrote_only_which_way_is_up_stays(order: str) -> None:
    body = kept(jpg(exif(order, 6)))
    assert b"Ana" not in body and b"39.1" not in body
    assert body == jpg(
        segment(0xE1, b"Exif\x00\x00MM" + struct.pack(">HIHHHIHHI", 42, 8, 1, 0x0112, 3, 1, 6, 0, 0))
    )
    assert kept(jpg(exif(order, 77))) == JPG
    assert kept(jpg(segment(0xE1, b"Exif\x00\x00MM\x00"))) == JPG


def zipped(name: str = "run.js") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, "alert(1)")
    return buffer.getvalue()


@pytest.mark.parametrize("behind", [zipped(), b"<script>alert(1)</script>", b"#!/bin/sh\nrm -rf /"])
def test_what_is_hung_on_behind_a_picture_is_cut_off(behind: bytes) -> None:
    assert kept(png() + behind) == png()
    assert kept(JPG + behind) == JPG


def refused(body: bytes, words: str, folder: Path) -> None:
    with pytest.raises(BadUpload, match=words):
        send(body)
    assert list(folder.iterdir()) == []


DAMAGED = {
    "a PNG cut off": png()[:-5],
    "a PNG with a wrong check": png()[:-2] + b"\x00\x00",
    "a PNG without a head": b"\x89PNG\r\n\x1a\n" + chunk(b"IDAT", b"x") + chunk(b"IEND", b""),
    "a PNG of no width": png(width=0),
    "only the mark of a PNG": b"\x89PNG\r\n\x1a\n" + bytes(64),
    "a JPG cut off": JPG[:-2],
    "a JPG whose part is longer than the file": JPG[:2] + b"\xff\xe0\xff\xff" + JPG[4:],
    "a JPG without a picture": b"\xff\xd8\xff\xd9",
    "a program called a JPG": b"\xff\xd8\xff" + b"MZ\x90\x00" * 20,
}


@pytest.mark.parametrize("what", sorted(DAMAGED))
def test_a_damaged_picture_is_refused(what: str, folder: Path) -> None:
    refused(DAMAGED[what], "damaged", folder)


def test_a_picture_that_would_fill_the_memory_of_a_screen_is_refused(folder: Path) -> None:
    refused(png(width=60_000, height=60_000), "far too large", folder)
    at = JPG.index(b"\xff\xc0") + 5
    refused(JPG[:at] + struct.pack(">HH", 60_000, 60_000) + JPG[at + 4 :], "far too large", folder)


PROGRAMS = {
    "a script": b"<< /S /JavaScript /JS (app.alert(1)) >>",
    "a script under another spelling": b"<< /S /J#61vaScript /JS (app.alert(1)) >>",
    "a program to start": b"<< /S /Launch /F (cmd.exe) >>",
    "another file": b"<< /Type /EmbeddedFile /Length 3 >>\nstream\nabc\nendstream",
    "a script packed away": packed(b"5 0 << /S /JavaScript /JS (app.alert(1)) >>"),
    "a script packed away under another spelling": packed(b"5 0 << /S /JavaS#63ript >>", b"/Obj#53tm"),
    "a form that sends": b"<< /S /SubmitForm /F (https://example.org) >>",
}


@pytest.mark.parametrize("what", sorted(PROGRAMS))
def test_a_pdf_with_something_that_acts_is_refused(what: str, folder: Path) -> None:
    refused(pdf(PROGRAMS[what]), "program or another file", folder)


def test_a_pdf_that_is_another_file_too_or_cut_off_is_refused(folder: Path) -> None:
    refused(pdf(tail=zipped()), "damaged or holds something else", folder)
    commented = zipped()[:-2] + struct.pack("<H", 7) + b"\n%%EOF\n"
    refused(pdf()[:-7] + commented, "damaged or holds something else", folder)
    refused(pdf(tail=b"<html><script>"), "damaged or holds something else", folder)
    refused(pdf()[:-8], "damaged or holds something else", folder)
    refused(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)), "damaged", folder)


def test_a_locked_pdf_is_refused(folder: Path) -> None:
    refused(pdf(b"<< /Filter /Standard >>").replace(b"/Root", b"/Encrypt 2 0 R /Root"), "password", folder)


def test_a_pdf_bomb_is_noticed(folder: Path) -> None:
    refused(pdf(packed(bytes(20 * MB))), "grows far too much", folder)


def test_words_about_scripts_in_the_text_of_a_page_are_no_script() -> None:
    page = b"<< /Length 42 >>\nstream\nBT (JavaScript and Launch are words) Tj ET\nendstream"
    assert send(pdf(page)).kind == "pdf"
    assert send(pdf(packed(b"5 0 << /Type /Page >>"))).kind == "pdf"


def test_markup_is_only_text_here(folder: Path) -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    assert send(drawing).kind == "txt"
    with pytest.raises(BadUpload, match="cannot read"):
        take_upload(SimpleUploadedFile("a.png", drawing), kinds=[FileKind.PNG], max_bytes=MB)


@pytest.fixture
def not_cleaned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bent documents are only looked at: the program that cleans them is bent in its own test, less often."""
    monkeypatch.setattr(taking, "clean_pdf", lambda path: None)


@pytest.mark.usefixtures("not_cleaned")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=120, deadline=None)
@given(st.sampled_from([png(), JPG, pdf(packed(b"5 0 <<>>"))]), st.integers(0, 2000), st.binary(max_size=6))
def test_no_bent_file_breaks_it(body: bytes, place: int, patch: bytes) -> None:
    at = place % len(body)
    try:
        forget_upload(send(body[:at] + patch + body[at + len(patch) :]).path)
    except BadUpload as no:
        assert str(no)
