"""Tests somebody on the list of a test day cannot begin there yet, said to the staff when it matters."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.contrib import messages
from django.utils import formats
from django.utils.translation import gettext as _

from techhire.plays.assessments.queries.held_back import held_back
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from datetime import date

    from techhire.plays.assessments.models import CheckIn


def tell_held_back(request: Request, check_ins: "Sequence[CheckIn]") -> None:
    """Say for each test who took it too short a time before, and from what day it can be begun."""
    people = {row.pk: row.seeker.name or row.seeker.code for row in check_ins}
    names: dict[tuple[date, str], list[str]] = defaultdict(list)
    for pk, tests in held_back(check_ins, request.now).items():
        for one in tests:
            names[one.day, one.test.title].append(people[pk])
    for (day, title), who in sorted(names.items()):
        said = {"test": title, "day": formats.date_format(day, "DATE_FORMAT"), "names": ", ".join(who)}
        words = _("%(test)s was taken not long ago and cannot be begun before %(day)s: %(names)s.")
        messages.warning(request, words % said)
