"""Which language a text is in, and what may be taken for English though it is too short to tell."""

import pytest

from techhire.engines.skill_extraction import mention_model
from techhire.engines.skill_extraction.extraction import extract
from techhire.engines.skill_extraction.language import detect, guess, may_be_english

from .names import VOCABULARY


@pytest.mark.parametrize(
    "text",
    [
        "Docker = major plus.",
        "REQ 20881 / DOCKER REQUIRED / LINUX EXCLUDED",
        "No degree, no license, no Docker. Just show up with your boots.",
    ],
)
def test_terse_english_may_be_english(text):
    assert detect(text) != "en"
    assert may_be_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "Se valorará Python.",
        "Wir suchen jemanden mit Python",
        "Python e SQL obrigatório",
        "No se requiere Perl.",
        "",
        "Docker " + "unbekannt wort nichts " * 3 + "und",
    ],
)
def test_other_languages_are_not_taken_for_it(text):
    assert may_be_english(text) == (not text)


def test_the_small_model_has_a_say_in_terse_ads(monkeypatch):
    asked = []
    monkeypatch.setattr(mention_model, "weigh", lambda sights, ruled, reader: asked.append(sights) or ruled)
    extract("Docker: heavens, no.", VOCABULARY)
    extract("Se valorará Docker.", VOCABULARY)
    assert len(asked) == 1


LIST_OF_NAMES = """Help Desk Technician
You’ll answer phones & reset passwords.
Windows 10
Active Directory
Requirements:
Good knowledge of Windows
Bachelor's degree required
Pay: $20 – $25 per hour"""
LISTA_DE_NOMBRES = """Técnico soporte
Windows 10
Active Directory
Impresoras
Requisitos:
Buen manejo de Windows, Excel, Word, Outlook, Teams
Licenciatura terminada
Pago: $20 – $25 por hora"""


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (LIST_OF_NAMES, "en"),
        (
            LIST_OF_NAMES.replace(
                "\n", "\nCisco IOS, VMware ESXi, Juniper Junos, Ubuntu Server, Debian GNU\n"
            ),
            "en",
        ),
        (LISTA_DE_NOMBRES, "es"),
        ("Wir suchen jemanden mit Python", "de"),
        ("Техник поддержки Windows", "unknown"),
    ],
)
def test_an_ad_that_is_mostly_names_is_told_by_the_few_short_words_it_has(text, language):
    assert guess(text) == language
