import pytest
from flashtext import KeywordProcessor
from hypothesis import given, settings
from hypothesis import strategies as st

from techhire.engines.skill_extraction.vocabulary import NameRow, Vocabulary

from .names import VOCABULARY, rows


def found(text):
    return [hit.row.skill_id for hit in VOCABULARY.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C, C++, C# and F#", ["c", "cpp", "csharp", "fsharp"]),
        ("C++11 and C++/C#", ["cpp", "cpp", "csharp"]),
        ("experience with .NET and ASP.NET", ["dotnet"]),
        ("Node.js, NodeJS, node js, Node-JS", ["node"] * 4),
        ("TCP/IP, tcp-ip, TCP IP", ["tcp-ip"] * 3),
        ("CI/CD pipelines", ["ci-cd"]),
        ("helpdesk, help desk, Help-Desk", ["help-desk"] * 3),
        ("routers and a database", ["router", "database"]),
        ("Java Script and JavaScript", ["javascript", "javascript"]),
        ("Atencion al cliente", ["customer-service"]),
        ("SQL Server and SQL", ["sql-server", "sql"]),
        ("R, Python and SQL", ["r", "python", "sql"]),
        ("Strong R programming", ["r"]),
    ],
)
def test_names_are_found_in_the_spellings_people_use(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "our go to market plan",
        "You excel in busy places",
        "access to the building",
        "R & D budget and R&D",
        "vitamin C and section C",
        "a swift answer in a word",
        "Javanese and goals",
        "write to jobs@python.org or see https://docker.com/aws",
        "Class C license",
        "spring cleaning",
    ],
)
def test_everyday_words_and_addresses_are_not_skills(text):
    assert [skill for skill in found(text) if skill != "rnd"] == []


@pytest.mark.parametrize("text", ["Go is used here", "Python, Go", "You write Go.", "programming in Go"])
def test_an_everyday_word_with_support_is_a_skill(text):
    assert "go" in found(text)


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("Licenciatura en informática", False),
        ("Ingeniería Informática, Python y SQL", False),
        ("estudios de informatica", False),
        ("Manejo de Informatica PowerCenter y SQL", True),
        ("SQL, ETL, Informatica", True),
    ],
)
def test_a_field_of_study_is_no_company_of_the_same_letters(text, is_named):
    names = Vocabulary.from_rows([NameRow("etl", "Informatica"), NameRow("sql", "SQL")])
    assert ("etl" in {hit.row.skill_id for hit in names.find(text)}) is is_named


def test_offsets_point_into_the_text_as_written_even_around_bracket_marks():
    text = "Networking -LRB-TCP/IP-RRB- \U0001f600 and Linux"
    assert [text[hit.start : hit.end] for hit in VOCABULARY.find(text)] == ["TCP/IP", "Linux"]


def test_words_on_separate_list_lines_do_not_make_one_name():
    assert found("SQL\nServer room") == ["sql"]
    assert found("customer\nservice") == ["customer-service"]


def test_of_equal_names_the_canonical_one_wins():
    vocabulary = Vocabulary.from_rows(
        [NameRow("a", "Spark", "", "Apache Spark"), NameRow("b", "Spark", "", "Spark")]
    )
    assert [hit.row.skill_id for hit in vocabulary.find("Spark SQL with Spark 3")][:1] == ["b"]


def test_an_unknown_boundary_rule_is_refused():
    with pytest.raises(ValueError, match="boundary_rule"):
        Vocabulary.from_rows(rows(), boundary_rule="other")


FLASH_NAMES = sorted({row.name for row in rows()} | {"c", "c+", "a b", "a b c", "b", "+", "a-b", "b c"})
PIECES = (" ", "a", "_", "x", "+", "-", ".", ",", "é", "1", "\n", "İ")
FLASH = Vocabulary.from_rows([NameRow(name, name) for name in FLASH_NAMES], boundary_rule="flashtext")


@settings(max_examples=400, deadline=None)
@given(
    st.lists(
        st.sampled_from([*FLASH_NAMES, " ", "a", "_", "x", "+", "-", ".", ",", "é", "1", "\n", "İ"]),
        max_size=14,
    )
)
def test_flashtexts_rule_finds_exactly_what_flashtext_finds(pieces):
    text = "".join(pieces)
    peer = KeywordProcessor()
    for name in FLASH_NAMES:
        peer.add_keyword(name, name)
    ours = [(hit.row.name.lower(), hit.start, hit.end) for hit in FLASH.find(text)]
    assert ours == [
        (name.lower(), start, end) for name, start, end in peer.extract_keywords(text, span_info=True)
    ]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_matches_never_overlap_and_stay_inside_any_text(text):
    hits = VOCABULARY.find(text)
    ends = [0, *(hit.end for hit in hits)]
    assert all(before <= hit.start < hit.end <= len(text) for before, hit in zip(ends, hits, strict=False))
