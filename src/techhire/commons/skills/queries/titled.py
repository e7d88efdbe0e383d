"""From a job's title to an occupation of SOC 2018, for a person to confirm."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from techhire.commons.communities.models import Community
from techhire.commons.skills import starter
from techhire.commons.skills.models import Occupation, OccupationTitle
from techhire.commons.skills.queries.roles import role_profiles, role_titled
from techhire.commons.skills.words import Scheme

FEWEST_LETTERS = 3
SHAPE = re.compile(r"[0-9]{2}-[0-9]{4}")


@dataclass(frozen=True)
class NamedOccupation:
    """A code of SOC 2018 and what such work is called, as far as it is known here."""

    code: str
    title: str = ""
    title_es: str = ""


def occupation_titled(community: Community | None, title: str) -> str:
    """The code of the one occupation that goes by this title; empty where none does or several do.

    Titles of SOC 2018 and O*NET, where they are here, speak first; else the titles jobs of our role profiles go by.
    """
    codes = {code[:7] for code in _codes_titled(title)}
    if len(codes) == 1:
        return codes.pop()
    role = role_titled(role_profiles(community), title)
    return role.soc_code if role else ""


def _codes_titled(title: str) -> set[str]:
    """Codes of SOC 2018 and O*NET whose own title or another one this is, whatever its capitals. Two queries."""
    said = " ".join(title.split())
    if len(said) < FEWEST_LETTERS:
        return set()
    schemes = [Scheme.SOC_2018, Scheme.ONET]
    own = Occupation.objects.filter(scheme__in=schemes, title__iexact=said)
    others = OccupationTitle.objects.filter(occupation__scheme__in=schemes, title__iexact=said)
    return {
        *own.values_list("code", flat=True),
        *others.values_list("occupation__code", flat=True),
    }


def occupation_said(said: str) -> str:
    """The code somebody means who types a code or the title of one occupation; empty where it is neither."""
    text = " ".join(said.split())
    if is_occupation(text):
        return text
    codes = {code[:7] for code in _codes_titled(text)}
    return codes.pop() if len(codes) == 1 else ""


def is_occupation(code: str) -> bool:
    """Whether it is a code of SOC 2018: one of the list where that was imported, else one that looks like it."""
    listed = Occupation.objects.filter(scheme=Scheme.SOC_2018)
    return looks_like_occupation(code) and (listed.filter(code=code).exists() or not listed.exists())


def looks_like_occupation(code: str) -> bool:
    """Whether it has the shape of a code of SOC 2018: two digits, a hyphen, four digits."""
    return bool(SHAPE.fullmatch(code))


def occupations_usual(community: Community | None, *more: str) -> list[NamedOccupation]:
    """What jobs here usually are, by code: those of the role profiles, with ``more`` codes. Two queries."""
    roles = {role.soc_code: role for role in role_profiles(community) if role.soc_code}
    codes = {*roles, *(code for code in more if code)}
    return [_named(code, known) for known in [_known(codes)] for code in sorted(codes)]


def _known(codes: Iterable[str]) -> dict[str, Occupation]:
    rows = Occupation.objects.filter(scheme=Scheme.SOC_2018, code__in=list(codes))
    return {row.code: row for row in rows}


def _named(code: str, known: dict[str, Occupation]) -> NamedOccupation:
    row = known.get(code)
    if row is not None:
        return NamedOccupation(code, row.title, row.title_es)
    return NamedOccupation(code, *starter.occupation_names().get(code, ("", "")))
