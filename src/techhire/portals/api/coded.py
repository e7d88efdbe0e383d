"""Skills as a request names them: by their codes."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from techhire.commons.permits import Refused
from techhire.commons.skills.queries import skills_coded
from techhire.portals.layout.request import Request


def skill_ids_of(request: Request, codes: Iterable[str], field: str) -> dict[str, int]:
    """The ids of skills in use here by their codes; refused beside the field where one is not known. One query."""
    asked = list(codes)
    found = skills_coded(request.actor.community_id, asked)
    for code in asked:
        if code not in found:
            raise Refused(_("We do not know this skill: %(code)s.") % {"code": code}, field=field)
    return {code: skill.pk for code, skill in found.items()}


def skill_id_of(request: Request, code: str, field: str) -> int:
    """The id of one of them."""
    return skill_ids_of(request, [code], field)[code]
