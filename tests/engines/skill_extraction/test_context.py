from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techhire.engines.skill_extraction import sections
from techhire.engines.skill_extraction.extraction import extract

from .names import VOCABULARY


def importance(text):
    return {found.skill_id: found.importance for found in extract(text, VOCABULARY).skills}


def level(text, skill):
    return next(found.level for found in extract(text, VOCABULARY).skills if found.skill_id == skill)


SENTENCES = [
    ("Java required, Python preferred.", {"java": "required", "python": "preferred"}),
    ("Must know SQL, Python preferred.", {"sql": "required", "python": "preferred"}),
    (
        "Java (required), Go (nice to have), Python.",
        {"java": "required", "go": "preferred", "python": "required"},
    ),
    ("Java (Spring preferred), SQL", {"java": "required", "spring": "preferred", "sql": "required"}),
    ("Experience with Java, preferably Spring.", {"java": "required", "spring": "preferred"}),
    ("Python is not required but helpful.", {"python": "preferred"}),
    ("AWS is not a must, but it helps.", {"aws": "preferred"}),
    ("Docker - nice to have", {"docker": "preferred"}),
    ("No experience with Java needed, you will use Python.", {"java": "negated", "python": "required"}),
    ("There is no need to know Java.", {"java": "negated"}),
    (
        "No prior knowledge of Python, SQL or Linux is expected.",
        dict.fromkeys(("python", "sql", "linux"), "negated"),
    ),
    ("We do not use Perl.", {"perl": "negated"}),
    ("You will use Linux, not Windows Server.", {"linux": "required", "windows-server": "negated"}),
    ("Instead of Perl we write Python.", {"perl": "negated", "python": "required"}),
    ("While Java is not used here, Python is used daily.", {"java": "negated", "python": "required"}),
    ("Not only Java but also Python is required", {"java": "required", "python": "required"}),
    ("No degree required, but Python is.", {"python": "required"}),
    ("You cannot do this job without SQL.", {"sql": "required"}),
    ("Applications without Java experience will not be considered.", {"java": "required"}),
    ("You don't need to be an expert in Python.", {"python": "required"}),
    ("Our customers run their shops on AWS.", {"aws": "boilerplate"}),
    (
        "We offer certification training in AWS and Salesforce.",
        {"aws": "boilerplate", "salesforce": "boilerplate"},
    ),
    ("Interviews are held over Microsoft Teams.", {"teams": "boilerplate"}),
    ("We are an equal opportunity employer and use Microsoft Teams.", {"teams": "boilerplate"}),
    ("No se requiere experiencia en Perl. Imprescindible SQL.", {"perl": "negated", "sql": "required"}),
    ("Se valorará Python.", {"python": "preferred"}),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_a_sentence_is_read_as_a_person_reads_it(text, expected):
    assert importance(text) == expected


def test_sections_decide_where_a_line_says_nothing_itself():
    text = (
        "About us\nWe build Kubernetes tools.\n\nRequirements:\n- Java\n\nNice to have:\n- Docker\n\n"
        "Benefits:\nSalesforce training\n"
    )
    assert importance(text) == {
        "kubernetes": "boilerplate",
        "java": "required",
        "docker": "preferred",
        "salesforce": "boilerplate",
    }


def test_headings_are_found_in_postings_that_lost_their_line_breaks():
    text = "Support our users.requirements: Linux; SQL. Nice to have: Docker. Not required: Perl."
    assert importance(text) == {
        "linux": "required",
        "sql": "required",
        "docker": "preferred",
        "perl": "negated",
    }


@pytest.mark.parametrize(
    ("text", "skill", "expected"),
    [
        ("Exposure to Docker", "docker", 1),
        ("Basic SQL", "sql", 2),
        ("Some hands-on work with Docker", "docker", 2),
        ("Hands-on work with Docker", "docker", 3),
        ("Working knowledge of Linux", "linux", 3),
        ("Strong Python skills", "python", 4),
        ("Expert in Java", "java", 5),
        ("1 year of Java", "java", 2),
        ("3+ years of experience with Java", "java", 3),
        ("five (5) years of Java", "java", 4),
        ("Java (10+ years)", "java", 5),
        ("Strong Python skills, basic SQL", "sql", 2),
        ("At least 5 years of Java and familiarity with Docker", "docker", 2),
        ("Python", "python", 2),
        ("Senior engineer. You write Python.", "python", 4),
        ("You must be 18 years old and know Python", "python", 2),
    ],
)
def test_years_and_level_words_become_levels(text, skill, expected):
    assert level(text, skill) == expected


def test_what_is_said_outranks_what_is_only_mentioned():
    text = "You will meet Python.\nPython is a plus."
    assert importance(text) == {"python": "preferred"}
    found = extract(text, VOCABULARY).skills[0]
    assert [mention.start for mention in found.mentions] == [14, 22]
    assert found.start == 22


def test_without_context_rules_every_name_is_required():
    skills = extract("No Java. Python is a plus.", VOCABULARY, use_context=False).skills
    assert {found.importance for found in skills} == {"required"}


WORDS = st.sampled_from(
    [
        "Java",
        "Python",
        "Go",
        "Docker",
        "no",
        "not",
        "required",
        "preferred",
        "a plus",
        "we",
        "you",
        "but",
        ",",
        ".",
        ";",
    ]
    + [
        "(",
        ")",
        "\n",
        "Requirements:",
        "Benefits:",
        "3 years",
        "basic",
        "without",
        "-",
        "\u2022",
        "must know",
        "if",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=25))
def test_any_mixture_of_cues_gives_a_complete_reading(pieces):
    text = " ".join(pieces)
    for found in extract(text, VOCABULARY).skills:
        assert text[found.start : found.end] == found.text
        assert found.importance in {"required", "preferred", "negated", "boilerplate"}
        assert 1 <= found.level <= 5
        assert 0 < found.confidence <= 1


@given(st.text(alphabet="ab,. -(\n", max_size=5000))
@settings(max_examples=50, deadline=None)
def test_a_sentence_has_an_end_and_nothing_of_a_text_is_left_out(text):
    parts = sections.sentences("x" * 1500 + " " + text)
    assert all(part.end - part.start <= 1000 for part in parts)
    assert parts[0].start == 0 and all(one.end <= two.start for one, two in pairwise(parts))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("You help customers who use Excel.", "boilerplate"),
        ("Patience with colleagues who can't use Excel", "boilerplate"),
        ("Paciencia con personas que no saben usar Excel", "boilerplate"),
        ("We look for people who are good with Excel.", "required"),
        ("You help customers who are not sure, and use Excel.", "required"),
        ("We want people who know Excel.", "required"),
    ],
)
def test_what_other_people_can_or_cannot_do_is_not_asked_of_the_person(text, read):
    assert importance(text).get("excel") == read


def test_a_level_word_about_somebody_else_is_no_level():
    assert level("Requirements:\n- SQL for callers who are not good at it", "sql") == 2
    assert level("Requirements:\n- SQL (good)", "sql") == 3


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Requirements\n- Windows 10\n\nNice to have (not required)\n- Java", "preferred"),
        ("Requirements\n- Windows 10\n\nSkills (preferred)\n- Java", "preferred"),
        ("Nice to have\n- SQL\n- Java (nice to have)\n- Java", "preferred"),
        ("Nice to have\n- Java certification (we pay for the exam)", "preferred"),
        ("Nice to have\n- Free training in Java (we pay for the exam)", "boilerplate"),
        ("Requirements\n- Java\n\nWe use Java? No Java experience needed.", "negated"),
        ("Nice to have\n- Java\n\nNo Java experience needed.", "preferred"),
    ],
)
def test_an_aside_in_parentheses_leaves_a_heading_and_an_item_what_they_are(text, read):
    assert importance(text)["java"] == read
