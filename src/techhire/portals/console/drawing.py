"""The picture of a simulated test: an SVG of three panels, drawn with nothing but text."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from techhire.engines.psychometrics.simulation import Simulation

WIDTH, HEIGHT = 280, 240
LEFT, RIGHT, TOP, BOTTOM = 50, 10, 30, 40
INK, BAR, LINE = "#1b1b1b", "#73b3e7", "#005ea2"
Points = list[tuple[float, float]]


def picture(tried: "Simulation") -> str:
    """Bias and RMSE by ability, how long the test was, and how often each item was shown."""
    panels = [_misses(tried), _lengths(tried), _exposure(tried)]
    moved = "".join(
        f'<g transform="translate({place * WIDTH} 0)">{body}</g>' for place, body in enumerate(panels)
    )
    says = f"{tried.thetas.size} people: bias {tried.bias:.3f}, RMSE {tried.rmse:.3f}, {tried.lengths.mean():.1f} items"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {3 * WIDTH} {HEIGHT}" role="img" font-size="11"'
        f' font-family="sans-serif" fill="{INK}"><title>{says}</title><rect width="100%" height="100%" fill="#fff"/>'
        f"{moved}</svg>\n"
    )


def _misses(tried: "Simulation") -> str:
    bands = tried.bands(tuple(np.linspace(-3, 3, 13)))
    at = [(band.low + band.high) / 2 for band in bands]
    rmse = list(zip(at, (band.rmse for band in bands), strict=True))
    bias = list(zip(at, (band.bias for band in bands), strict=True))
    values = [y for _, y in rmse + bias]
    low, high = min([0.0, *values]), max([0.1, *values])
    frame = _Frame(-3, 3, low - 0.05, high + 0.05)
    lines = frame.line(rmse, "") + frame.line(bias, ' stroke-dasharray="4 3"')
    return frame.drawn("RMSE (solid) and bias (dashed), by ability", "ability, logits", lines)


def _lengths(tried: "Simulation") -> str:
    count = np.bincount(tried.lengths)
    share = count / count.sum()
    first = max(int(tried.lengths.min()) - 1, 0)
    frame = _Frame(first, count.size, 0, float(share.max()) * 1.05)
    bars = "".join(frame.bar(n - 0.4, n + 0.4, float(share[n])) for n in np.flatnonzero(share).tolist())
    return frame.drawn("Share of people, by length", "items", bars)


def _exposure(tried: "Simulation") -> str:
    shown = np.sort(tried.exposure)[::-1]
    wide = max(1, shown.size // 100)
    frame = _Frame(0, shown.size, 0, max(float(shown.max()) * 1.05, 0.01))
    bars = "".join(
        frame.bar(n, min(n + wide, shown.size), float(shown[n : n + wide].mean()))
        for n in range(0, shown.size, wide)
    )
    return frame.drawn("Share of people who saw an item", "items, most shown first", bars)


class _Frame:
    """A panel's axes: where a value of the data lies in it."""

    def __init__(self, x0: float, x1: float, y0: float, y1: float) -> None:
        self.x0, self.x1, self.y0, self.y1 = x0, x1, y0, y1

    def x(self, value: float) -> float:
        return LEFT + (value - self.x0) / (self.x1 - self.x0) * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        return HEIGHT - BOTTOM - (value - self.y0) / (self.y1 - self.y0) * (HEIGHT - TOP - BOTTOM)

    def line(self, points: Points, dashes: str) -> str:
        path = " ".join(f"{self.x(x):.1f},{self.y(y):.1f}" for x, y in points)
        return f'<polyline points="{path}" fill="none" stroke="{LINE}" stroke-width="2"{dashes}/>'

    def bar(self, left: float, right: float, value: float) -> str:
        x, y = self.x(left), self.y(value)
        return (
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{self.x(right) - x:.1f}" height="{self.y(0) - y:.1f}"'
            f' fill="{BAR}"/>'
        )

    def drawn(self, title: str, below: str, body: str) -> str:
        """The panel with its title, the ends and middle of both axes, and what stands in it."""
        floor = HEIGHT - BOTTOM
        axes = f'<path d="M{LEFT} {TOP}V{floor}H{WIDTH - RIGHT}" fill="none" stroke="{INK}"/>'
        marks = "".join(
            f'<text x="{self.x(value):.1f}" y="{floor + 14}" text-anchor="middle">{value:g}</text>'
            for value in np.linspace(self.x0, self.x1, 3).tolist()
        )
        marks += "".join(
            f'<text x="{LEFT - 4}" y="{self.y(value) + 4:.1f}" text-anchor="end">{value:.2f}</text>'
            for value in np.linspace(self.y0, self.y1, 3).tolist()
        )
        words = f'<text x="{LEFT}" y="16">{title}</text>'
        words += f'<text x="{(LEFT + WIDTH) / 2}" y="{floor + 30}" text-anchor="middle">{below}</text>'
        return words + axes + marks + body
