"""Pictures of a test's figures; each is drawn from its rows alone and has them as a table beneath."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from techhire.portals.layout.charts import Chart, chart

if TYPE_CHECKING:
    from techhire.plays.assessments.queries.group_story import GroupTable
    from techhire.plays.assessments.queries.quality_story import Story

FURTHEST = 2.0
"""Where an interval that reaches further is cut off in the picture; its table has the whole of it."""
FOUR_FIFTHS = 0.8
MOST_BARS = 40
WIDTH = 520


def _error_bars(alt: Any, data: Any) -> Any:
    level = alt.X("level:O", title=_("level"), axis=alt.Axis(labelAngle=0))
    error = alt.Y("error:Q", title=_("usual error (logits)"))
    return alt.Chart(data).mark_bar().encode(level, error).properties(width=WIDTH, height=180)


def error_by_level(story: "Story") -> Chart | None:
    """The usual error of people at each level, where there are ten at least."""
    rows = [row for row in story.exact["levels"] if row["error"] is not None]
    if len(rows) < 2:
        return None
    return chart(
        _error_bars,
        rows,
        title=_("How far a result is usually off, by level"),
        heads=(_("Level"), _("Usual error (logits)")),
        cells=[(row["level"], f"{row['error']:.2f}") for row in rows],
    )


def _seen_bars(alt: Any, data: Any) -> Any:
    code = alt.X("code:N", sort=None, title=_("question"), axis=alt.Axis(labels=False, ticks=False))
    seen = alt.Y("seen:Q", title=_("share who saw it"), axis=alt.Axis(format="%"))
    bars = alt.Chart(data).mark_bar().encode(code, seen)
    limit = alt.Chart(data).mark_rule(strokeDash=[6, 4]).encode(alt.Y("limit:Q"))
    return (bars + limit).properties(width=WIDTH, height=200)


def exposure(story: "Story") -> Chart | None:
    """How many people saw each question, the most seen first, beside the limit."""
    seen = [line.figures for line in story.questions if line.figures.get("seen") is not None]
    if len(seen) < 2:
        return None
    most = sorted(seen, key=lambda row: (-row["seen"], row["code"]))[:MOST_BARS]
    limit = story.exact["limit"]
    return chart(
        _seen_bars,
        [{"code": row["code"], "seen": row["seen"], "limit": limit} for row in most],
        title=_("The questions most people saw; the dashed line is the limit"),
        heads=(_("Question"), _("Share who saw it")),
        cells=[(row["code"], f"{row['seen']:.0%}") for row in most],
    )


def _ratio_dots(alt: Any, data: Any) -> Any:
    names = alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=260))
    scale, axis = alt.Scale(domain=[0, FURTHEST]), alt.Axis(tickCount=5)
    low = alt.X("low:Q", scale=scale, axis=axis, title=_("ratio to the highest rate"))
    base = alt.Chart(data)
    whiskers = base.mark_rule().encode(names, low, alt.X2("high:Q"))
    dots = base.mark_point().encode(names, alt.X("ratio:Q", scale=scale))
    fifths = base.mark_rule(strokeDash=[6, 4]).encode(alt.X("fifths:Q", scale=scale))
    return (fifths + whiskers + dots).properties(width=WIDTH, height=alt.Step(28))


def ratios(table: "GroupTable") -> Chart | None:
    """Each compared group's ratio with its interval, beside four fifths."""
    lines = table.compared
    if not lines:
        return None
    rows = [
        {
            "name": line.name,
            "ratio": min(line.ratio or 0.0, FURTHEST),
            "low": line.low,
            "high": FURTHEST if line.high is None else min(line.high, FURTHEST),
            "fifths": FOUR_FIFTHS,
        }
        for line in lines
    ]
    return chart(
        _ratio_dots,
        rows,
        title=_("%(by)s: ratio to the highest rate with its 95 %% interval; the dashed line is four fifths")
        % {"by": table.title},
        heads=(_("Group"), _("Ratio"), _("Interval")),
        cells=[(line.name, f"{line.ratio:.2f}", _interval(line.low, line.high)) for line in lines],
    )


def _interval(low: float | None, high: float | None) -> str:
    return f"{low:.2f} – {high:.2f}" if high is not None else _("%(low).2f and more") % {"low": low}
