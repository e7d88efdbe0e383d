"""The form every starter file keeps, whatever it says."""

import unicodedata

import pytest

COLUMNS = {
    "skills_*.csv": "slug,name_en,name_es,kind,parent,half_life,definition_en,definition_es,aliases",
    "levels.csv": "level,name_en,name_es,anchor_en,anchor_es",
    "level_anchors_*.csv": "skill,level,anchor_en,anchor_es",
    "families_*.csv": "slug,name_en,name_es,soc_code,onet_code,description_en,description_es,also_soc",
    "role_profiles_*.csv": "family,skill,level,weight,importance,when",
    "everyday_tasks.csv": "slug,text_en,text_es,area,skills",
    "role_titles.csv": "role,titles_en,titles_es",
    "occupation_titles.csv": "code,title_en,title_es",
    "ties_*.csv": "slug,framework,code,name,relation",
}
MAY_BE_EMPTY = {"parent", "aliases", "also_soc"}


@pytest.mark.parametrize("pattern", COLUMNS)
def test_every_file_has_its_columns_in_order(starter, pattern):
    paths = sorted(starter.glob(pattern))
    assert paths, f"no file fits {pattern}"
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            assert file.readline() == COLUMNS[pattern] + "\n", path.name


def test_no_file_stands_outside_the_known_patterns(starter):
    known = {path for pattern in COLUMNS for path in starter.glob(pattern)}
    assert set(starter.glob("*.csv")) == known


@pytest.mark.parametrize("pattern", COLUMNS)
def test_every_row_has_every_cell_and_no_more(read, pattern):
    columns = COLUMNS[pattern].split(",")
    wrong = [
        line.place for line in read(pattern) if list(line.cells) != columns or None in line.cells.values()
    ]
    assert not wrong


@pytest.mark.parametrize("pattern", COLUMNS)
def test_only_optional_cells_are_empty_and_none_has_stray_spaces(read, pattern):
    for line in read(pattern):
        for column, text in line.cells.items():
            assert text or column in MAY_BE_EMPTY, f"{line.place} {column} is empty"
            assert text == " ".join(text.split()), f"{line.place} {column} has stray spaces: {text!r}"


def test_text_is_composed_unicode_without_broken_characters(starter):
    for path in starter.glob("*.csv"):
        raw = path.read_bytes()
        text = raw.decode("utf-8")
        assert not raw.startswith(b"\xef\xbb\xbf"), f"{path.name} starts with a byte order mark"
        assert b"\r" not in raw, f"{path.name} has carriage returns"
        assert unicodedata.is_normalized("NFC", text), path.name
        assert not [mark for mark in ("Ã", "Â", "\ufffd", "â€") if mark in text], path.name
