"""Saying until when somebody used a skill: the same question on their own page and on their coach's."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from techhire.commons.permits import Refused
from techhire.plays.seekers.actions.uses import take_back_use, tell_use
from techhire.plays.seekers.words import ON_THE_JOB, UsedWhere
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.request import Request
from techhire.portals.layout.year_field import YearField

if TYPE_CHECKING:
    from techhire.commons.skills.models import Skill
    from techhire.plays.seekers.models import Seeker

t = gettext_lazy
PLACES = [
    (UsedWhere.WORK, t("At work")),
    (UsedWhere.UNPAID, t("In unpaid work: helping out, caring for a family, a club")),
    (UsedWhere.HOME, t("At home, not as work")),
]
STILL, UNTIL = "still", "until"


class UseForm(PlainForm):
    """Where, and until which month or year, or still."""

    wanted_by_a_button = frozenset({"year"})

    where = forms.ChoiceField(label=t("Where was it used?"), choices=PLACES, widget=forms.RadioSelect)
    until = forms.ChoiceField(
        label=t("Until when?"),
        choices=[(STILL, t("It is still used")), (UNTIL, t("Until the month or year below"))],
        widget=forms.RadioSelect,
    )
    month = forms.TypedChoiceField(
        label=t("Month"),
        help_text=t(
            "If you know the year alone, leave it out. Then January counts: it is all a year says for sure."
        ),
        choices=[("", t("Choose a month")), *MONTHS.items()],
        coerce=int,
        empty_value=None,
        required=False,
    )
    year = YearField(label=t("Year"), help_text=t("Needed unless it is still used."), required=False)

    def clean(self) -> dict[str, Any]:
        """A day needs its year."""
        data = super().clean() or self.cleaned_data
        if data.get("until") == UNTIL and "year" not in self.errors and not data.get("year"):
            self.add_error("year", _("Enter a year, like 2019."))
        return data

    @property
    def day(self) -> date | None:
        """The first of the month, or of the year, where no month is known; none: still used."""
        data = self.cleaned_data
        return date(data["year"], data["month"] or 1, 1) if data["until"] == UNTIL else None

    @property
    def year_only(self) -> bool:
        """Whether the year is all that is known."""
        return self.cleaned_data["until"] == UNTIL and not self.cleaned_data["month"]


def use_form(request: Request) -> UseForm:
    """The form as it was sent, or empty."""
    sent = request.method == "POST" and "take_back" not in request.POST
    return UseForm(request.POST if sent else None)


def use_answered(request: Request, form: UseForm, seeker: "Seeker", skill: "Skill") -> str:
    """What was done, in words; empty where the form says what is wrong, or nothing was sent."""
    if request.method == "POST" and "take_back" in request.POST:
        take_back_use(request.actor, seeker, skill, now=request.now)
        return _("Taken back. It does not count any more.")
    if not (form.is_bound and form.is_valid()):
        return ""
    try:
        where = form.cleaned_data["where"]
        tell_use(
            request.actor,
            seeker,
            skill,
            where=where,
            until=form.day,
            year_only=form.year_only,
            now=request.now,
        )
    except Refused as refusal:
        form.refuse(refusal)
        return ""
    if where in ON_THE_JOB:
        return _("Saved. It keeps what is shown from aging, and proves nothing by itself.")
    return _("Saved. It can be read, and it does not count.")
