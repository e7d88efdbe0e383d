"""Printed pages: read by machines and screen readers, and never told what to do by what somebody typed."""

from io import BytesIO
from pathlib import Path

import pytest
import typst
from pypdf import PdfReader

from techhire.portals.layout.pdf import pdf_response, rendered

TEMPLATE = """#import "/layout/pdf/house.typ": data, house, spoken
#show: house
#title()
= #data.heading
#spoken(data.words, "es")
"""
HOSTILE = [
    '#read("/layout/pdf/house.typ")',
    "#panic() $x^2 \\frac{1}{2}$ \\ \\u{41}",
    "*stars* _lines_ `ticks` <label> @cite // slashes /* comment */",
    "\"quotes\" 'single' = heading - list + list",
    "https://example.org/a?b=c#d",
]
WITHOUT_FONT = ["\U0001f600 smile", "\u4e2d\u6587", "\U00012000 cuneiform"]
INVISIBLE = ["null\x00byte", "half a pair \ud83d", "bell\x07", "\u202eturned round", "private \ue000"]


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "page.typ"
    path.write_text(TEMPLATE)
    return path


def _page(template: Path, words: str) -> PdfReader:
    body = rendered(template, {"title": "A page", "lang": "en", "heading": "Words", "words": words})
    return PdfReader(BytesIO(body))


def _is_tagged(page: PdfReader) -> bool:
    return "/StructTreeRoot" in page.trailer["/Root"]


def test_a_page_is_tagged_and_says_that_it_is_accessible(template: Path) -> None:
    body = rendered(template, {"title": "A page", "lang": "en", "heading": "Words", "words": "año"})
    page = PdfReader(BytesIO(body))
    assert _is_tagged(page) and b"pdfuaid" in body
    assert page.metadata is not None and page.metadata.title == "A page"
    assert page.trailer["/Root"]["/Lang"] == "en"


@pytest.mark.parametrize("words", HOSTILE)
def test_what_somebody_typed_is_printed_as_it_was_typed(template: Path, words: str) -> None:
    printed = "".join(page.extract_text() for page in _page(template, words).pages)
    assert "".join(words.split()) in "".join(printed.split())


@pytest.mark.parametrize("words", WITHOUT_FONT)
def test_signs_no_font_has_still_give_a_tagged_page(template: Path, words: str) -> None:
    assert _is_tagged(_page(template, words))


@pytest.mark.parametrize("words", INVISIBLE)
def test_signs_that_cannot_be_printed_are_left_out(template: Path, words: str) -> None:
    body = rendered(template, {"title": "A page", "lang": "en", "heading": "Words", "words": words})
    assert b"pdfuaid" in body


def test_text_from_right_to_left_is_set(template: Path) -> None:
    assert _is_tagged(_page(template, "\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd"))


def test_a_template_that_is_wrong_is_told(tmp_path: Path) -> None:
    path = tmp_path / "wrong.typ"
    path.write_text("#nothing-of-this-name")
    with pytest.raises(typst.TypstError):
        rendered(path, {"title": "A page", "lang": "en"})


def test_a_page_is_kept_under_our_own_name() -> None:
    response = pdf_response(b"%PDF", "resume.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="resume.pdf"'
