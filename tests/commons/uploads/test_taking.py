"""Files from outside: typed by content, bounded, kept under a name of our own, refused in plain words."""

import gzip
import io
import json
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from pytest_django.fixtures import Settings

from techhire.commons.uploads import BadUpload, FileKind, TakenFile, forget_upload, packed, take_upload

EVERY = list(FileKind)
MB = 1_048_576


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path / "files"


def send(body: bytes, name: str = "x.csv", *, kinds: list[FileKind] = EVERY, most: int = MB) -> TakenFile:
    return take_upload(SimpleUploadedFile(name, body), kinds=kinds, max_bytes=most)


def zipped(**entries: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in entries.items():
            archive.writestr(name, body)
    return buffer.getvalue()


def workbook() -> bytes:
    book = Workbook()
    book.active.append(["name", "level"])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"name,level\nana,3\n", "csv"),
        (b"\xef\xbb\xbfname;level\r\nana;3\r\n", "csv"),
        ("nombre,nivel\nsoldadura,3\naño,2\n".encode(), "csv"),
        ("name,level\nMuñoz,3\n".encode("cp1252"), "csv"),
        (b"name\tlevel\nana\t3\n", "tsv"),
        (b"We look for somebody who fixes computers, and is kind.\nApply now.", "txt"),
        (json.dumps({"a": [1, 2]}).encode(), "json"),
        (b"[1, 2]", "json"),
        (zipped(**{"a.txt": b"hello"}), "zip"),
        (gzip.compress(b"a,b\n1,2\n", mtime=0), "gz"),
        (workbook(), "xlsx"),
    ],
)
def test_a_file_is_what_it_holds_whatever_it_is_called(body: bytes, kind: str, folder: Path) -> None:
    taken = send(body, name="../../etc/passwd.exe")
    assert taken.kind == kind
    assert taken.size == len(body) == taken.path.stat().st_size
    assert taken.path.parent == folder
    assert "passwd" not in taken.path.name
    assert stat.S_IMODE(taken.path.stat().st_mode) == 0o600


def refused(body: bytes, words: str, folder: Path, **how: object) -> None:
    with pytest.raises(BadUpload, match=words) as no:
        send(body, **how)  # type: ignore[arg-type]  # passed through
    assert no.value.field == "file"
    assert list(folder.iterdir()) == []


PROGRAMS = {
    "a Linux program": b"\x7fELF\x02\x01\x01\x00" + bytes(64),
    "a Windows program": b"MZ\x90\x00" + bytes(64),
    "a picture that moves": b"GIF89a" + bytes(64),
    "an old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
    "a database": b"SQLite format 3\x00" + bytes(84),
    "text in two bytes a letter": "name,level".encode("utf-16"),
    "only blanks": b"  \n\t\n",
}


@pytest.mark.parametrize("what", sorted(PROGRAMS))
def test_anything_else_is_refused(what: str, folder: Path) -> None:
    refused(PROGRAMS[what], "cannot read", folder)


def test_an_empty_file_is_refused(folder: Path) -> None:
    refused(b"", "empty", folder)


def test_a_nul_far_behind_the_beginning_is_found(folder: Path) -> None:
    refused(b"a,b\n" * 50_000 + b"\x00,1\n", "no text has", folder)


def test_a_file_at_the_limit_is_taken_and_one_byte_more_is_not(folder: Path) -> None:
    forget_upload(send(b"a" * 1000, most=1000).path)
    refused(b"a" * 1001, "too large", folder, most=1000)


def test_a_kind_that_was_not_asked_for_is_refused(folder: Path) -> None:
    refused(workbook(), "CSV", folder, kinds=[FileKind.CSV])
    refused(b"name,level\n1,2\n", "XLSX", folder, kinds=[FileKind.XLSX])


def test_text_goes_to_the_reader_that_was_asked_for() -> None:
    assert send(b"one column\nonly\n", kinds=[FileKind.CSV]).kind == "csv"
    assert send(b"a,b\n1,2\n", kinds=[FileKind.TXT]).kind == "txt"


def test_a_zip_bomb_is_noticed_by_what_it_unpacks_to(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "HARMLESS", 100_000)
    refused(zipped(**{"a.txt": bytes(3 * MB)}), "grows", folder)
    refused(gzip.compress(bytes(3 * MB)), "grows", folder)


