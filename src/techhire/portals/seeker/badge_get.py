"""Getting a badge: what it will say, for how long, and what it says about whose it is."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.credentials.actions.issuing import get_badge
from techhire.plays.credentials.bridge.proving import holds_until
from techhire.plays.credentials.queries.offers import addresses_of, offer_of
from techhire.plays.credentials.words import LEVEL_WORDS, Holder
from techhire.plays.seekers.queries import skill_coded
from techhire.portals.layout.forms import PlainForm, offer
from techhire.portals.layout.request import Request
from techhire.portals.seeker.own import own_record

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Seeker


class GetForm(PlainForm):
    """Whose it says it is, and who may know of it."""

    holder = forms.ChoiceField(
        label=gettext_lazy("What shall the badge say about whose it is?"),
        choices=Holder.choices,
        widget=forms.RadioSelect,
    )
    email = forms.ChoiceField(label=gettext_lazy("Which address"), required=False)
    did = forms.CharField(
        label=gettext_lazy("Your identifier, if you chose that"), max_length=400, required=False
    )
    for_employers = forms.BooleanField(
        label=gettext_lazy("Employers here who can find me may see that I have this badge"), required=False
    )

    def __init__(self, *args: Any, addresses: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "email", [(address, address) for address in addresses])
        if len(addresses) < 2:
            self.fields["email"].widget = forms.HiddenInput()
        if not addresses:
            offer(self, "holder", [row for row in Holder.choices if row[0] != Holder.EMAIL])


@require_http_methods(["GET", "POST"])
@own_record
def page(request: Request, seeker: "Seeker", code: str) -> HttpResponse:
    """Ask what the badge shall say; a POST has it signed. Nobody else sees it by that."""
    skill = skill_coded(request.actor, code)
    offer = offer_of(request.actor, seeker, skill.pk, request.now) if skill else None
    if skill is None or offer is None:
        raise Http404
    addresses = addresses_of(seeker)
    first = {
        "holder": Holder.EMAIL if addresses else Holder.NOBODY,
        "email": addresses[0] if addresses else "",
    }
    form = GetForm(request.POST if request.method == "POST" else None, addresses=addresses, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            badge = get_badge(request.actor, seeker, skill_id=skill.pk, now=request.now, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Your badge is signed. Nobody sees it until you share it."))
            return redirect("seeker:badge", badge.identifier)
    shown = {
        "section": "seeker:home",
        "offer": offer,
        "level_word": LEVEL_WORDS[offer.level],
        "until": holds_until(request.now, float(skill.half_life_years)),
        "form": form,
        "several": len(addresses) > 1,
    }
    return render(request, "seeker/badge_get.html", shown)
