"""Where the five levels begin: set by people, with what it would change shown before it is saved."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.assessments.actions.cuts import rising, set_cuts
from techhire.plays.assessments.queries.banks import cuts_of
from techhire.plays.assessments.queries.consequences import Consequence, consequences
from techhire.plays.assessments.words import CutMethod
from techhire.portals.convener.banks.own import around, of_bank
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.plays.assessments.models import ItemBank

LEVELS = (1, 2, 3, 4, 5)


class CutsForm(PlainForm):
    """Five abilities, and who set them how."""

    method = forms.ChoiceField(
        label=gettext_lazy("How it was done"), choices=[("", gettext_lazy("Choose one")), *CutMethod.choices]
    )
    panel = forms.IntegerField(label=gettext_lazy("People on the panel"), min_value=1, max_value=500)
    note = forms.CharField(
        label=gettext_lazy("What the panel did"),
        max_length=400,
        required=False,
        help_text=gettext_lazy(
            "Who sat on it (their roles, not their names), how many rounds, how far apart they were. Needed where a "
            "panel met."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for level in LEVELS:
            label = _("Level %(level)d begins at") % {"level": level}
            attributes = {"class": "usa-input", "step": "0.01"}
            self.fields[f"cut_{level}"] = forms.FloatField(
                label=label, min_value=-6, max_value=6, widget=forms.NumberInput(attrs=attributes)
            )

    def is_valid_to(self, look: bool) -> bool:
        """Whether it can be saved, or looked at: that asks for the five numbers alone, before anybody has met."""
        who = [self.fields[name] for name in ("method", "panel")]
        for one in who:
            one.required = not look
        is_valid = self.is_valid()
        for one in who:
            one.required = True
        return is_valid

    def thetas(self) -> list[float]:
        """The five numbers."""
        return [self.cleaned_data[f"cut_{level}"] for level in LEVELS]


@require_http_methods(["GET", "POST"])
@of_bank
def page(request: Request, bank: "ItemBank") -> HttpResponse:
    """The cuts that count, the form for new ones, and the ones before."""
    history = list(cuts_of(bank)[:50])
    form = CutsForm(request.POST or None, initial=_initial(history[0].thetas if history else []))
    changes: list[Consequence] | None = None
    look = "look" in request.POST
    if request.method == "POST" and form.is_valid_to(look):
        try:
            if not look:
                set_cuts(request.actor, bank, thetas=form.thetas(), now=request.now, **_who(form))
                messages.success(request, _("Results from now on use these levels."))
                return redirect("convener:cuts", bank.pk)
            changes = consequences(bank, list(rising(form.thetas())))
        except Refused as refusal:
            form.refuse(refusal)
    shown = {
        "form": form,
        "cut_fields": [form[f"cut_{level}"] for level in LEVELS],
        "history": history,
        "changes": changes,
        "looked": changes is not None,
    }
    return render(request, "convener/banks/cuts.html", around(request, bank, **shown))


def _initial(thetas: list[float]) -> dict[str, float]:
    return {f"cut_{level}": theta for level, theta in zip(LEVELS, thetas, strict=False)}


def _who(form: CutsForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("method", "panel", "note")}
