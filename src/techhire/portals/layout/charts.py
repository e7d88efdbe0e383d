"""Pictures of figures: an SVG drawn on the server without script, and the same figures as a table beneath it.

The library that draws is large, so a process loads it with its first picture and keeps what it drew: the same
figures in the same language are the same picture.
"""

import hashlib
import json
import re
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from math import ceil
from threading import Lock
from typing import Any

from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

Rows = Sequence[Mapping[str, Any]]
Build = Callable[[Any, Any], Any]

KEPT = 128
WIDTH, HEIGHT = 640, 260
COLORS = ("#005ea2", "#936f38", "#3d7e48", "#8c471c", "#5d52af", "#1b1b1b")
LOOK: dict[str, Any] = {
    "background": "white",
    "font": "Public Sans, Helvetica, Arial, sans-serif",
    "view": {
        "continuousWidth": WIDTH,
        "continuousHeight": HEIGHT,
        "discreteWidth": WIDTH,
        "discreteHeight": HEIGHT,
        "stroke": None,
    },
    "axis": {"labelFontSize": 13, "titleFontSize": 13, "titleFontWeight": "normal", "gridColor": "#dfe1e2"},
    "legend": {"labelFontSize": 13, "titleFontSize": 13, "titleFontWeight": "normal", "orient": "bottom"},
    "range": {"category": list(COLORS)},
    "bar": {"color": COLORS[0]},
    "line": {"color": COLORS[0], "strokeWidth": 2},
    "point": {"color": COLORS[0], "filled": True, "size": 60},
    "rule": {"color": "#565c65"},
}
_ROOT = re.compile(r"<svg [^>]*?width=\"([0-9.]+)\" height=\"([0-9.]+)\"[^>]*>")
_BACKGROUND = re.compile(r"<rect width=\"[0-9.]+\"")
_ENDING_HERE = re.compile(r"<text text-anchor=\"end\"[^>]*>([^<]*)<")
WIDER = 2.2
"""Pixels a letter of a label may be wider than drawn: a reader's font is not the one the library measured with."""
_drawn: OrderedDict[str, str] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True)
class Chart:
    """A picture, what it shows in words, and its figures: column heads, and rows whose first cell heads them."""

    svg: SafeString
    title: str
    heads: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]


def chart(
    build: Build,
    rows: Rows,
    /,
    *,
    title: str | Promise,
    heads: Sequence[str | Promise],
    cells: Sequence[Sequence[object]],
) -> Chart:
    """Draw ``rows`` (plain numbers and texts by field) as ``build(alt, data)`` says, a function of a module.

    ``alt`` is the drawing library (Altair), ``data`` the rows as it takes them; what is built must follow from the
    rows and the language alone, since a picture of equal rows is drawn once. ``heads`` and ``cells`` are the table.
    """
    svg = _svg(build, rows, str(title))
    texts = tuple(tuple(str(cell) for cell in row) for row in cells)
    return Chart(svg, str(title), tuple(str(head) for head in heads), texts)


def forget_charts() -> None:
    """Drop every picture this process keeps."""
    with _lock:
        _drawn.clear()


def _svg(build: Build, rows: Rows, title: str) -> SafeString:
    name = f"{build.__module__}.{build.__qualname__}"
    said = json.dumps([name, get_language(), title, list(rows)], sort_keys=True)
    key = hashlib.sha256(said.encode()).hexdigest()
    with _lock:
        found = _drawn.get(key)
        if found is not None:
            _drawn.move_to_end(key)
    if found is None:
        found = _named(_draw(build, rows), title, key[:12])
        with _lock:
            _drawn[key] = found
            while len(_drawn) > KEPT:
                _drawn.popitem(last=False)
    return mark_safe(found)  # noqa: S308  # drawn by us; texts in it are escaped by the library that draws


def _draw(build: Build, rows: Rows) -> str:
    """The library's SVG in the look of the house. Nothing is fetched while drawing: no address is allowed."""
    import altair
    import vl_convert

    built = build(altair, altair.Data(values=[dict(row) for row in rows])).to_dict()
    built["config"] = LOOK
    drawn: str = vl_convert.vegalite_to_svg(built, allowed_base_urls=[])
    return drawn


def _room(svg: str) -> int:
    """Pixels to keep free at the left for labels that end at an axis, by the longest of them."""
    return ceil(WIDER * max((len(unescape(text)) for text in _ENDING_HERE.findall(svg)), default=0))


def _named(svg: str, title: str, mark: str) -> str:
    """The picture with its name for screen readers, ids of its own on a page of many, and a width that gives way."""
    svg = svg.replace('id="clip', f'id="{mark}-clip').replace("url(#clip", f"url(#{mark}-clip")
    found = _ROOT.match(svg)
    if found is None:
        raise ValueError("the library drew something that is not an SVG picture with a size")
    room = _room(svg)
    width, height = float(found[1]) + room, float(found[2])
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{mark}-name"'
        f' width="{width:g}" height="{height:g}" viewBox="{-room} 0 {width:g} {height:g}">'
        f'<title id="{mark}-name">{escape(title)}</title>'
    )
    body = _BACKGROUND.sub(f'<rect x="{-room}" width="{width:g}"', svg[found.end() :], count=1)
    return head + body
