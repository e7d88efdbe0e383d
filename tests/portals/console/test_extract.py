"""`techhire extract`: the two formats, own vocabularies, and every way a file can be wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from techhire.engines.skill_extraction import mention_reader
from tests.portals.console.conftest import Run

FIELDS = {"skill", "name", "start", "end", "text", "importance", "level", "confidence"}


def test_each_line_of_text_becomes_one_json_line(run: Run) -> None:
    ended = run("extract", typed="Python is required.\nNothing here.\n")
    first, second = (json.loads(line) for line in ended.out.splitlines())
    assert ended.code == 0
    assert first["id"] == 1 and set(first["skills"][0]) == FIELDS
    found = first["skills"][0]
    assert found["skill"] == "python" and "Python is required."[found["start"] : found["end"]] == "Python"
    assert second == {"id": 2, "skills": []}


def test_a_line_may_be_json_with_an_id_of_its_own(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ads.jsonl"
    path.write_text('\ufeff{"id": "a7", "text": "Experience with SQL"}\n', encoding="utf-8")
    result = json.loads(run("extract", path).out)
    assert result["id"] == "a7" and result["skills"][0]["skill"] == "sql"


def test_a_vocabulary_of_ones_own_replaces_the_starter_framework(run: Run, tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_text("id,name,kind\nx1,basket weaving,method\n,nameless,method\n", encoding="utf-8")
    ended = run("extract", "--vocabulary", names, typed="Basket weaving and Python are required.")
    assert [skill["skill"] for skill in json.loads(ended.out)["skills"]] == ["x1"]
    assert "line 3 left out" in ended.err


def test_a_table_can_be_read_by_people(run: Run) -> None:
    lines = run("extract", "--format", "table", typed="Python is required.\n\nGood day\n").out.splitlines()
    assert "Python (Python)" in lines[1] and "required" in lines[1]
    assert lines[2].split() == ["3", "no", "skill", "found"]


def test_a_file_that_is_not_there_ends_with_code_2(run: Run, tmp_path: Path) -> None:
    ended = run("extract", tmp_path / "nothing.txt")
    assert ended.code == 2 and "cannot be read" in ended.err


def test_bytes_that_are_no_text_end_with_code_2(run: Run) -> None:
    ended = run("extract", typed=b"\xff\xfe\x00\x01 binary \x80")
    assert ended.code == 2 and "not UTF-8" in ended.err


def test_a_vocabulary_without_its_columns_ends_with_code_2(run: Run, tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_text("code,word\n1,Python\n", encoding="utf-8")
    ended = run("extract", "--vocabulary", names, typed="Python")
    assert ended.code == 2 and "id, name, kind" in ended.err


def test_a_vocabulary_without_a_usable_name_ends_with_code_2(run: Run, tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_text("id,name,kind\n", encoding="utf-8")
    assert run("extract", "--vocabulary", names, typed="Python").code == 2


def test_broken_json_names_its_line_after_what_came_before_was_answered(run: Run) -> None:
    ended = run("extract", typed='Python\n{"id": 2, "text": \n')
    assert ended.code == 2 and "line 2" in ended.err
    assert json.loads(ended.out)["id"] == 1


def test_a_reader_who_has_seen_enough_ends_it_quietly() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "techhire", "extract"],
        input=b"Python is required.\n" * 200,
        stdout=writer,
        stderr=subprocess.PIPE,
        timeout=60,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


HARD = "You could spend a whole year here and never type a Docker command."


@pytest.mark.parametrize(("wanted", "importance"), [("auto", "negated"), ("none", "required")])
def test_the_reader_of_mentions_may_be_left_out(run: Run, wanted: str, importance: str) -> None:
    ended = run("extract", "--model", wanted, typed=HARD)
    assert ended.code == 0
    assert json.loads(ended.out)["skills"][0]["importance"] == importance


def test_a_damaged_file_of_the_reader_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mention_reader, "WEIGHTS", "mentions.npz")
    mention_reader.load_reader.cache_clear()
    ended = run("extract", typed="Python is required.")
    assert ended.code == 1 and "install TechHire anew" in ended.err
