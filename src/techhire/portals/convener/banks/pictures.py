"""Pictures of banks and tests: where items stand, how much a test tells, how a simulated test went."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from techhire.portals.layout.charts import COLORS, Chart, chart

if TYPE_CHECKING:
    from techhire.plays.assessments.queries.measured import BankMap
    from techhire.plays.assessments.queries.simulating import Told

LOW, HIGH = -3.5, 3.5


def _ability(alt: Any, field: str = "at:Q") -> Any:
    return alt.X(field, title=_("ability, logits"), scale=alt.Scale(domain=[LOW, HIGH], clamp=True))


def _information(alt: Any, data: Any) -> Any:
    base = alt.Chart(data)
    told = base.mark_line().encode(_ability(alt), alt.Y("told:Q", title=_("information")))
    cuts = base.mark_rule(strokeDash=[4, 3]).encode(alt.X("cut:Q"))
    names = base.mark_text(align="left", dx=3, y=8, fontSize=12).encode(alt.X("cut:Q"), alt.Text("level:N"))
    kept = "isValid(datum.cut)"
    return (
        told.transform_filter("isValid(datum.at)")
        + cuts.transform_filter(kept)
        + names.transform_filter(kept)
    )


def information_chart(mapped: "BankMap") -> Chart:
    """How exactly all items together measure at each ability."""
    rows: list[dict[str, object]] = [{"at": at, "told": told} for at, told in mapped.information]
    rows += [{"cut": cut, "level": str(level)} for level, cut in enumerate(mapped.cuts, start=1)]
    error = [(at, told, f"{told**-0.5:.2f}" if told > 0 else "–") for at, told in mapped.information]
    return chart(
        _information,
        rows,
        title=_("How much all questions together tell, by ability; levels begin at the dashed lines"),
        heads=(_("Ability"), _("Information"), _("Standard error")),
        cells=[(f"{at:+.2f}", f"{told:.2f}", se) for at, told, se in error],
    )


def _map(alt: Any, data: Any) -> Any:
    color = alt.Color("state:N", title=None, scale=alt.Scale(range=list(COLORS[:2])))
    shape = alt.Shape("state:N", title=None)
    level = alt.Y("level:O", title=_("level it was written for"), sort="descending")
    dots = alt.Chart(data).mark_point(opacity=0.8).encode(_ability(alt, "b:Q"), level, color, shape)
    return dots.properties(height=180)


def item_map_chart(mapped: "BankMap") -> Chart:
    """Each item's difficulty beside the level it was written for."""
    words = {True: _("guessed by its author"), False: _("measured")}
    rows = [
        {"b": round(item.b, 3), "level": item.level, "state": words[item.guessed]} for item in mapped.items
    ]
    return chart(
        _map,
        rows,
        title=_("Where each question stands on the scale"),
        heads=(_("Question"), _("Level"), _("Difficulty"), _("How it is known")),
        cells=[(item.code, item.level, f"{item.b:+.2f}", words[item.guessed]) for item in mapped.items],
    )


def _misses(alt: Any, data: Any) -> Any:
    return (
        alt.Chart(data)
        .mark_line(point=True)
        .encode(
            alt.X("band:N", title=_("true ability, logits"), sort=None, axis=alt.Axis(labelAngle=0)),
            alt.Y("value:Q", title=_("logits")),
            alt.Color("what:N", title=None),
            alt.StrokeDash("what:N", title=None),
        )
    )


def misses_chart(tried: "Told") -> Chart:
    """Root mean squared miss and bias by ability."""
    rows = [
        {"band": band.name, "value": round(value, 4), "what": what}
        for band in tried.bands
        for what, value in ((_("usual miss (RMSE)"), band.rmse), (_("lean (bias)"), band.bias))
    ]
    return chart(
        _misses,
        rows,
        title=_("How far results are from the truth"),
        heads=(_("Ability"), _("People"), _("RMSE"), _("Bias"), _("Questions asked")),
        cells=[
            (band.name, band.people, f"{band.rmse:.2f}", f"{band.bias:+.2f}", f"{band.length:.1f}")
            for band in tried.bands
        ],
    )


def _exposure(alt: Any, data: Any) -> Any:
    return (
        alt.Chart(data)
        .mark_bar()
        .encode(
            alt.X(
                "place:O", title=_("questions, most shown first"), axis=alt.Axis(labels=False, ticks=False)
            ),
            alt.Y("share:Q", title=_("share of people"), axis=alt.Axis(format="%")),
        )
    )


def exposure_chart(tried: "Told") -> Chart:
    """How many of the people saw each item."""
    rows = [{"place": place, "share": round(share, 4)} for place, (_code, share) in enumerate(tried.exposure)]
    return chart(
        _exposure,
        rows,
        title=_("How often each question is shown"),
        heads=(_("Question"), _("Share of people")),
        cells=[(code, f"{share:.0%}") for code, share in tried.exposure],
    )
