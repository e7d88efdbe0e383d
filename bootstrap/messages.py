"""Collect every sentence marked for translation, from Python and templates, into the Spanish catalog.

    .venv/bin/python bootstrap/messages.py [--check]

Django's own command needs the gettext programs of the system; Babel does the same from Python. Django turns a template
into something that reads like Python, and Babel's Python extractor reads that. Engines know nothing of translation, so
what they say to people stands in plain tables, named in TABLES. `--check` writes nothing and fails when a sentence has
no translation.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "techhire"
LANGUAGES = ("es",)
RENAMED_ON_IMPORT = re.compile(r"\b([dnpu]*gettext\w*) as (\w+)")
RENAMED_LATER = re.compile(r"^(\w+) = ([dnpu]*gettext\w*)$", re.MULTILINE)
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "gettext_noop": None,
}
TABLES = {  # by file: what is called, with how many sentences
    "engines/posting_check/words.py": ("Reason", 3),
    "engines/item_exchange/words.py": ("Words", 1),
}
Message = tuple[str | tuple[str, ...], str | None, str, int]


def main(check: bool) -> int:
    """Update the catalogs, or with `check` say what they lack; returns the exit code."""
    if not settings.configured:
        settings.configure()
    template = collected()
    return max(update(language, template, check) for language in LANGUAGES)


def collected() -> Catalog:
    """Every marked sentence of the product, with the places it stands in."""
    template = Catalog(project="TechHire", charset="utf-8")
    for path in sources():
        for message, context, comment, line in sentences(path):
            where = [(path.relative_to(ROOT).as_posix(), line)]
            template.add(
                message, context=context, locations=where, auto_comments=[comment] if comment else []
            )
    return template


def sources() -> Iterator[Path]:
    """Every Python module and template of the product, in a fixed order."""
    for path in sorted(PACKAGE.rglob("*")):
        is_template = path.suffix in {".html", ".txt"} and "templates" in path.parts
        if is_template or (path.suffix == ".py" and "migrations" not in path.parts):
            yield path


def sentences(path: Path) -> Iterator[Message]:
    """The marked sentences of one file: message or plural forms, context, comment, line."""
    text = path.read_text(encoding="utf-8")
    table = TABLES.get(path.relative_to(PACKAGE).as_posix())
    passes: list[Any]
    if table:
        callee, columns = table
        passes = [{callee: (column,)} for column in range(1, columns + 1)]
    elif path.suffix == ".py":
        passes = [keywords_of(text)] if "gettext" in text else []
    else:
        text = "\n".join(line.strip() for line in templatize(text, origin=str(path)).split("\n"))
        passes = [KEYWORDS]
    for keywords in passes:
        stream = io.BytesIO(text.encode())
        for line, message, comments, context in extract("python", stream, keywords, ["Translators:"]):
            yield message, context, " ".join(comments), line


def keywords_of(module: str) -> dict[str, Any]:
    """What marks a sentence in one module: Django's names, and those the module gives them (`t = gettext_lazy`)."""
    renamed = [(new, name) for name, new in RENAMED_ON_IMPORT.findall(module)]
    renamed += RENAMED_LATER.findall(module)
    return KEYWORDS | {new: KEYWORDS[name] for new, name in renamed}


def merged(language: str, template: Catalog) -> Catalog:
    """One language's catalog with what was found; obsolete sentences are dropped."""
    path = catalog_path(language)
    catalog = (
        read_po(io.BytesIO(path.read_bytes()), locale=language) if path.exists() else new_catalog(language)
    )
    catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    return catalog


def catalog_path(language: str) -> Path:
    """Where one language's catalog is kept."""
    return PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po"


def update(language: str, template: Catalog, check: bool) -> int:
    """Save one language's catalog as it now has to be, or with `check` say what it lacks."""
    path, catalog = catalog_path(language), merged(language, template)
    lacking = [message for message in catalog if message.id and not translated(message.string)]
    print(f"{language}: {len(catalog)} sentences, {len(lacking)} without translation")
    if check:
        for message in lacking:
            print(f"  {message.locations[0][0]}:{message.locations[0][1]} {message.id!r}")
        return 1 if lacking else 0
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        write_po(stream, catalog, width=110, omit_header=False, sort_output=True, include_lineno=False)
    return 0


def new_catalog(language: str) -> Catalog:
    """An empty catalog; not marked fuzzy, or the compiler would pass it over."""
    people = {
        "last_translator": "TechHire contributors",
        "language_team": language,
        "msgid_bugs_address": "see CONTRIBUTING.md",
    }
    comment = (
        f"# Sentences of TechHire in the language {language}. `make messages` keeps this file up to date."
    )
    return Catalog(
        locale=language, project="TechHire", version="1", header_comment=comment, fuzzy=False, **people
    )


def translated(text: str | tuple[str, ...] | list[str] | None) -> bool:
    """Whether every form of a sentence has words."""
    return bool(text) if text is None or isinstance(text, str) else all(text)


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv[1:]))
