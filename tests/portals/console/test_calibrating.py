"""`techhire calibrate`: the file it writes, and every way a file of answers can be wrong."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from tests.engines.psychometrics.banks import answers_of, bank_of
from tests.engines.psychometrics.published import lsat
from tests.portals.console.conftest import Run


def written(path: Path, people: int = 400, items: int = 6, blank: float = 0.0) -> Path:
    """A file of simulated answers, some of them blank."""
    random = np.random.default_rng(3)
    table = answers_of(bank_of(items), random.normal(size=people), 4)
    hidden = random.random(table.shape) < blank
    lines = [",".join(f"q{n}" for n in range(items))]
    for row, gone in zip(table, hidden, strict=True):
        lines.append(",".join("" if out else str(int(cell)) for cell, out in zip(row, gone, strict=True)))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_lsat_7_comes_out_as_published(run: Run, tmp_path: Path) -> None:
    patterns, count = lsat(7)
    lines = ["Item.1,Item.2,freq,Item.3,Item.4,Item.5"]
    for row, people in zip(patterns.astype(int).tolist(), count.astype(int).tolist(), strict=True):
        lines.append(",".join(map(str, [*row[:2], people, *row[2:]])))
    (tmp_path / "lsat7.csv").write_text("\n".join(lines), encoding="utf-8")
    ended = run(
        "calibrate",
        tmp_path / "lsat7.csv",
        "--model",
        "2pl",
        "--freq",
        "freq",
        "--out",
        tmp_path / "items.json",
    )
    read = json.loads((tmp_path / "items.json").read_text())
    assert ended.code == 0 and read["model"] == "2pl" and read["n"] == 1000
    assert read["loglik"] == pytest.approx(-2658.805, abs=1e-3)
    assert [item["id"] for item in read["items"]] == [f"Item.{n}" for n in range(1, 6)]
    slopes, places = ([item[name] for item in read["items"]] for name in "ab")
    assert slopes == pytest.approx([0.988, 1.081, 1.706, 0.765, 0.736], abs=1e-2)
    intercepts = [-a * b for a, b in zip(slopes, places, strict=True)]
    assert intercepts == pytest.approx([1.856, 0.808, 1.804, 0.486, 1.855], abs=1e-2)


@pytest.mark.parametrize("model", ["1pl", "2pl", "3pl", "grm"])
def test_blank_answers_are_missing_ones_in_every_model(run: Run, tmp_path: Path, model: str) -> None:
    path = written(tmp_path / "answers.csv", blank=0.2)
    ended = run("calibrate", path, "--model", model, "--out", tmp_path / "items.json")
    read = json.loads((tmp_path / "items.json").read_text())
    assert ended.code == 0 and len(read["items"]) == 6
    assert set(read["items"][0]) == {"id", "a", "b", "c", "se_a", "se_b"}
    assert "Cronbach" in ended.out and "q5" in ended.out.splitlines()[-1]


def test_the_prior_of_the_bank_is_asked_for_and_said(run: Run, tmp_path: Path) -> None:
    path, out = written(tmp_path / "a.csv", items=12), tmp_path / "items.json"
    plain = run("calibrate", path, "--model", "2pl", "--out", out)
    before = json.loads(out.read_text())
    drawn = run("calibrate", path, "--model", "2pl", "--prior", "bank", "--out", out)
    after = json.loads(out.read_text())
    assert plain.code == drawn.code == 0
    assert "drawn toward the bank" in drawn.out and "drawn toward" not in plain.out
    assert "prior" not in before and set(after["prior"]["bank"]) == {"log_slope", "difficulty"}
    assert np.std([item["a"] for item in after["items"]]) < np.std([item["a"] for item in before["items"]])


def test_the_prior_is_refused_where_it_cannot_be(run: Run, tmp_path: Path) -> None:
    path, out = written(tmp_path / "a.csv"), tmp_path / "items.json"
    few = run("calibrate", path, "--model", "2pl", "--prior", "bank", "--out", out)
    other = run("calibrate", path, "--model", "1pl", "--prior", "bank", "--out", out)
    assert few.code == other.code == 2 and not out.exists()
    assert "at least 10 items" in few.err and "for 2pl" in other.err


def test_graded_answers_keep_their_steps(run: Run, tmp_path: Path) -> None:
    lines = (written(tmp_path / "a.csv").read_text()).splitlines()
    cells = [line.split(",") for line in lines[1:]]
    graded = ["both,q2,q3,q4,q5"] + [",".join([str(int(a) + int(b)), *rest]) for a, b, *rest in cells]
    (tmp_path / "g.csv").write_text("\n".join(graded))
    ended = run("calibrate", tmp_path / "g.csv", "--model", "grm", "--out", tmp_path / "items.json")
    first = json.loads((tmp_path / "items.json").read_text())["items"][0]
    assert ended.code == 0 and len(first["steps"]) == 2
    assert first["b"] == pytest.approx(sum(first["steps"]) / 2)


def test_too_few_answers_for_a_slope_are_refused_with_what_to_do(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path / "few.csv", people=150)
    ended = run("calibrate", path, "--model", "2pl", "--out", tmp_path / "items.json")
    assert ended.code == 2 and "1pl only: q0, q1" in ended.err and not (tmp_path / "items.json").exists()
    assert run("calibrate", path, "--model", "1pl", "--out", tmp_path / "items.json").code == 0


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is empty"),
        ("a,b,c\n", "no row of answers"),
        ("a,b,c\n1,0,1\n1,0\n", "line 3: 2 columns where the first line has 3"),
        ("a,b,c\n1,0,1\n1,x,0\n", "line 3: 'x' in column b is no number"),
        ("a,b,c\n1,nan,1\n", "line 2: 'nan' in column b"),
        ("a,a,c\n1,0,1\n", "line 1: every column needs a name of its own"),
        ("1,0,1\n1,1,1\n", "line 1: the first line must hold the names"),
        ("a,b,c\n1,0,2\n0,1,0\n1,1,1\n", "use grm for more points: c"),
        ("a,b,c\n1,0.5,1\n", "whole numbers from 0 to 20; something else stands at: b"),
        ("a,b,c\n1,1,1\n1,0,0\n", "same points, so nothing can be estimated: a"),
        (f'a,b,c\n1,0,"{"9" * 2000}"\n', "field larger than field limit"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_line_and_reason(
    run: Run, tmp_path: Path, text: str, reason: str
) -> None:
    (tmp_path / "bad.csv").write_text(text, encoding="utf-8")
    ended = run("calibrate", tmp_path / "bad.csv", "--model", "1pl", "--out", tmp_path / "items.json")
    assert ended.code == 2 and reason in ended.err and "bad.csv" in ended.err


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a,Freq\n1,0\n", "no column freq. The columns are: a, Freq. Large and small letters count."),
        ("a,b,freq\n1,0,-2\n", "line 2: a frequency"),
        ("a,b,freq\n1,0,\n", "line 2"),
    ],
)
def test_frequencies_that_cannot_be_used_are_refused(
    run: Run, tmp_path: Path, text: str, reason: str
) -> None:
    (tmp_path / "bad.csv").write_text(text, encoding="utf-8")
    typed = ("--model", "1pl", "--freq", "freq", "--out", tmp_path / "items.json")
    ended = run("calibrate", tmp_path / "bad.csv", *typed)
    assert ended.code == 2 and reason in ended.err


def test_an_output_that_cannot_be_written_is_said(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv")
    ended = run("calibrate", path, "--model", "1pl", "--out", tmp_path / "no" / "items.json")
    assert ended.code == 1 and "cannot be written" in ended.err


def test_a_column_that_says_who_answered_is_left_out(run: Run, tmp_path: Path) -> None:
    plain = written(tmp_path / "a.csv").read_text().splitlines()
    named = [f"{line},{'who' if at == 0 else f'ann {at}'}" for at, line in enumerate(plain)]
    (tmp_path / "named.csv").write_text("\n".join(named))
    typed = ("--model", "1pl", "--out", tmp_path / "items.json")
    refused = run("calibrate", tmp_path / "named.csv", *typed)
    assert refused.code == 2 and "'ann 1' in column who is no number" in refused.err
    assert "leave it out with --id 'who'" in refused.err
    assert run("calibrate", tmp_path / "named.csv", "--id", "who", *typed).code == 0
    with_who = (tmp_path / "items.json").read_text()
    assert run("calibrate", tmp_path / "a.csv", *typed).code == 0
    assert (tmp_path / "items.json").read_text() == with_who
    unknown = run("calibrate", tmp_path / "named.csv", "--id", "id", *typed)
    assert unknown.code == 2 and "no column id. The columns are: q0" in unknown.err


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (gzip.compress(b"a,b\n1,0\n", mtime=0), "a gzip file. Unpack it first."),
        (b"PK\x03\x04\x14\x00", "a zip file or a workbook"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"></svg>', "a picture (SVG)"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html><p>1,0</p>", "a web page"),
        (b'<?xml version="1.0"?><svg/>', "XML, such as a picture (SVG)"),
    ],
)
def test_a_file_of_another_kind_is_called_what_it_seems_to_be(
    run: Run, tmp_path: Path, data: bytes, what: str
) -> None:
    (tmp_path / "answers.csv").write_bytes(data)
    ended = run("calibrate", tmp_path / "answers.csv", "--model", "1pl", "--out", tmp_path / "items.json")
    assert ended.code == 2 and f"answers.csv seems to be {what}" in ended.err
