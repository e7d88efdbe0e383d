"""Bars with their names above and their numbers beside them: a picture for pages that must be there at once.

Drawn by hand and not by the library of ``charts``, which takes seconds and much memory with the first picture of a
process: too much for a front page and a phone. Lengths are shares of the width, so that letters keep their size on
any screen.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from techhire.portals.layout.charts import COLORS, Chart

STEP, TEXT, TOP, THICK = 46, 14, 20, 14
"""In pixels, per bar: from one to the next, from its top to the letters of its name and to itself, and its height."""
LONGEST = 72
"""The longest bar in percent of the width; beside it stands its number."""
MOST_LETTERS = 46
"""Letters of a name that fit on a phone; the table beneath has all of it."""
INK, QUIET = "#1b1b1b", "#71767a"


@dataclass(frozen=True)
class Bar:
    """One bar: its name, its length as a number of 0 or more, and the number as people read it.

    ``quiet`` is one to compare with, in gray.
    """

    name: str
    length: float
    said: str
    quiet: bool = False


def bar_chart(rows: Sequence[Bar], /, *, title: str | Promise, heads: tuple[str, str]) -> Chart:
    """The picture, and the same as a table of two columns under ``heads``."""
    mark = hashlib.sha256(repr((str(title), rows)).encode()).hexdigest()[:12]
    longest = max((row.length for row in rows), default=0) or 1
    drawn = format_html_join("", "{}", ((_drawn(at, row, longest),) for at, row in enumerate(rows)))
    svg = format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="th-bars" role="img" aria-labelledby="{0}-name" '
        'width="100%" height="{1}"><title id="{0}-name">{2}</title>{3}</svg>',
        mark,
        len(rows) * STEP,
        title,
        drawn,
    )
    return Chart(svg, str(title), heads, tuple((row.name, row.said) for row in rows))


def _drawn(at: int, row: Bar, longest: float) -> SafeString:
    y, share = at * STEP, LONGEST * row.length / longest
    return format_html(
        '<text x="0" y="{}" font-size="{}" fill="{}">{}</text>'
        '<rect x="0" y="{}" width="{}%" height="{}" fill="{}"/>'
        '<text x="{}%" y="{}" dx="{}" font-size="{}" fill="{}">{}</text>',
        *(y + TEXT, 14, INK, _short(row.name)),
        *(y + TOP, f"{share:.1f}", THICK, QUIET if row.quiet else COLORS[0]),
        *(f"{share:.1f}", y + TOP + THICK - 2, 6 if share else 0, 13, INK, row.said),
    )


def _short(name: str) -> str:
    return name if len(name) <= MOST_LETTERS else name[: MOST_LETTERS - 1].rstrip() + "…"
