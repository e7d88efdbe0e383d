"""The form of an assessor: by each criterion a level, its sentence beside it, and a remark from the list."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from techhire.plays.assessments.words import Remark
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.templatetags.house import said

if TYPE_CHECKING:
    from django.forms import BoundField

    from techhire.plays.assessments.queries.readings import ScoredCriterion


class ScoreForm(PlainForm):
    """One level and one remark a criterion; a draft may lack some of them, and handing in wants them all."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    use_required_attribute = False

    def __init__(
        self, *args: Any, criteria: "list[ScoredCriterion]", draft: bool = False, **kwargs: Any
    ) -> None:
        self.criteria = criteria
        self.draft = draft
        super().__init__(*args, **kwargs)
        for row in criteria:
            self._add(row)
        self.wanted_by_a_button = frozenset(self.fields) - {"version"}

    def _add(self, row: "ScoredCriterion") -> None:
        criterion = row.shown.criterion
        labels = [(a.level, f"{a.get_level_display()}: {said(a, 'text')}") for a in row.shown.anchors]
        self.fields[f"level_{criterion.pk}"] = forms.TypedChoiceField(
            label=said(criterion, "name"),
            choices=labels,
            coerce=int,
            empty_value=None,
            required=not self.draft,
            error_messages={"required": _("Choose a level.")},
            initial=row.level,
            widget=forms.RadioSelect(attrs={"class": "usa-radio__input"}),
        )
        self.fields[f"remark_{criterion.pk}"] = forms.ChoiceField(
            label=format_lazy(_("{name}: remark the person will read"), name=said(criterion, "name")),
            choices=[("", _("Choose one")), *Remark.choices],
            required=not self.draft,
            error_messages={"required": _("Choose a remark.")},
            initial=row.remark,
            widget=forms.Select(attrs={"class": "usa-select"}),
        )

    @property
    def rows(self) -> "list[tuple[ScoredCriterion, BoundField, BoundField]]":
        """Each criterion with its two fields."""
        return [
            (
                row,
                self[f"level_{row.shown.criterion.pk}"],
                self[f"remark_{row.shown.criterion.pk}"],
            )
            for row in self.criteria
        ]

    def take_up_scores(self, version: int) -> None:
        """Where I saved in another window meanwhile: say beside each field what is kept now, and go on from there."""
        kept: dict[str, Any] = {}
        for row in self.criteria:
            key = row.shown.criterion.pk
            kept |= {f"level_{key}": row.level, f"remark_{key}": row.remark}
        self.take_up(version, kept)

    def scores(self) -> dict[int, tuple[int | None, str]]:
        """By criterion id the level, None where there is none, and the code of the remark."""
        ids = [row.shown.criterion.pk for row in self.criteria]
        said = self.cleaned_data
        return {pk: (said[f"level_{pk}"], said[f"remark_{pk}"]) for pk in ids}
