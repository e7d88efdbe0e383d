"""Pictures for an employer: what softer lines would open, and how far people are along what a job asks for."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from techhire.plays.matches.queries import Along, ImpactLine, RequirementImpact, in_words
from techhire.portals.layout.bars import Bar, bar_chart
from techhire.portals.layout.charts import Chart
from techhire.portals.layout.templatetags.house import said

MOST = 6


def impact_picture(impact: RequirementImpact) -> Chart | None:
    """People who would fit if one line were changed, beside those who fit now; none where no one line opens more."""
    changes = sorted(
        (bar for line in impact.lines if line.opens > 0 for bar in _softer(line, impact.now.value or 0)),
        key=lambda bar: -bar.length,
    )
    if not changes:
        return None
    now = Bar(_("As it is asked now"), impact.now.value or 0, in_words(impact.now), quiet=True)
    return bar_chart(
        [now, *changes[:MOST]],
        title=_("People who would fit if one line were changed"),
        heads=(_("What is changed"), _("People who would fit")),
    )


def _softer(line: ImpactLine, now: int) -> Iterator[Bar]:
    skill = said(line.skill, "name")
    lower = _("%(skill)s at level %(level)s") % {"skill": skill, "level": line.level - 1}
    learned = _("%(skill)s learned on the job") % {"skill": skill}
    for name, count in ((lower, line.lowered), (learned, line.learned)):
        if count is not None and (count.value or 0) > now:
            yield Bar(name, count.value or 0, in_words(count))


def along_picture(steps: Sequence[Along]) -> Chart | None:
    """How many people show all, all but one, and so on down to none of the essential skills."""
    if not steps:
        return None
    return bar_chart(
        [Bar(_along(step), step.count.value or 0, in_words(step.count)) for step in steps],
        title=_("People by how many of the essential skills they show"),
        heads=(_("Essential skills shown"), _("People whose place, hours and pay match")),
    )


def _along(step: Along) -> str:
    if step.shown == step.of:
        return _("all %(of)d of %(of)d") % {"of": step.of}
    return _("%(shown)d of %(of)d") % {"shown": step.shown, "of": step.of}
