"""What a role profile of a community's own says of itself, checked as it is typed."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from techhire.commons.permits import Refused
from techhire.commons.permits.inputs import one_line, several_lines
from techhire.commons.skills.models import Occupation, RoleProfile
from techhire.commons.skills.words import ROLE_TEXTS, Scheme

TEXTS = tuple(ROLE_TEXTS)
NEEDED = frozenset({"name", "about"})
CODE = re.compile(r"[0-9]{2}-[0-9]{4}")


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
    if code and not CODE.fullmatch(code):
        raise Refused(_("An occupation code looks like 15-1232."), field="soc_code")
    listed = Occupation.objects.filter(scheme=Scheme.SOC_2018)
    if code and not listed.filter(code=code).exists() and listed.exists():
        raise Refused(_("The list of occupations has no such code."), field="soc_code")
    return code


def refuse_half_told(role: RoleProfile) -> None:
    """Seekers read what is published, in either language."""
    for name in ("name_es", "about_es"):
        if not getattr(role, name):
            raise Refused(
                _("People see this in both languages. Fill it in in Spanish before it is published."),
                field=name,
            )
