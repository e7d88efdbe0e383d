"""PDF documents are kept without their maker, and read by a program of its own that a hostile one cannot hold up."""

import io
import zlib
from pathlib import Path

import pytest
import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Text
from pypdf.generic import NameObject, TextStringObject
from pytest_django.fixtures import Settings

from techhire.commons.uploads import BadUpload, FileKind, TakenFile, documents, pdf_apart, take_upload

MADE = """#set document(title: "My work", author: "Dana Reyes")
= Steps
I asked what changed. Signed, Dana Reyes."""


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path / "files"


def made(tmp_path: Path, text: str = MADE) -> bytes:
    """A document as an office program makes it: packed, with its author in two places."""
    source = tmp_path / "work.typ"
    source.write_text(text)
    return typst.compile(str(source))


def send(body: bytes) -> TakenFile:
    file = SimpleUploadedFile("me.pdf", body)
    return take_upload(file, kinds=[FileKind.PDF, FileKind.TXT], max_bytes=5 * 1_048_576)


def bomb(piece: bytes, times: int) -> bytes:
    """A page whose drawing grows enormously when it is unpacked."""
    packed = zlib.compress(piece * times, 9)
    head = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
    )
    drawn = b"4 0 obj<</Length " + str(len(packed)).encode() + b"/Filter/FlateDecode>>stream\n"
    return head + drawn + packed + b"\nendstream endobj\ntrailer<</Size 5/Root 1 0 R>>\nstartxref\n0\n%%EOF"


def test_it_is_kept_without_its_maker_and_its_words_are_read(folder: Path, tmp_path: Path) -> None:
    body = made(tmp_path)
    assert b"/Author" in body
    taken = send(body)
    kept = taken.path.read_bytes()
    reader = PdfReader(io.BytesIO(kept))
    assert not reader.metadata and reader.xmp_metadata is None
    assert b"Dana" not in kept and b"Author" not in kept
    assert taken.size == len(kept)
    assert taken.words is not None and "Signed, Dana Reyes." in taken.words
    assert list(folder.iterdir()) == [taken.path]


def test_a_note_stays_without_who_wrote_it_and_what_it_says_is_read(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(made(tmp_path, "Steps.")))
    note = Text(rect=(10, 10, 20, 20), text="Ask Dana")
    note[NameObject("/T")] = TextStringObject("D. Reyes")
    writer.add_annotation(0, note)
    out = io.BytesIO()
    writer.write(out)
    taken = send(out.getvalue())
    assert taken.words is not None and "Ask Dana" in taken.words
    assert b"Reyes" not in taken.path.read_bytes()


def test_a_document_without_text_has_no_words_and_is_cleaned_all_the_same() -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Author": "Dana Reyes"})
    out = io.BytesIO()
    writer.write(out)
    taken = send(out.getvalue())
    assert taken.words is None and b"Dana" not in taken.path.read_bytes()


def test_what_is_damaged_cannot_be_cleaned_and_is_not_kept(folder: Path) -> None:
    """Kept as it was sent, it would tell a reader who made it."""
    with pytest.raises(BadUpload, match="Save it again as a PDF, or paste its text"):
        send(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Author (Dana Reyes) >>\n%%EOF")
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(("piece", "times"), [(b"(a) Tj ", 20_000_000), (b"[", 3_000_000)])
def test_what_grows_or_nests_without_end_is_given_up(folder: Path, piece: bytes, times: int) -> None:
    body = bomb(piece, times)
    taken = send(body)
    assert taken.words is None and taken.path.read_bytes() != body
    assert list(folder.iterdir()) == [taken.path]


@pytest.mark.parametrize("place", [20, 200, 3000, -600, -40])
def test_no_bent_document_breaks_it(folder: Path, tmp_path: Path, place: int) -> None:
    body = bytearray(made(tmp_path))
    body[place : place + 4] = b"\xff<<\x00"
    try:
        taken = send(bytes(body))
    except BadUpload as no:
        assert str(no)
    else:
        assert list(folder.iterdir()) == [taken.path]


def test_when_the_time_is_over_before_it_is_cleaned_it_is_not_kept(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "MOST_SECONDS", 0.01)
    with pytest.raises(BadUpload, match="who made it"):
        send(made(tmp_path))
    assert list(folder.iterdir()) == []


def test_when_only_the_reading_fails_the_clean_one_is_kept(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apart = tmp_path / "apart.py"
    apart.write_text(documents.APART.read_text().replace("    text = words(writer)", "    sys.exit(1)"))
    monkeypatch.setattr(documents, "APART", apart)
    taken = send(made(tmp_path))
    assert taken.words is None and b"Dana" not in taken.path.read_bytes()


def test_more_pages_or_more_text_than_is_read_counts_as_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(made(tmp_path)))
    assert "Dana" in str(pdf_apart.words(writer))
    monkeypatch.setattr(pdf_apart, "MOST_TEXT", 10)
    assert pdf_apart.words(writer) is None
    monkeypatch.undo()
    monkeypatch.setattr(pdf_apart, "MOST_PAGES", 0)
    assert pdf_apart.words(writer) is None