def test_a_zip_that_lies_about_its_size_is_noticed_all_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed, "HARMLESS", 100_000)
    honest = zipped(**{"a.txt": bytes(3 * MB)})
    small = (10).to_bytes(4, "little")
    lying = honest.replace((3 * MB).to_bytes(4, "little"), small)
    assert lying != honest
    refused(lying, "grows|damaged", folder)


def test_the_sum_counts_not_the_single_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "HARMLESS", 100_000)
    monkeypatch.setattr(packed, "MAX_RATIO", 1)
    refused(zipped(**{f"{n}.txt": bytes(30_000) for n in range(5)}), "grows", folder)


def test_too_many_files_in_one_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "MAX_ENTRIES", 5)
    refused(zipped(**{f"{n}.txt": b"x" for n in range(6)}), "too many", folder)


@pytest.mark.parametrize(
    "name", ["../a.txt", "/etc/a.txt", "a/../../b.txt", "..\\a.txt", "C:\\a.txt", "\\\\host\\a"]
)
def test_names_that_lead_outside_are_refused(name: str, folder: Path) -> None:
    refused(zipped(**{name: b"x"}), "outside", folder)


def test_links_are_refused(folder: Path) -> None:
    entry = zipfile.ZipInfo("link")
    entry.external_attr = 0o120777 << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    refused(buffer.getvalue(), "links", folder)


@pytest.mark.parametrize("name", ["inner.zip", "a/B.GZ", "x.tar", "old.7z"])
def test_files_packed_twice_are_refused(name: str, folder: Path) -> None:
    refused(zipped(**{name: b"x"}), "another packed file", folder)
    refused(gzip.compress(gzip.compress(b"x" * 100, mtime=0)), "does not hold text", folder)


def test_a_workbook_with_a_program_in_it_is_refused(folder: Path) -> None:
    body = zipped(**{"[Content_Types].xml": b"x", "xl/workbook.xml": b"x", "xl/vbaProject.bin": b"x"})
    refused(body, "macros", folder)


def test_a_damaged_archive_is_refused(folder: Path) -> None:
    whole = zipped(**{"a.txt": bytes(range(256)) * 40})
    refused(whole[: len(whole) // 2], "cannot read", folder)
    flipped = bytearray(whole)
    flipped[60] ^= 0xFF
    refused(bytes(flipped), "damaged", folder)
    moved = bytearray(whole)
    moved[whole.rfind(b"PK\x05\x06") + 17] += 1
    refused(bytes(moved), "damaged", folder)
    refused(gzip.compress(b"hello", mtime=0)[:-9], "damaged", folder)
    refused(b"\x1f\x8b\x08" + b"junk" * 10, "damaged", folder)


def test_an_upload_that_breaks_off_leaves_nothing(folder: Path) -> None:
    class Breaking:
        def chunks(self) -> Iterator[bytes]:
            yield b"a,b\n"
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        take_upload(Breaking(), kinds=EVERY, max_bytes=MB)
    assert list(folder.iterdir()) == []


def test_only_files_of_ours_are_forgotten(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("keep")
    forget_upload(other)
    forget_upload(folder / ".." / "other")
    assert other.exists()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_nothing_that_is_sent_breaks_it(body: bytes) -> None:
    try:
        forget_upload(send(body).path)
    except BadUpload as no:
        assert str(no)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.integers(0, 400), st.integers(1, 255))
def test_no_bent_archive_breaks_it(place: int, flip: int) -> None:
    body = bytearray(zipped(**{"a.txt": b"hello" * 20, "b/c.csv": b"1,2\n"}))
    body[place % len(body)] ^= flip
    try:
        forget_upload(send(bytes(body)).path)
    except BadUpload as no:
        assert str(no)


def test_xml_is_told_from_other_text_and_is_text_where_text_was_asked_for() -> None:
    assert send(b'\xef\xbb\xbf<?xml version="1.0"?>\n<a/>', "a.xml").kind is FileKind.XML
    assert send(b"<a/>", "a.xml", kinds=[FileKind.TXT]).kind is FileKind.TXT
    with pytest.raises(BadUpload):
        send(b"name,price\nrope,4\n", "a.xml", kinds=[FileKind.XML, FileKind.ZIP])
