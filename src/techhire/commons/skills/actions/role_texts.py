"""What a role profile of a community's own says of itself, checked as it is typed."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from techhire.commons.permits import Refused
from techhire.commons.permits.inputs import one_line, several_lines
from techhire.commons.skills.queries import is_occupation, looks_like_occupation
from techhire.commons.skills.words import ROLE_TEXTS

TEXTS = tuple(ROLE_TEXTS)
NEEDED = frozenset({"name", "about"})


def checked_texts(asked: Mapping[str, Any]) -> dict[str, str]:
    """The texts as they are kept; ``Refused`` at the field that is empty, too long or not known."""
    return {name: _checked(name, value) for name, value in asked.items()}


def _checked(name: str, value: str) -> str:
    if name not in TEXTS:
        raise Refused(_("A role profile has no such detail."), field=name)
    if name == "soc_code":
        return _code(value)
    if name in ("name", "name_es"):
        return one_line(value, field=name, limit=160, required=name in NEEDED)
    text = several_lines(value, field=name, limit=1000)
    if name in NEEDED and not text:
        raise Refused(_("Please fill this in."), field=name)
    return text


def _code(value: str) -> str:
    """A SOC 2018 code, in the list of occupations where that list was imported."""
    code = one_line(value, field="soc_code", limit=20, required=False)
    if code and not looks_like_occupation(code):
        raise Refused(_("An occupation code looks like 15-1232."), field="soc_code")
    if code and not is_occupation(code):
        raise Refused(_("The list of occupations has no such code."), field="soc_code")
    return code
