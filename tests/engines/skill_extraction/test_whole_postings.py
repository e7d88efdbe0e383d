import pytest

from techhire.engines.skill_extraction.extraction import extract

from .names import VOCABULARY

HELP_DESK = (
    "Help desk technician. You answer the help desk phone, reset passwords in Active Directory and set up "
    "Windows Server accounts. Microsoft Excel and Microsoft Teams every day. Linux is a plus."
)
SUPPLY = (
    "Supply specialist. You receive parts, do inventory management and customer service, drive a forklift and "
    "enter counts in Excel."
)
SPANISH = (
    "Buscamos una persona para el equipo de soporte. Requisitos: experiencia con Linux y SQL, y atención al cliente. "
    "Ofrecemos un buen ambiente de trabajo en el centro de la ciudad."
)


def test_a_help_desk_ad_has_enough_it_skills():
    reading = extract(HELP_DESK, VOCABULARY).it
    assert not reading.few_it_skills
    assert reading.it_count >= 4


def test_a_supply_ad_has_few_it_skills_and_says_which_words_it_knew():
    reading = extract(SUPPLY, VOCABULARY).it
    assert reading.few_it_skills
    assert set(reading.known_words) == {"inventory management", "customer service", "Excel"}


def test_the_caller_may_say_which_skills_are_it():
    assert extract(HELP_DESK, VOCABULARY, it_skills={"linux"}).it.few_it_skills
    everything = {"inventory", "customer-service", "excel"}
    assert not extract(SUPPLY, VOCABULARY, it_skills=everything).it.few_it_skills


@pytest.mark.parametrize(
    ("text", "code"), [(HELP_DESK, "en"), (SPANISH, "es"), ("1234 5678", "unknown"), ("", "unknown")]
)
def test_the_language_is_told(text, code):
    assert extract(text, VOCABULARY).language == code


def test_a_spanish_ad_is_read():
    skills = {found.skill_id: found.importance for found in extract(SPANISH, VOCABULARY).skills}
    assert skills == {"linux": "required", "sql": "required", "customer-service": "required"}


@pytest.mark.parametrize(
    "text", ["", " \n ", "<p></p>", "\x00\x01\ufffd", "word " * 20_000, "(" * 5_000, "no " * 5_000]
)
def test_odd_texts_are_read_without_complaint(text):
    assert extract(text, VOCABULARY).wanted == ()


def test_markup_is_not_text():
    text = "<ul><li>Java</li><li class='perl'>Python &amp; SQL</li></ul>"
    skills = extract(text, VOCABULARY).skills
    assert [found.skill_id for found in skills] == ["java", "python", "sql"]
    assert all(text[found.start : found.end] == found.text for found in skills)
