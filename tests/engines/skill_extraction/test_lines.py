import json

import pytest

from techhire.engines.skill_extraction.lines import BadLine, extract_lines
from techhire.engines.skill_extraction.vocabulary_csv import BadRow, WrongColumns, read_vocabulary

from .names import VOCABULARY


def test_text_and_json_lines_become_the_documented_shape():
    lines = ["3+ years of Java\n", "\n", json.dumps({"id": "ad-7", "text": "Python is a plus"})]
    first, second = extract_lines(lines, VOCABULARY)
    assert first == {
        "id": 1,
        "skills": [
            {
                "skill": "java",
                "name": "Java",
                "start": 12,
                "end": 16,
                "text": "Java",
                "importance": "required",
                "level": 3,
                "confidence": first["skills"][0]["confidence"],
            }
        ],
    }
    assert (second["id"], second["skills"][0]["importance"]) == ("ad-7", "preferred")


def test_skills_that_are_not_wanted_can_be_left_out():
    (line,) = extract_lines(["We do not use Perl. You write Python."], VOCABULARY, keep_unwanted=False)
    assert [skill["skill"] for skill in line["skills"]] == ["python"]


@pytest.mark.parametrize("line", ['{"id": 1}', '{"text": 5}', '{"text": "Java"'])
def test_a_json_line_without_a_text_is_named_by_its_number(line):
    with pytest.raises(BadLine, match="line 2"):
        list(extract_lines(["Java", line], VOCABULARY))


def test_a_line_that_only_starts_with_a_brace_is_text():
    (line,) = extract_lines(["{Java} and Python"], VOCABULARY)
    assert [skill["skill"] for skill in line["skills"]] == ["java", "python"]


def test_bad_rows_are_named_and_the_rest_is_taken():
    text = "\ufeffid,name,kind\n1,Java,language\n,Perl,language\n2,,tool\n"
    text += '1,JVM language,language\n3,Linux\n\n4,"A, B",tool\n'
    result = read_vocabulary(text.splitlines(keepends=True))
    assert [(row.skill_id, row.name, row.canonical) for row in result.rows] == [
        ("1", "Java", "Java"),
        ("1", "JVM language", "Java"),
        ("4", "A, B", "A, B"),
    ]
    assert result.bad == (
        BadRow(3, "has no id"),
        BadRow(4, "has no name"),
        BadRow(6, "has 2 columns, needs 3"),
    )


@pytest.mark.parametrize("text", ["", "id;name;kind\n", "id,label\n1,Java\n"])
def test_a_file_with_other_columns_is_refused(text):
    with pytest.raises(WrongColumns, match="id, name, kind"):
        read_vocabulary(text.splitlines(keepends=True))
