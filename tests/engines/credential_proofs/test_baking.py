"""A credential goes into a picture and comes out again, and no picture harms who looks into it."""

import json
import struct
import time
import zlib
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techhire.engines.credential_proofs.baking import BadPicture, bake_png, bake_svg, unbake
from techhire.engines.credential_proofs.pictures import LARGEST

from .issued import PNG, SVG, compact, embedded

SVGS = {
    "plain": SVG,
    "empty": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "prolog": b'\xef\xbb\xbf<?xml version="1.0" encoding="UTF-8"?>\n<!-- > -->\n' + SVG,
    "prefix": b"<s:svg a='>' xmlns:s=\"http://www.w3.org/2000/svg\"\n><s:g/></s:svg>",
    "declared": SVG.replace(b"<svg", b'<svg xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"'),
    "letters": SVG.replace(b"<circle", "<title>ñ✓😀</title><circle".encode()),
}
JSON_TEXT, TOKEN = json.dumps(embedded()), compact()
TOKENS = {"json": JSON_TEXT, "token": TOKEN}


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I4s", len(data), kind) + data + struct.pack(">I", zlib.crc32(kind + data))


def ours(text: bytes, *, flags: bytes = b"\0\0") -> bytes:
    return chunk(b"iTXt", b"openbadgecredential\0" + flags + b"\0\0" + text)


@pytest.mark.parametrize("text", TOKENS.values(), ids=TOKENS)
def test_a_png_carries_its_credential_in_one_chunk_behind_the_header(text):
    baked = bake_png(PNG, text)
    assert unbake(baked) == text
    assert baked == PNG[:33] + ours(text.encode()) + PNG[33:]


@pytest.mark.parametrize("text", TOKENS.values(), ids=TOKENS)
@pytest.mark.parametrize("picture", SVGS.values(), ids=SVGS)
def test_an_svg_carries_its_credential_in_one_element_and_is_otherwise_the_same(picture, text):
    baked = bake_svg(picture, text)
    assert unbake(baked) == text
    root = ElementTree.fromstring(baked)
    first = root[0]
    assert first.tag == "{https://purl.imsglobal.org/ob/v3p0}credential"
    assert (first.get("verify") or first.text) == text
    root.remove(first)
    first.tail = None
    plain = ElementTree.fromstring(picture)
    assert ElementTree.tostring(root) == ElementTree.tostring(plain)


@pytest.mark.parametrize(("bake", "picture"), [(bake_png, PNG), *((bake_svg, one) for one in SVGS.values())])
def test_baking_again_replaces_the_credential(bake, picture):
    once = bake(picture, JSON_TEXT)
    assert bake(once, TOKEN) == bake(bake(once, JSON_TEXT), TOKEN)
    assert unbake(bake(once, TOKEN)) == TOKEN


LETTERS = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("]>\n\t\r\ufffe\uffff"))


@settings(max_examples=50)
@given(st.dictionaries(LETTERS, LETTERS, max_size=4), st.booleans())
def test_any_json_comes_out_as_it_went_in(said, ascii_alone):
    text = json.dumps(said | {"x": "]]>]]>"}, ensure_ascii=ascii_alone)
    assert unbake(bake_png(PNG, text)) == text
    assert json.loads(unbake(bake_svg(SVG, text))) == json.loads(text)


@pytest.mark.parametrize("text", ["", "no", "{", "[]", "a.b", 'a."b.c', "a.b.ñ", '{"a": 1, "a": 2}'])
def test_what_is_no_credential_is_not_baked(text):
    for bake, picture in ((bake_png, PNG), (bake_svg, SVG)):
        with pytest.raises(BadPicture, match="not_a_credential"):
            bake(picture, text)


@pytest.mark.parametrize(
    "inside",
    [
        b"<script>alert(1)</script>",
        b'<g onload="alert(1)"/>',
        b'<a href="javascript:alert(1)"/>',
        b'<image href="https://example.org/pixel.png"/>',
        b"<foreignObject/>",
        b'<set attributeName="href" to="javascript:alert(1)"/>',
        b'<?xml-stylesheet href="https://example.org/a.css"?>',
    ],
)
def test_a_picture_that_would_run_or_fetch_something_is_not_baked(inside):
    with pytest.raises(BadPicture, match="active"):
        bake_svg(SVG.replace(b"<circle", inside + b"<circle"), TOKEN)


