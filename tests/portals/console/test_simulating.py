"""`techhire simulate-cat`: table and picture, the same under the same seed, and files it cannot use."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.engines.psychometrics.banks import bank_of
from tests.portals.console.conftest import Run

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def items(tmp_path: Path) -> Path:
    rows = [{"id": item.id, "a": item.a, "b": item.b, "c": 0.0} for item in bank_of(60).items]
    path = tmp_path / "items.json"
    path.write_text(json.dumps({"model": "2pl", "items": rows}))
    return path


def tried(run: Run, items: Path, *more: object) -> list[str]:
    picture = items.with_suffix(".svg")
    ended = run("simulate-cat", items, "--people", 200, "--picture", picture, *more)
    assert ended.code == 0, ended.err
    return ended.out.splitlines()


def test_it_tells_bias_error_length_and_exposure_and_draws_them(run: Run, items: Path) -> None:
    lines = tried(run, items, "--seed", 1)
    assert lines[0].split() == ["ability", "people", "bias", "RMSE", "length"]
    whole = next(line.split() for line in lines if line.split()[0] == "all")
    assert whole[1] == "200" and abs(float(whole[2])) < 0.1 and 0.2 < float(whole[3]) < 0.5
    assert any(line.startswith("exposure: most shown item") for line in lines)
    drawn = ElementTree.parse(items.with_suffix(".svg")).getroot()
    assert len(drawn.findall(f".//{SVG}polyline")) == 2 and drawn.findall(f".//{SVG}rect")


def test_the_same_seed_prints_the_same(run: Run, items: Path) -> None:
    one, same, other = (tried(run, items, "--seed", seed) for seed in (1, 1, 2))
    assert one == same and one != other


def test_a_limit_keeps_items_from_being_worn_out(run: Run, items: Path) -> None:
    fixed = ("--max-items", 6, "--stop-se", 0)
    lines = tried(run, items, *fixed, "--limit", 0.3)
    most = float(next(line for line in lines if line.startswith("exposure")).split("item ")[1].split(",")[0])
    assert most < 0.3 + 4 * (0.3 * 0.7 / 200) ** 0.5


def test_a_limit_that_cannot_be_kept_is_refused(run: Run, items: Path) -> None:
    ended = run("simulate-cat", items, "--people", 10, "--limit", 0.01)
    assert ended.code == 2 and "cannot be kept" in ended.err


def test_graded_items_and_a_bank_of_three_can_be_tried(run: Run, tmp_path: Path) -> None:
    rows = [{"id": n, "a": 1.2, "steps": [-0.5, 0.5 + n]} for n in range(3)]
    path = tmp_path / "three.json"
    path.write_text(json.dumps({"items": rows}))
    assert any("bank 200" in line for line in tried(run, path))


def test_what_calibrate_wrote_can_be_tried(run: Run, tmp_path: Path) -> None:
    from tests.portals.console.test_calibrating import written

    path = tmp_path / "items.json"
    assert run("calibrate", written(tmp_path / "a.csv"), "--model", "2pl", "--out", path).code == 0
    assert tried(run, path)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no JSON"),
        ("[1, 2]", "no list of items"),
        ('{"items": []}', "no list of items"),
        ('{"items": [3]}', "item 1 has no id"),
        ('{"items": [{"id": "x", "a": 1}]}', "item x: a, b, c"),
        ('{"items": [{"id": "x", "a": "1", "b": 0}]}', "item x: a, b, c"),
        ('{"items": [{"id": "x", "a": -1, "b": 0}]}', "item x: the slope must be above 0"),
        ('{"items": [{"id": "x", "a": 1, "b": NaN}]}', "item x: the difficulty"),
        ('{"items": [{"id": "x", "a": 1, "steps": [2, 1]}]}', "item x: the steps must rise"),
        ('{"items": [{"id": "x", "b": 0}, {"id": "x", "b": 0}]}', "same id"),
    ],
)
def test_a_file_of_items_that_cannot_be_used_is_refused_with_the_reason(
    run: Run, tmp_path: Path, text: str, reason: str
) -> None:
    (tmp_path / "bad.json").write_text(text, encoding="utf-8")
    ended = run("simulate-cat", tmp_path / "bad.json", "--people", 10)
    assert ended.code == 2 and reason in ended.err and "bad.json" in ended.err


@pytest.mark.parametrize(
    "wrong", [("--people", 0), ("--max-items", 0), ("--stop-se", -1), ("--randomesque", 0)]
)
def test_numbers_that_make_no_test_are_refused(run: Run, items: Path, wrong: tuple[str, int]) -> None:
    assert run("simulate-cat", items, *wrong).code == 2
