"""What is offered is a sentence that a careful editor would leave in; where there is none, nothing is offered."""

import pytest

from techhire.engines.posting_check import apply, check_posting

FIELDS = {"has_pay": True, "has_schedule": True, "has_place": True}

SENTENCES = [
    (
        "We need a technician who is a native English speaker.",
        "We need a technician who speaks English well enough for this work.",
    ),
    ("You are a native English speaker.", "You speak English well enough for this work."),
    (
        "Candidates should be native English speakers",
        "Candidates should speak English well enough for this work",
    ),
    (
        "We are looking for a native English-speaking technician.",
        "We are looking for a technician who speaks English well enough for this work.",
    ),
    (
        "We are looking for native Spanish speakers.",
        "We are looking for people who speak Spanish well enough for this work.",
    ),
    (
        "Seeking a native Spanish speaker",
        "Seeking somebody who speaks Spanish well enough for this work",
    ),
    ("Speak native English.", "Speak English well enough for this work."),
    ("A person with native English", "A person with English good enough for this work"),
    (
        "Bachelor's or Master's degree in the IT field and CCNA",
        "Bachelor's or Master's degree in the IT field or equivalent experience and CCNA",
    ),
    (
        "You hold a degree in engineering and have a love of networks",
        "You hold a degree in engineering or equivalent experience and have a love of networks",
    ),
    ("3+ years of help desk experience", "Help desk experience"),
    ("Around 3 years of Linux experience", "Linux experience"),
    ("A person with 10 years of Linux", "A person with experience in Linux"),
    ("Recent graduates with a love of computers", "People new to the field with a love of computers"),
    ("Rockstars wanted", "Specialists wanted"),
    ("Join our young team.", "Join our team."),
    ("Digital native preferred", "Person at ease with digital tools preferred"),
    ("You are a true digital native.", "You are a person at ease with digital tools."),
    ("Very good knowledge of PHP", "The ability to do routine work alone with PHP"),
    ("He/she answers calls.", "This person answers calls."),
    ("The technician makes sure he/she is on time", "The technician makes sure they are on time"),
    ("New people ask until he/she can work alone", "New people ask until they can work alone"),
    ("Report to him/her", "Report to them"),
]
"""A line, and the line after its one suggestion was taken."""

GOES = ["We are a young team.", "We hire young people.", "We are looking for a male candidate."]
"""Lines of which nothing would be left that says anything."""

SAID_ONLY = [
    "5 years of experience.",
    "5 years experience required",
    "Minimum of 3 years of relevant experience",
    "These 3 years of Linux experience count",
    "Rockstar attitude",
    "Ninja skills in Excel",
    "Our rockstar team",
    "You are a guru of networks.",
    "Fluent or native English",
    "Native English speaker with phone skills",
    "Native English-speaking technicians wanted",
    "Open to recent graduate engineers",
    "Extensive knowledge of the repair industry required.",
    "Strong understanding of business processes in the area of supply chain that our customers run",
    "The technician says when he/she leaves",
    "A digital native brand",
]
"""Lines for which no words can be put in by rule: a person is told what to do."""

SPANISH = [
    (
        "Buscamos un hablante nativo de inglés",
        "Buscamos una persona que hable inglés lo suficiente para este trabajo",
    ),
    ("Nivel nativo de inglés", "Inglés suficiente para este trabajo"),
    ("Tres años de experiencia en redes", "Experiencia en redes"),
]


def suggested(line, language="en"):
    text = f"About the job\n{line}\nApply today\n"
    (finding,) = check_posting(text, **FIELDS, language=language)
    return finding, apply(text, [finding])


@pytest.mark.parametrize(("line", "after"), SENTENCES)
def test_a_suggestion_makes_a_sentence(line, after):
    finding, text = suggested(line)
    assert not finding.advice
    assert text == f"About the job\n{after}\nApply today\n"


@pytest.mark.parametrize("line", GOES)
def test_a_line_that_would_say_nothing_goes(line):
    assert suggested(line)[1] == "About the job\nApply today\n"


@pytest.mark.parametrize("line", SAID_ONLY)
def test_where_no_sentence_can_be_made_none_is_offered(line):
    assert suggested(line)[0].advice


@pytest.mark.parametrize(("line", "after"), SPANISH)
def test_a_spanish_suggestion_makes_a_sentence(line, after):
    assert suggested(line, "es")[1] == f"About the job\n{after}\nApply today\n"


def test_spanish_experience_alone_is_no_suggestion():
    assert suggested("Dos años de experiencia.", "es")[0].advice


@pytest.mark.parametrize(
    "line", ["PhD student in our lab", "The PhD candidate teaches", "750 PhD or MBA holders"]
)
def test_a_person_who_has_or_earns_a_doctorate_is_no_degree_asked_for(line):
    assert check_posting(line, **FIELDS) == []


def test_less_than_a_number_of_years_is_no_demand():
    assert check_posting("If you have less than 1 year of experience, you may learn here.", **FIELDS) == []


def test_the_name_of_a_fellowship_is_no_word_about_age():
    assert check_posting("Paid by a Young Leader Fellowship", **FIELDS) == []
