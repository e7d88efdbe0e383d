"""What the readers of JSON share: the one file, and values of any kind read as text or not at all."""

import json
import re
import uuid
from typing import Any

from django.utils.translation import gettext as _

from techhire.commons.skills.actions.importers.files import Folder, Unreadable
from techhire.commons.skills.actions.importers.records import WrongFile

Json = dict[str, Any]


def the_one_json(folder: Folder) -> tuple[str, Any]:
    """The one JSON file: its name and what it holds. Raises ``WrongFile`` where there is not one, or no JSON in it."""
    names = [name for name in folder.names if name.endswith((".json", ".jsonld"))]
    if len(names) != 1:
        raise WrongFile(_("One JSON file belongs here."))
    try:
        with folder.text(names[0]) as file:
            return folder.title(names[0]), json.load(file)
    except json.JSONDecodeError as error:
        where = {"line": error.lineno, "column": error.colno}
        raise WrongFile(
            _("This is no JSON: line %(line)d breaks off at character %(column)d.") % where
        ) from error
    except (Unreadable, ValueError, RecursionError) as error:
        raise WrongFile(_("A file cannot be read: %(trouble)s") % {"trouble": str(error)[:200]}) from error


def uuid_of(value: Any) -> str:
    """A UUID as text, empty where it is none."""
    try:
        return str(uuid.UUID(value)) if isinstance(value, str) else ""
    except ValueError:
        return ""


def text_of(value: Any) -> str:
    """Text with plain blanks, empty where it is none."""
    return re.sub(r"\s+", " ", value.replace("\x00", "")).strip() if isinstance(value, str) else ""


def texts_of(value: Any) -> list[str]:
    """The texts of a list, without those of more than 300 characters."""
    return [t for t in map(text_of, value) if t and len(t) <= 300] if isinstance(value, list) else []
