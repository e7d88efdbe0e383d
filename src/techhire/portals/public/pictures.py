"""A picture for anybody: which skills open jobs ask for most."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from techhire.portals.layout.bars import Bar, bar_chart
from techhire.portals.layout.charts import Chart
from techhire.portals.layout.templatetags.house import said

if TYPE_CHECKING:
    from techhire.plays.marketplace.queries import AskedOften

FEWEST = 3
"""With fewer skills there is nothing to look at."""


def asked_picture(rows: "Sequence[AskedOften]") -> Chart | None:
    """Jobs that ask for each skill on day one, the one most ask for first."""
    if len(rows) < FEWEST:
        return None
    return bar_chart(
        [Bar(said(row.skill, "name"), row.jobs, _jobs(row.jobs)) for row in rows],
        title=_("Skills open jobs ask for most"),
        heads=(_("Skill"), _("Open jobs")),
    )


def _jobs(n: int) -> str:
    return ngettext("%(n)d job", "%(n)d jobs", n) % {"n": n}
