"""The picture of a badge: drawn from its words in the community's color, readable without color, with words for it."""

from dataclasses import dataclass
from html import escape
from io import BytesIO

import segno
import vl_convert

from techhire.commons.communities.words import carries_white_words

SIDE = 400
LINE_LETTERS = 16
WIDEST = 290
LETTER = 0.66
"""Width of a bold letter in a wide font, in font sizes: which font is there is up to whoever shows the picture."""
MOST_LINES = 4
DOTS = 5


@dataclass(frozen=True)
class BadgeWords:
    """What stands on a badge."""

    community: str
    skill: str
    level: int
    level_word: str
    color: str


def badge_svg(words: BadgeWords) -> str:
    """An SVG of 400 by 400 with a title a screen reader says; no style, no script, nothing from elsewhere."""
    ink = "#ffffff" if carries_white_words(words.color) else "#1b1b1b"
    title = f"{words.skill}, level {words.level}: {words.level_word}. {words.community}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIDE}" height="{SIDE}" viewBox="0 0 {SIDE} {SIDE}" '
        'role="img" font-family="Source Sans Pro, Liberation Sans, Arial, sans-serif" text-anchor="middle">',
        f"<title>{escape(title)}</title>",
        f'<path d="M200 8 372 72v176c0 76-84 122-172 144C112 370 28 324 28 248V72z" fill="{words.color}"/>',
        f'<path d="M200 22 358 81v166c0 68-78 110-158 131C120 357 42 315 42 247V81z" '
        f'fill="none" stroke="{ink}" stroke-width="3"/>',
        _text(words.community, 98, 16, ink, 28),
        *_skill(words.skill, ink),
        _dots(words.level, ink),
        _text(f"Level {words.level}: {words.level_word}", 316, 18, ink, 28),
        "</svg>",
    ]
    return "".join(parts)


def badge_png(words: BadgeWords) -> bytes:
    """The same as a PNG of 800 by 800."""
    return bytes(vl_convert.svg_to_png(badge_svg(words), scale=2))


def qr_svg(address: str) -> str:
    """A QR code that leads to an address, black on white with the quiet edge phones need."""
    drawn = BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(
        drawn, kind="svg", xmldecl=False, svgclass=None, lineclass=None, scale=6, border=4, light="#fff"
    )
    return drawn.getvalue().decode()


def _skill(name: str, ink: str) -> list[str]:
    lines = _wrapped(name)
    size = min(40 if len(lines) < 3 else 30, round(WIDEST / (LETTER * max(map(len, lines)))))
    top = 190 - (len(lines) - 1) * size * 0.58
    return [_text(line, top + number * size * 1.15, size, ink) for number, line in enumerate(lines)]


def _wrapped(name: str) -> list[str]:
    """The words in lines of about sixteen letters; what is longer ends in three dots."""
    lines = [""]
    for word in name.split():
        whole = f"{lines[-1]} {word}".strip()
        if len(whole) <= LINE_LETTERS or not lines[-1]:
            lines[-1] = whole
        else:
            lines.append(word)
    kept = [_short(line, LINE_LETTERS + 4) for line in lines[:MOST_LINES]]
    return kept if len(lines) <= MOST_LINES else [*kept[:-1], f"{kept[-1][:LINE_LETTERS]}…"]


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _text(text: str, y: float, size: int, ink: str, most: int = 60) -> str:
    said = escape(_short(text, most))
    return f'<text x="200" y="{y:.0f}" font-size="{size}" font-weight="600" fill="{ink}">{said}</text>'


def _dots(level: int, ink: str) -> str:
    circles = (
        f'<circle cx="{200 + (number - 3) * 36}" cy="270" r="11" stroke="{ink}" stroke-width="3" '
        f'fill="{ink if number <= level else "none"}"/>'
        for number in range(1, DOTS + 1)
    )
    return "".join(circles)
