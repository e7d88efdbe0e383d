"""Bars: named, harmless, as long as their share, with their table beneath."""

import re

from django.template.loader import render_to_string
from django.utils import translation

from techhire.portals.layout.bars import LONGEST, MOST_LETTERS, STEP, Bar, bar_chart
from techhire.portals.layout.charts import Chart

ROWS = [
    Bar("As it is", 0, "fewer than 10", quiet=True),
    Bar("Softer", 20, "about 20"),
    Bar("Soft", 40, "about 40"),
]


def drawn(rows: list[Bar] = ROWS, title: str = "People who fit") -> Chart:
    return bar_chart(rows, title=title, heads=("Change", "People"))


def test_it_is_an_image_with_a_name_as_tall_as_its_bars() -> None:
    svg = drawn(title="Five < six").svg
    name = re.search(r'aria-labelledby="([^"]+)"', svg)
    assert name and f'<title id="{name[1]}">Five &lt; six</title>' in svg
    assert 'role="img"' in svg and f'height="{3 * STEP}"' in svg and 'width="100%"' in svg


def test_a_bar_is_as_long_as_its_share_of_the_longest() -> None:
    lengths = re.findall(r'<rect [^>]*width="([0-9.]+)%"', drawn().svg)
    assert [float(one) for one in lengths] == [0, LONGEST / 2, LONGEST]


def test_only_what_others_are_compared_with_is_gray() -> None:
    colors = re.findall(r'<rect [^>]*fill="([^"]+)"', drawn().svg)
    assert colors[0] != colors[1] == colors[2]


def test_where_all_is_nothing_nothing_is_divided_by_it() -> None:
    assert 'width="0.0%"' in drawn([Bar("None", 0, "0")]).svg
    assert 'height="0"' in drawn([]).svg


def test_lengths_are_written_with_a_point_in_every_language() -> None:
    with translation.override("es"):
        assert 'width="36.0%"' in drawn().svg


def test_a_strict_page_may_show_it_and_words_of_strangers_stay_words() -> None:
    svg = drawn([Bar('</text><script>alert("x")</script>', 1, "<b>1</b>")]).svg
    assert "<script" not in svg and "<b>" not in svg and "style=" not in svg
    assert not re.search(r"\bon\w+=", svg)


def test_a_long_name_is_cut_in_the_picture_and_whole_in_the_table() -> None:
    name = "Explaining things to people " * 4
    found = drawn([Bar(name, 1, "1 job")])
    short = re.findall(r">([^<]+)</text>", found.svg)[0]
    assert len(short) <= MOST_LETTERS and short.endswith("…")
    html = render_to_string("layout/components/chart.html", {"chart": found})
    assert f'<th scope="row">{name}</th><td>1 job</td>' in html and '<th scope="col">People</th>' in html


def test_two_pictures_of_a_page_share_no_id() -> None:
    ids = [re.findall(r' id="([^"]+)"', drawn(title=title).svg) for title in ("One", "Another")]
    assert ids[0] != ids[1]
