"""A picture for somebody who looks for work: how many more jobs each step opens."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from techhire.portals.layout.bars import Bar, bar_chart
from techhire.portals.layout.charts import Chart
from techhire.portals.layout.templatetags.house import said

if TYPE_CHECKING:
    from techhire.plays.matches.queries import NearMisses, Step

FEWEST = 2
"""One bar that has a length compares with nothing."""


def steps_picture(found: "NearMisses") -> Chart | None:
    """More jobs within reach by step; as if what was told were confirmed, where that is all there is so far.

    Every step of the page has its line, also one that opens no job by itself.
    """
    gains = [(step, step.gain_if_confirmed if found.claims_only else step.gain_shown) for step in found.steps]
    if sum(gain > 0 for _step, gain in gains) < FEWEST:
        return None
    bars = [Bar(_name(step), gain, _more(gain) if gain else _none(step)) for step, gain in gains]
    title = _("More jobs within reach, by step")
    if found.claims_only:
        title = _("More jobs within reach, by step, if what you told us is confirmed")
    return bar_chart(bars, title=title, heads=(_("Step"), _("More jobs")))


def _name(step: "Step") -> str:
    if step.skill is not None:
        words = {"skill": said(step.skill, "name"), "level": step.level}
        return _("Show %(skill)s, level %(level)s") % words
    return step.program.name if step.program is not None else ""


def _none(step: "Step") -> str:
    if step.gain_if_confirmed:
        return _("none now, %(n)s if confirmed") % {"n": step.gain_if_confirmed}
    return _("none by itself yet")


def _more(gain: int) -> str:
    return ngettext("%(n)d more job", "%(n)d more jobs", gain) % {"n": gain}
