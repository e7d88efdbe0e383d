"""The rules of one test: how long, how exact, which topics; what keeps it from being opened, and opening it."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.assessments.actions.assessments import (
    TestRules,
    close_assessment,
    open_assessment,
    update_assessment,
)
from techhire.plays.assessments.queries.banks import assessment_at
from techhire.plays.assessments.queries.items import topics_of
from techhire.plays.assessments.queries.settings import obstacles
from techhire.plays.assessments.words import AssessmentState
from techhire.portals.convener.banks.own import around, of_bank
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.plays.assessments.models import Assessment, ItemBank

t = gettext_lazy
METHODS = [
    ("randomesque", t("by lot among those that tell most")),
    ("maximum_information", t("always the one that tells most")),
    ("sympson_hetter", t("by a lottery that keeps each question below its limit")),
]
PLAIN = (
    "title",
    "min_items",
    "max_items",
    "stop_se",
    "item_seconds",
    "unsupervised",
    "method",
    "randomesque",
    "pilot_items",
    "retake_days",
)


class RulesForm(PlainForm):
    """Everything that can be set, with the version the page showed."""

    title = forms.CharField(label=t("Name"), max_length=160)
    min_items = forms.IntegerField(label=t("Questions, at least"), min_value=1, max_value=100)
    max_items = forms.IntegerField(label=t("Questions, at most"), min_value=1, max_value=100)
    stop_se = forms.FloatField(
        label=t("Stop when the standard error is at most"),
        min_value=0,
        max_value=2,
        help_text=t("In logits: 0.3 is exact and long, 0.5 is rough and short. 0 asks all questions."),
    )
    minutes = forms.FloatField(
        label=t("Usual time in minutes"), min_value=0, max_value=240, help_text=t("0 for no limit.")
    )
    item_seconds = forms.IntegerField(
        label=t("Usual seconds for each question"),
        min_value=0,
        max_value=3600,
        help_text=t("0 for no limit."),
    )
    unsupervised = forms.BooleanField(
        label=t("It can be taken at home"),
        required=False,
        help_text=t("A result from home never proves a skill by itself."),
    )
    method = forms.ChoiceField(label=t("How the next question is chosen"), choices=METHODS)
    randomesque = forms.IntegerField(label=t("Lot among so many questions"), min_value=1, max_value=50)
    pilot_items = forms.IntegerField(
        label=t("Questions tried out in each test, unscored"), min_value=0, max_value=20
    )
    retake_days = forms.IntegerField(label=t("Days before it can be taken again"), min_value=0, max_value=730)
    shares = forms.CharField(
        label=t("Shares of topics"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=t(
            "One a line, like “filtering: 40”, in percent that add up to 100. Left empty, topics come as they fall."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_shares(self) -> dict[str, float]:
        """Shares by topic, from 0 to 1."""
        found: dict[str, float] = {}
        for line in self.cleaned_data["shares"].splitlines():
            topic, _colon, share = line.rpartition(":")
            if not line.strip():
                continue
            try:
                found[topic.strip()] = float(share.replace("%", "").replace(",", ".")) / 100
            except ValueError:
                words = _("Write each line like “filtering: 40”.")
                raise forms.ValidationError(words) from None
        return found

    def rules(self) -> TestRules:
        """What was typed, as the action takes it."""
        typed = self.cleaned_data
        plain = {name: typed[name] for name in PLAIN}
        return TestRules(**plain, seconds=round(typed["minutes"] * 60), shares=typed["shares"])

    def refuse(self, refusal: Exception) -> None:
        """Seconds are typed as minutes."""
        if getattr(refusal, "field", None) == "seconds":
            self.add_error("minutes", str(refusal))
        else:
            super().refuse(refusal)


def _initial(test: "Assessment") -> dict[str, Any]:
    rules = TestRules.of(test)
    shares = "\n".join(f"{topic}: {share * 100:g}" for topic, share in rules.shares.items())
    plain = {name: getattr(rules, name) for name in PLAIN}
    return plain | {"minutes": rules.seconds / 60, "shares": shares, "version": test.version}


@require_http_methods(["GET", "POST"])
@of_bank
def page(request: Request, bank: "ItemBank", test_id: int) -> HttpResponse:
    """The rules, what stands in the way, and the button that opens or closes the test."""
    test = assessment_at(request.actor, test_id)
    if test is None or test.bank_id != bank.pk:
        raise Http404
    form = RulesForm(request.POST if "save" in request.POST else None, initial=_initial(test))
    if request.method == "POST" and _done(request, test, form):
        return redirect("convener:bank_test", bank.pk, test.pk)
    shown = {
        "test": test,
        "form": form,
        "obstacles": [words for _field, words in obstacles(test)],
        "topics": topics_of(bank),
        "is_open": test.state == AssessmentState.ACTIVE,
    }
    return render(request, "convener/banks/giving.html", around(request, bank, **shown))


def _done(request: Request, test: "Assessment", form: RulesForm) -> bool:
    """Do what the pressed button asks; whether the page is to be shown anew."""
    if form.is_bound and not form.is_valid():
        return False
    try:
        if form.is_bound:
            version = form.cleaned_data["version"]
            update_assessment(
                request.actor, test, rules=form.rules(), expected_version=version, now=request.now
            )
        elif "open" in request.POST:
            open_assessment(request.actor, test, now=request.now)
        else:
            close_assessment(request.actor, test, now=request.now)
    except Refused as refusal:
        if form.is_bound:
            form.refuse(refusal)
            form.take_up(test.version)
            return False
        messages.error(request, str(refusal))
        return True
    messages.success(request, _("Saved."))
    return True
