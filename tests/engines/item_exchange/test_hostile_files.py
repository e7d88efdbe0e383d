"""Files made to do harm: refused or made harmless, in little time and memory."""

import io
import struct
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techhire.engines.item_exchange import Limits, Reason, Refused, read_item, read_package
from tests.engines.item_exchange.samples import package, sample, zipped

CHOICE = sample("choice-3.0")
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def only_reason(data: bytes, limits: Limits | None = None) -> Reason:
    """The single problem of a file from which nothing was taken."""
    reading = read_package(data, limits) if limits else read_package(data)
    assert reading.items == ()
    (problem,) = reading.problems
    return problem.reason


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE a [<!ENTITY b "words">]>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd">',
        '<!DOCTYPE a [<!ENTITY % b SYSTEM "http://127.0.0.1/"> %b;]>',
        "<!DOCTYPE html>",
    ],
)
def test_document_types_and_entities_are_refused(declared: str) -> None:
    text = CHOICE.replace(HEAD, HEAD + declared + "\n").replace("The disk is full.", "&b;")
    with pytest.raises(Refused) as refused:
        read_item(text)
    assert (refused.value.reason, refused.value.line) == (Reason.DOCUMENT_TYPE, 2)


def test_an_entity_that_was_never_declared_is_not_well_formed() -> None:
    assert only_reason(CHOICE.replace("The disk", "&nbsp;").encode()) is Reason.NOT_XML


def test_scripts_and_handlers_leave_nothing_but_a_note() -> None:
    evil = '<script>steal()</script><strong onclick="steal()" style="x">on</strong>'
    reading = read_package(CHOICE.replace("<strong>on</strong>", evil).encode())
    (item,) = reading.items
    assert "The cable light is on." in item.prompt
    assert "steal" not in repr(item)
    assert [(note.line, note.reason) for note in reading.notes] == [(18, Reason.SCRIPT_DROPPED)] * 2


def test_markup_written_as_text_stays_text() -> None:
    item = read_item(CHOICE.replace("The disk is full.", "&lt;script&gt;steal()&lt;/script&gt;"))
    assert item.choices[2].text == "<script>steal()</script>"


def test_deep_and_wide_xml_is_refused() -> None:
    deep = CHOICE.replace("The disk is full.", "<b>" * 100 + "x" + "</b>" * 100)
    wide = CHOICE.replace("The disk is full.", "<b/>" * 100_000)
    assert only_reason(deep.encode()) is Reason.TOO_DEEP
    assert only_reason(wide.encode()) is Reason.TOO_DEEP
    assert only_reason(CHOICE.replace("The disk", "x" * 5_000_000).encode()) is Reason.TOO_LARGE


@pytest.mark.parametrize(
    "name", ["../evil.xml", "/etc/passwd", "a/../../b.xml", "C:/a.xml", "a\\b.xml", "./a.xml", "a//b.xml"]
)
def test_names_that_lead_out_of_the_package_are_refused(name: str) -> None:
    assert only_reason(zipped({"a.xml": CHOICE, name: CHOICE})) is Reason.UNSAFE_NAME


def test_a_name_twice_is_refused() -> None:
    assert only_reason(zipped({"a.xml": CHOICE, "A.XML": CHOICE})) is Reason.UNSAFE_NAME


def test_a_link_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("a.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert only_reason(out.getvalue()) is Reason.UNSAFE_NAME


def test_a_file_that_swells_is_refused_before_it_is_unpacked() -> None:
    start = time.perf_counter()
    assert only_reason(zipped({"a.xml": b" " * 20_000_000})) is Reason.TOO_LARGE
    assert time.perf_counter() - start < 2


def test_a_file_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(package({"a.xml": CHOICE}, **{"b.xml": CHOICE * 40}))
    place = data.rfind(b"PK\x01\x02")
    struct.pack_into("<L", data, place + 24, 100)
    listed = bytes(data).replace(b"a.xml", b"b.xml")
    reading = read_package(listed)
    assert not reading.items


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(packed=500), Reason.TOO_LARGE),
        (Limits(files=2), Reason.TOO_MANY_FILES),
        (Limits(directory=60), Reason.TOO_MANY_FILES),
        (Limits(one_file=300), Reason.TOO_LARGE),
        (Limits(all_files=3000), Reason.TOO_LARGE),
    ],
)
def test_every_bound_of_a_package_holds(limits: Limits, reason: Reason) -> None:
    assert only_reason(package({"a.xml": CHOICE, "b.xml": CHOICE}), limits) is reason


def test_files_that_share_their_bytes_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.xml", CHOICE)
        first = archive.infolist()[0]
        for number in range(20):
            copy = zipfile.ZipInfo(f"{number:04}a.xml")
            copy.header_offset, copy.CRC = first.header_offset, first.CRC
            copy.file_size = copy.compress_size = first.file_size
            archive.filelist.append(copy)
        archive._didModify = True
    assert only_reason(out.getvalue()) is Reason.DAMAGED


def test_a_locked_package_is_refused() -> None:
    data = bytearray(zipped({"a.xml": CHOICE}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + offset] |= 1
    assert only_reason(bytes(data)) is Reason.LOCKED


def test_a_package_in_a_package_is_not_opened() -> None:
    inner = zipped({"a.xml": CHOICE})
    assert only_reason(zipped({"inner.zip": inner})) is Reason.NO_ITEMS


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x03\x04", b"hello", b"\x00" * 100, b"%PDF-1.7"])
def test_what_is_no_package_is_told(data: bytes) -> None:
    assert only_reason(data) in {Reason.NOT_A_PACKAGE, Reason.DAMAGED}


GOOD = package({"items/a.xml": CHOICE, "items/b.xml": sample("match-3.0")})


def test_a_file_said_to_begin_before_the_package_is_told() -> None:
    listed = GOOD.rfind(b"PK\x05\x06") + 16
    (begins,) = struct.unpack_from("<L", GOOD, listed)
    moved = GOOD[:listed] + struct.pack("<L", begins + 256) + GOOD[listed + 4 :]
    assert only_reason(moved) is Reason.DAMAGED


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=8))
@settings(max_examples=80)
def test_a_damaged_package_never_raises(changes: list[tuple[int, int]]) -> None:
    data = bytearray(GOOD)
    for place, byte in changes:
        data[place] = byte
    read_package(bytes(data))


@given(st.integers(0, len(CHOICE)), st.text(max_size=12), st.integers(0, 30))
@settings(max_examples=80)
def test_a_bent_item_is_read_or_refused_and_nothing_else(place: int, text: str, gone: int) -> None:
    bent = CHOICE[:place] + text + CHOICE[place + gone :]
    read_package(bent.encode("utf-8", "surrogatepass"))
