"""Printed pages: data set by a template of our own into a tagged PDF that a screen reader can follow.

What people typed reaches the template as data only, so that nothing in it is ever read as a command of the template.
"""

import json
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.http import HttpResponse

PORTALS = Path(__file__).resolve().parents[2]
ACCESSIBLE = "ua-1"
KEPT = frozenset("\n\t")
UNPRINTABLE = frozenset({"Cc", "Cn", "Co", "Cs"})
TURNS_TEXT_ROUND = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def rendered(template: Path, data: dict[str, Any]) -> bytes:
    """The PDF of a template, which finds ``data`` by importing ``/layout/pdf/house.typ``; paths begin at the portals.

    ``data`` holds dictionaries, lists, strings, numbers and None. The page is PDF/UA. Where no font here has a sign
    that somebody typed, which PDF/UA forbids, the page is made once more, still tagged but without that promise.
    Raises ``typst.TypstError`` where the template itself is wrong.
    """
    words = json.dumps(_printable(data), ensure_ascii=False)
    try:
        return _compiled(template, words, [ACCESSIBLE])
    except typst.TypstError:
        return _compiled(template, words, [])


def pdf_response(body: bytes, name: str) -> HttpResponse:
    """A PDF to keep under a name of ours, in plain letters."""
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _compiled(template: Path, words: str, standards: list[Any]) -> bytes:
    return typst.compile(  # type: ignore[call-overload]  # its types want text and root of one kind
        template.read_bytes(),
        root=PORTALS,
        font_paths=_fonts(),
        format="pdf",
        sys_inputs={"data": words},
        pdf_standards=standards,
    )


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Fonts inside the typesetter, and those of the machine for the signs they lack."""
    return typst.Fonts()


def _printable(value: Any) -> Any:
    """The same data without control characters and without marks that turn the reading direction round."""
    if isinstance(value, dict):
        return {key: _printable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(inner) for inner in value]
    return "".join(sign for sign in value if _prints(sign)) if isinstance(value, str) else value


def _prints(sign: str) -> bool:
    if sign in KEPT:
        return True
    return sign not in TURNS_TEXT_ROUND and unicodedata.category(sign) not in UNPRINTABLE
