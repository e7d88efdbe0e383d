"""Pictures of figures: named, harmless, the same for the same figures, with their table beneath."""

import re
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from techhire.portals.layout import charts
from techhire.portals.layout.charts import Chart, chart, forget_charts

ROWS = [{"at": at, "tells": 2 - abs(at)} for at in (-1, 0, 1)]


@pytest.fixture(autouse=True)
def nothing_drawn_yet() -> None:
    forget_charts()


def a_line(alt: Any, data: Any) -> Any:
    return alt.Chart(data).mark_line(clip=True).encode(alt.X("at:Q", title="ability"), alt.Y("tells:Q"))


def bars_by_name(alt: Any, data: Any) -> Any:
    return alt.Chart(data).mark_bar().encode(alt.X("share:Q"), alt.Y("name:N"))


def drawn(rows: list[dict[str, Any]] = ROWS, title: str = "What a test tells") -> Chart:
    cells = [(row["at"], row["tells"]) for row in rows]
    return chart(a_line, rows, title=title, heads=("ability", "tells"), cells=cells)


def test_a_picture_is_an_image_with_a_name() -> None:
    svg = drawn(title="Five < six").svg
    name = re.search(r'aria-labelledby="([^"]+)"', svg)
    assert svg.startswith("<svg ") and 'role="img"' in svg
    assert name and f'<title id="{name[1]}">Five &lt; six</title>' in svg
    assert "viewBox" in svg and ">ability</text>" in svg


def test_a_strict_page_may_show_it() -> None:
    svg = drawn().svg
    assert "style=" not in svg and "<style" not in svg and "<script" not in svg
    assert not re.search(r"\bon\w+=", svg)


def test_words_of_strangers_stay_words() -> None:
    rows = [{"name": '</text><script>alert("x")</script>', "share": 1}]
    svg = chart(bars_by_name, rows, title="Shares", heads=(), cells=()).svg
    assert "<script" not in svg and "&lt;script&gt;" in svg


def test_two_pictures_of_a_page_share_no_id() -> None:
    ids = [set(re.findall(r' id="([^"]+)"', drawn(title=title).svg)) for title in ("One", "Another")]
    assert all(ids) and not ids[0] & ids[1]
    for title in ("One", "Another"):
        svg = drawn(title=title).svg
        assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= set(re.findall(r' id="([^"]+)"', svg))


def test_labels_have_room_in_a_font_wider_than_the_measured_one() -> None:
    """DejaVu Sans, where nothing better is installed: about six tenths of its size a letter, here 13 pixels."""
    name = "Black or African American"
    rows = [{"name": name, "share": 1}, {"name": "40 or older", "share": 0.5}]
    svg = chart(bars_by_name, rows, title="Shares", heads=(), cells=()).svg
    box = re.search(r'viewBox="(-?[\d.]+) 0 ([\d.]+)', svg)
    frame = re.search(r'transform="translate\(([\d.]+),', svg)
    end = re.search(rf'text-anchor="end" transform="translate\((-[\d.]+),[^>]*>{name}<', svg)
    assert box and frame and end
    begins = float(frame[1]) + float(end[1]) - 0.62 * 13 * len(name)
    assert begins >= float(box[1])
    assert f'<rect x="{box[1]}" width="{box[2]}"' in svg


def test_equal_figures_are_drawn_once_and_others_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[object] = []
    original = charts._draw
    monkeypatch.setattr(charts, "_draw", lambda *args: calls.append(args) or original(*args))
    assert drawn().svg == drawn([dict(row) for row in ROWS]).svg
    assert len(calls) == 1
    drawn([{"at": 0, "tells": 1}])
    with translation.override("es"):
        drawn()
    assert len(calls) == 3


def test_only_so_many_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charts, "KEPT", 2)
    for tells in range(4):
        drawn([{"at": 0, "tells": tells}])
    assert len(charts._drawn) == 2


def test_the_figures_stand_beneath_the_picture() -> None:
    html = render_to_string("layout/components/chart.html", {"chart": drawn()})
    assert html.index("<svg") < html.index("<table")
    assert '<th scope="col">tells</th>' in html and '<th scope="row">-1</th><td>1</td>' in html
