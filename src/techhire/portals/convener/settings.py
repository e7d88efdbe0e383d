"""The settings of the community: how it presents itself, its clock, and how people are put in order here."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.actions import (
    LARGEST_LOGO,
    change_logo,
    checked_community,
    update_community,
)
from techhire.commons.communities.rules import allows_ranking, may_update_community
from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused, refusals_of, refuse_all
from techhire.commons.uploads import BadUpload, forget_upload, take_upload
from techhire.commons.uploads.kinds import PICTURE_KINDS
from techhire.portals.layout.forms import PlainForm, offer
from techhire.portals.layout.guards import sits_as
from techhire.portals.layout.request import Request

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

    name = forms.CharField(label=t("Name of the community"), max_length=120)
    color = forms.CharField(
        label=t("Color"),
        widget=forms.TextInput(attrs={"type": "color"}),
        help_text=t("Of buttons and links; dark enough for white words on it."),
    )
    logo = forms.FileField(
        label=t("Logo"),
        required=False,
        help_text=t("A PNG or JPEG picture of at most 200 KB, shown beside the name."),
    )
    no_logo = forms.BooleanField(label=t("Take the logo away"), required=False)
    languages = forms.MultipleChoiceField(
        label=t("Languages of the pages"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": t("Choose at least one language.")},
    )
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
        help_text=t(
            "Between 0 and 1: how surely somebody reaches what a job asks for. From here on it is called a good fit, "
            "and they count among those who fit. It takes nobody off a list and changes no order."
        ),
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
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [] if zone in dict(ZONES) else [(zone, zone)]
        offer(self, "time_zone", [*ZONES, *own])


def _now(community: "Community") -> dict[str, Any]:
    now = {name: getattr(community, name) for name in SettingsForm.base_fields if "logo" not in name}
    return now | {"trusted_domains": "\n".join(community.trusted_domains)}


@transaction.atomic
def _save(request: Request, given: dict[str, Any]) -> None:
    """All of it or nothing; Refused says everything that is wrong."""
    said, picture, wrong = _looked_at(request.community, given)
    refuse_all(wrong)
    update_community(
        request.actor, request.community, expected_version=given["version"], now=request.now, **said
    )
    if picture is not None:
        kind, body = picture
        change_logo(request.actor, request.community, picture=body, kind=kind, now=request.now)
    elif given["no_logo"]:
        change_logo(request.actor, request.community, picture=None, now=request.now)


def _looked_at(
    community: "Community", given: dict[str, Any]
) -> tuple[dict[str, Any], tuple[str, bytes] | None, list[Refused]]:
    """The settings that were understood, the picture, and what of both cannot be taken."""
    said = {key: value for key, value in given.items() if "logo" not in key and key != "version"}
    if "trusted_domains" in said:
        said["trusted_domains"] = said["trusted_domains"].split()
    pictures: list[tuple[str, bytes]] = []
    checks: list[Callable[[], object]] = [lambda: checked_community(community, said)]
    if given.get("logo") is not None:
        checks.append(lambda: pictures.append(_picture(given["logo"])))
    wrong = refusals_of(*checks)
    return said, pictures[0] if pictures else None, wrong


def _picture(file: Any) -> tuple[str, bytes]:
    """What was sent, looked into and cleaned; nothing of it stays in the folder of uploads."""
    try:
        taken = take_upload(file, kinds=PICTURE_KINDS, max_bytes=LARGEST_LOGO)
    except BadUpload as error:
        raise Refused(str(error), field="logo") from error
    try:
        return taken.kind.value, taken.path.read_bytes()
    finally:
        forget_upload(taken.path)


@require_http_methods(["GET", "POST"])
@sits_as(Kind.CIVIC)
def page(request: Request) -> HttpResponse:
    """Show what is set; a POST sets it."""
    community = request.community
    sent = request.POST if request.method == "POST" else None
    form = SettingsForm(
        sent, request.FILES if sent is not None else None, initial=_now(community), zone=community.time_zone
    )
    if sent is not None and not form.is_valid():
        form.hear(_looked_at(community, form.cleaned_data)[2])
    elif sent is not None:
        try:
            _save(request, form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
            form.take_up(community.version)
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
