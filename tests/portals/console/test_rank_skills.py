"""`techhire rank-skills`: rows of the promised shape, and clear words for a wrong file."""

import csv
import io
from pathlib import Path

import pytest

from tests.portals.console.conftest import Run


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    path = tmp_path / "labels.csv"
    path.write_text(
        "id,label\n1,write Python programs\n2,answer customers\n3,mend clocks\n", encoding="utf-8"
    )
    return path


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    path = tmp_path / "texts.csv"
    path.write_text(
        'id,text\na,"helps customers, on the phone"\nb,writes programs in Python\n', encoding="utf-8"
    )
    return path


def test_each_text_gets_its_best_labels_in_order(run: Run, labels: Path, texts: Path) -> None:
    ended = run("rank-skills", "--labels", labels, "--texts", texts, "-k", 2, "--model", "none")
    rows = list(csv.DictReader(io.StringIO(ended.out)))
    assert ended.code == 0
    assert list(rows[0]) == ["text_id", "rank", "label_id", "score"]
    assert [(row["text_id"], row["rank"]) for row in rows] == [("a", "1"), ("a", "2"), ("b", "1"), ("b", "2")]
    assert rows[0]["label_id"] == "2" and rows[2]["label_id"] == "1"
    assert float(rows[0]["score"]) >= float(rows[1]["score"])


def test_a_file_without_its_column_ends_with_code_2(run: Run, texts: Path) -> None:
    ended = run("rank-skills", "--labels", texts, "--texts", texts, "--model", "none")
    assert (ended.code, ended.out) == (2, "")
    assert "no column label" in ended.err


def test_fewer_than_one_label_ends_with_code_2(run: Run, labels: Path, texts: Path) -> None:
    assert run("rank-skills", "--labels", labels, "--texts", texts, "-k", 0, "--model", "none").code == 2


def test_a_missing_file_ends_with_code_2(run: Run, labels: Path, tmp_path: Path) -> None:
    ended = run("rank-skills", "--labels", labels, "--texts", tmp_path / "no.csv", "--model", "none")
    assert ended.code == 2 and "cannot be read" in ended.err
