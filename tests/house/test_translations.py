"""Every sentence people can see has Spanish, with the same blanks in it, and no template keeps words to itself."""

import importlib.util
import io
import re
from collections import Counter
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from django.template import Context, Engine
from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import override

from tests.house.every import every
from tests.house.literal_words import literal_pages, literal_words

ROOT = Path(__file__).parents[2]
PORTALS = ROOT / "src" / "techhire" / "portals"
MODULES = sorted(path for path in PORTALS.rglob("*.py") if "console" not in path.parts)
TEMPLATES = sorted(path for path in PORTALS.glob("*/templates/**/*") if path.suffix in {".html", ".txt"})
BLANK = re.compile(r"%\(\w+\)[a-z]|%%|%(?:\.\d+)?[sdf]")
# Names are the same in every language, and the language switch names each language in its own.
NAMES = frozenset(
    {"TechHire", "API", "CASE", "CTDL", "ASN", "CIP", "SOC", "NET", "ESCO", "NAICS", "English", "Español"}
)


@cache
def collector() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages", ROOT / "bootstrap" / "messages.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def collected() -> Catalog:
    return collector().collected()


@pytest.fixture(scope="module")
def spanish(collected: Catalog) -> list[Message]:
    catalog = collector().merged("es", collected)
    return [message for message in catalog if message.id and collector().translated(message.string)]


@pytest.fixture(scope="module")
def saved() -> Catalog:
    return read_po(io.BytesIO(collector().catalog_path("es").read_bytes()), locale="es")


def forms(text: Any) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def test_sentences_are_found_in_python_in_templates_and_in_the_tables_of_engines(collected: Catalog) -> None:
    assert collected.get("Skip to main content"), "a template"
    assert collected.get("not yet shown"), "a lazy sentence in Python"
    assert collected.get("Where is the work done?"), "a module with a short name of its own for gettext"
    assert collected.get("Asks for a degree"), "what the posting check says"
    assert collected.get("Years do not say how well someone does the work."), "and why"


def test_every_sentence_has_spanish(collected: Catalog, spanish: list[Message]) -> None:
    said = {message.id for message in spanish}
    assert not [(m.locations[0][0], m.id) for m in collected if m.id and m.id not in said]


def test_both_languages_have_the_same_blanks(spanish: list[Message]) -> None:
    different = []
    for message in spanish:
        allowed = [Counter(BLANK.findall(form)) for form in forms(message.id)]
        said = [Counter(BLANK.findall(form)) for form in forms(message.string)]
        if said[-1] != allowed[-1] or any(one not in allowed for one in said):
            different.append((message.id, message.string))
    assert not different


def test_a_sentence_that_counts_counts_in_spanish_too(spanish: list[Message]) -> None:
    assert not [m.id for m in spanish if m.pluralizable != isinstance(m.string, tuple)]
    assert not [m.id for m in spanish if m.pluralizable and len(forms(m.string)) != 2]


def test_nothing_in_the_catalog_is_a_guess_or_left_over(saved: Catalog) -> None:
    assert not [m.id for m in saved if m.id and m.fuzzy]
    assert not saved.fuzzy, "a fuzzy header keeps the whole catalog from being compiled"
    assert not saved.obsolete


def test_spanish_holds_no_markup_and_ends_like_english(spanish: list[Message]) -> None:
    odd = []
    for message in spanish:
        for english, said in zip(forms(message.id), forms(message.string), strict=True):
            ends = re.compile(r"(?:(?<!U\.S)\.|[:?!])$")
            if bool(ends.search(english)) != bool(ends.search(said)) or re.search(r"</?[a-z]+>", said):
                odd.append((english, said))
            if ("?" in english) != ("¿" in said):
                odd.append((english, said))
    assert not odd


def test_the_catalog_compiles(saved: Catalog) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, saved)
    compiled.seek(0)
    again = {forms(message.id)[0]: forms(message.string) for message in read_mo(compiled) if message.id}
    kept = [message for message in saved if message.id and collector().translated(message.string)]
    assert all(again[forms(message.id)[0]] == forms(message.string) for message in kept)


@every("path", TEMPLATES)
def test_a_template_keeps_no_words_from_the_translator(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not literal_words(text, NAMES, html=path.suffix == ".html")


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>Hello there</p>", ["Hello there"]),
        ('<p>{% translate "Hello" %}</p>', []),
        ("<p>{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}</p>", []),
        ('<a title="Home">{{ name }}</a>', ["Home"]),
        ("<td data-label=\"{% translate 'When' %}\">{{ day }}</td>", []),
        ('<input type="submit" value="Send">', ["Send"]),
        ('{{ name|default:"nobody" }}', ["nobody"]),
        ('{{ name|default:_("nobody") }}', []),
        ("{# a note #}{% comment %}a note{% endcomment %}<code>GET</code> TechHire &nbsp; 5 %", []),
    ],
)
def test_the_finder_of_literal_words_tells_them_from_marked_ones(template: str, found: list[str]) -> None:
    Engine(libraries={"i18n": "django.templatetags.i18n"}, builtins=["django.templatetags.i18n"]).from_string(
        template
    ).render(Context({}))
    assert literal_words(template, NAMES) == found


@every("path", MODULES)
def test_a_page_written_in_python_keeps_no_words_from_the_translator(path: Path) -> None:
    assert not literal_pages(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('said = "<h1>Something broke</h1>"', ["Something broke"]),
        ('said = f"<p>Hello {name}</p>"', ["Hello"]),
        ('said = "<h1>{}</h1><p>{words}</p>"', []),
        ('said = f"<h1>{heading}</h1>"', []),
        ('said = _("Something broke")', []),
        ('"""Below ``/c/<slug>/`` it is told."""', []),
    ],
)
def test_the_finder_reads_pages_written_in_python(source: str, found: list[str]) -> None:
    assert literal_pages(source) == found


def test_no_word_of_ours_takes_the_place_of_a_month_or_a_weekday(collected: Catalog) -> None:
    """A column headed "May" once made every 30th of May a "30 de Puede"."""
    days = [*MONTHS.values(), *MONTHS_3.values(), *WEEKDAYS.values(), *WEEKDAYS_ABBR.values()]
    with override("en"):
        assert not [
            word for word in map(str, days) if collected.get(word) or collected.get(word.capitalize())
        ]
