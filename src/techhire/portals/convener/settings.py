"""The settings of the community: how it presents itself, its clock, and how people are put in order here."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.actions import update_community
from techhire.commons.communities.rules import allows_ranking, may_update_community
from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.guards import sits_as

if TYPE_CHECKING:
    from techhire.commons.communities.models import Community

t = gettext_lazy
ZONES = (
    ("America/New_York", t("Eastern")),
    ("America/Chicago", t("Central")),
    ("America/Denver", t("Mountain")),
    ("America/Phoenix", t("Arizona")),
    ("America/Los_Angeles", t("Pacific")),
    ("America/Anchorage", t("Alaska")),
    ("Pacific/Honolulu", t("Hawaii")),
    ("America/Puerto_Rico", t("Puerto Rico")),
)


class SettingsForm(PlainForm):
    """Everything the civic lead may set by itself."""

    promise = forms.CharField(
        label=t("What this community promises"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    promise_es = forms.CharField(
        label=t("The same in Spanish"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "es"}),
    )
    place = forms.CharField(label=t("Place"), max_length=120, required=False)
    contact_email = forms.CharField(label=t("Contact e-mail"), max_length=254, required=False)
    time_zone = forms.ChoiceField(
        label=t("Time zone"), help_text=t("Days begin and end by it: starts, last days, days to answer.")
    )
    interview_threshold = forms.DecimalField(
        label=t("From which fit somebody counts as one to interview"),
        max_digits=3,
        decimal_places=2,
        help_text=t("Between 0 and 1."),
    )
    trusted_domains = forms.CharField(
        label=t("Mail domains of employers you trust, one a line"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text=t(
            "An employer whose first owner proved an address there posts at once. All others wait for your yes."
        ),
    )
    ranking_on = forms.BooleanField(label=t("People are put in order for employers"), required=False)
    ranking_needs_audit = forms.BooleanField(
        label=t("The law here asks for a yearly audit and a notice first"), required=False
    )
    ranking_notice_days = forms.IntegerField(
        label=t("Business days of notice before people are put in order for a job"),
        min_value=0,
        max_value=365,
        help_text=t("0 where no notice is asked for. New York City asks for 10."),
    )
    ranking_audit_url = forms.CharField(
        label=t("Link to the summary of the yearly audit"), max_length=200, required=False
    )

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [] if zone in dict(ZONES) else [(zone, zone)]
        self.fields["time_zone"].choices = [*ZONES, *own]


def _now(community: "Community") -> dict[str, Any]:
    now = {name: getattr(community, name) for name in SettingsForm.base_fields}
    return now | {"trusted_domains": "\n".join(community.trusted_domains)}


@require_http_methods(["GET", "POST"])
@sits_as(Kind.CIVIC)
def page(request: HttpRequest) -> HttpResponse:
    """Show what is set; a POST sets it."""
    community = request.community
    sent = request.POST if request.method == "POST" else None
    form = SettingsForm(sent, initial=_now(community), zone=community.time_zone)
    if sent is not None and form.is_valid():
        try:
            domains = form.cleaned_data["trusted_domains"].split()
            said = form.cleaned_data | {"trusted_domains": domains}
            update_community(request.actor, community, now=request.now, **said)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved. It counts from now on."))
            return redirect("convener:settings")
    shown = {
        "section": "convener:home",
        "form": form,
        "ranking": allows_ranking(community),
        "may_write": bool(may_update_community(request.actor, community)),
    }
    return render(request, "convener/settings.html", shown)