BOMB = b"".join(
    b'<!ENTITY %s "%s">' % (f"e{n}".encode(), f"&e{n - 1};".encode() * 10 if n else b"ha") for n in range(10)
)
HOSTILE = {
    "empty": (b"", "picture"),
    "text": (b"hello", "picture"),
    "html": (b"<html><body></body></html>", "picture"),
    "cut off png": (PNG[:40], "picture"),
    "png signature alone": (PNG[:8], "picture"),
    "png without end": (PNG[:-12], "picture"),
    "png with a wrong sum": (PNG[:-1] + b"\0", "picture"),
    "png with a huge chunk": (PNG[:8] + struct.pack(">I4s", 2**32 - 1, b"IHDR"), "picture"),
    "png of many chunks": (PNG[:33] + chunk(b"tEXt", b"") * 10_001, "picture"),
    "png that starts elsewhere": (PNG[:8] + chunk(b"IEND", b""), "picture"),
    "png with compressed text": (PNG[:33] + ours(zlib.compress(b"a"), flags=b"\1\0") + PNG[33:], "picture"),
    "png with other letters": (PNG[:33] + ours(b"\xff") + PNG[33:], "picture"),
    "png cut in its chunk": (PNG[:33] + chunk(b"iTXt", b"openbadgecredential\0") + PNG[33:], "picture"),
    "png without credential": (PNG, "no_credential"),
    "png with two": (PNG[:33] + ours(b"{}") * 2 + PNG[33:], "several_credentials"),
    "large": (PNG + b"\0" * LARGEST, "too_large"),
    "entities": (b"<!DOCTYPE svg [" + BOMB + b"]>" + SVG.replace(b"<circle", b"&e9;<circle"), "picture"),
    "a file of the machine": (b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + SVG, "picture"),
    "cut off svg": (SVG[:-3], "picture"),
    "other letters": (b'<?xml version="1.0" encoding="utf-16"?>' + SVG.replace(b"c", b"\xff"), "picture"),
    "other root": (SVG.replace(b"svg", b"svh"), "picture"),
    "deep": (
        SVG.replace(b"<circle", b"<g>" * 300 + b"<circle").replace(b"</svg>", b"</g>" * 300 + b"</svg>"),
        "pic",
    ),
    "svg without credential": (SVG, "no_credential"),
    "svg with two": (
        bake_svg(SVG, TOKEN).replace(b"<circle", b'<openbadges:credential verify="a.b.c"/><circle'),
        "several_credentials",
    ),
    "svg with one in another": (
        SVG.replace(
            b"<circle", b'<credential xmlns="https://purl.imsglobal.org/ob/v3p0"><g/></credential><circle'
        ),
        "picture",
    ),
    "svg large": (SVG + b" " * LARGEST, "too_large"),
}


@pytest.mark.parametrize(("picture", "code"), HOSTILE.values(), ids=HOSTILE)
def test_a_damaged_or_hostile_picture_is_refused_soon(picture, code):
    started = time.process_time()
    with pytest.raises(BadPicture, match=code):
        unbake(picture)
    assert time.process_time() - started < 2


def test_a_prefix_that_means_something_else_is_not_reused():
    picture = SVG.replace(b"<svg", b'<svg xmlns:openbadges="urn:other"')
    with pytest.raises(BadPicture, match="picture"):
        bake_svg(picture, TOKEN)


BAKED = [bake_png(PNG, TOKEN), bake_svg(SVG, TOKEN), bake_svg(SVG, JSON_TEXT)]


@settings(max_examples=300)
@given(st.sampled_from(BAKED), st.data())
def test_no_changed_picture_breaks_the_reader(picture, data):
    place = data.draw(st.integers(0, len(picture) - 1))
    cut = data.draw(st.integers(0, 20))
    changed = picture[:place] + data.draw(st.binary(max_size=8)) + picture[place + cut :]
    try:
        assert isinstance(unbake(changed), str)
    except BadPicture as problem:
        assert str(problem) in {"picture", "no_credential", "several_credentials", "too_large"}
