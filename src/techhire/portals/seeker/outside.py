"""A credential from elsewhere: checked here first, then sent to somebody who may accept it, with my yes."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from techhire.commons.permits import Refused
from techhire.plays.credentials.actions.outside import (
    send_outside_credential,
    take_back_outside_credential,
)
from techhire.plays.credentials.queries.checking import Checked, check_credential
from techhire.plays.credentials.queries.offers import addresses_of
from techhire.plays.credentials.queries.outside import deciders_in, sent_by
from techhire.portals.layout.counting import count_one
from techhire.portals.layout.credential_form import CredentialForm
from techhire.portals.layout.forms import PlainForm, offer
from techhire.portals.layout.request import Request
from techhire.portals.seeker.own import own_record

if TYPE_CHECKING:
    from techhire.commons.communities.models import Organization
    from techhire.plays.seekers.models import Seeker


TRIES, SECONDS = 30, 600


class SendForm(PlainForm):
    """To whom, and the yes. ``text`` is the credential that was checked a moment ago."""

    text = forms.CharField(max_length=64 * 1024, widget=forms.HiddenInput())
    to = forms.TypedChoiceField(label=gettext_lazy("Who shall look at it?"), coerce=int)
    agreed = forms.BooleanField(
        label=gettext_lazy("Yes, they may see this credential and my name, to decide whether it counts"),
        required=False,
    )

    def __init__(self, *args: Any, organizations: "list[Organization]", **kwargs: Any) -> None:
        super().__init__(*args, auto_id="send_%s", **kwargs)
        offer(self, "to", [(row.pk, row.name) for row in organizations])


@require_http_methods(["GET", "POST"])
@own_record
def page(request: Request, seeker: "Seeker") -> HttpResponse:
    """Bring a credential and see each check; a second POST sends it. Until then nothing of it is kept."""
    organizations = deciders_in(request.community)
    if "send" in request.POST:
        return _send(request, seeker, organizations)
    asked = request.method == "POST"
    form = CredentialForm(request.POST if asked else None, request.FILES if asked else None)
    if not asked or not form.is_valid():
        return _page(request, form)
    if _too_often(request):
        form.add_error(None, _("That was many checks in a short time. Please try again in ten minutes."))
        return _page(request, form)
    try:
        checked = _checked(request, seeker, form.thing())
    except Refused as refusal:
        form.refuse(refusal)
        return _page(request, form)
    sending = SendForm(initial={"text": checked.text}, organizations=organizations)
    return _page(request, form, checked, sending)


def _checked(request: Request, seeker: "Seeker", thing: object) -> Checked:
    return check_credential(request.community, thing, person=addresses_of(seeker), now=request.now)


def _too_often(request: Request) -> bool:
    """Checking may make the site ask others, so that one person cannot have it ask without end."""
    window = int(request.now.timestamp()) // SECONDS
    return count_one(f"often:outside:{window}:{request.actor.account_id}", SECONDS) > TRIES


def _send(request: Request, seeker: "Seeker", organizations: "list[Organization]") -> HttpResponse:
    sending = SendForm(request.POST, organizations=organizations)
    if sending.is_valid():
        given = sending.cleaned_data
        to = next(row for row in organizations if row.pk == given["to"])
        try:
            send_outside_credential(
                request.actor, seeker, to, text=given["text"], agreed=given["agreed"], now=request.now
            )
        except Refused as refusal:
            sending.refuse(refusal)
        else:
            messages.success(request, _("Sent. You will see the answer here."))
            return redirect("seeker:badges")
    text = request.POST.get("text", "")
    checked = _checked(request, seeker, text) if _is_signed(text) else None
    return _page(request, CredentialForm(), checked, sending)


def _is_signed(text: str) -> bool:
    """Something to check, not an address to follow."""
    return bool(text.strip()) and not text.strip().startswith("http")


def _page(
    request: Request,
    form: CredentialForm,
    checked: Checked | None = None,
    sending: SendForm | None = None,
) -> HttpResponse:
    may_send = (
        checked is not None
        and (checked.is_good or checked.is_unreached)
        and checked.standing not in ("own", "refused")
        and checked.about != "another"
    )
    shown = {
        "section": "seeker:home",
        "form": form,
        "checked": checked,
        "sending": sending,
        "may_send": may_send,
    }
    return render(request, "seeker/outside.html", shown)


@require_POST
@own_record
def take_back(request: Request, seeker: "Seeker", outside_id: int) -> HttpResponse:
    """Ask for it back while somebody could still accept it: nobody answered yet, or it counts no more."""
    sent = sent_by(request.actor, seeker).filter(pk=outside_id).first()
    if sent is None:
        raise Http404
    try:
        take_back_outside_credential(request.actor, sent, now=request.now)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken back. Nobody looks at it any more."))
    return redirect("seeker:badges")
