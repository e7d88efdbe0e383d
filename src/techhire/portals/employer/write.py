"""Writing to somebody we said yes to, through the site: some days and times, or how to call; and what they answered."""

import uuid
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused
from techhire.plays.matches.actions.messages import send_message, withdraw_message
from techhire.plays.matches.queries.messages import messages_about
from techhire.plays.matches.words import MESSAGE_LENGTH
from techhire.portals.employer.finding import gone, met_here, own_posting
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.guards import sits_as
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.plays.matches.queries.messages import WrittenAbout


class MessageForm(PlainForm):
    """What the person reads when they sign in next."""

    text = forms.CharField(
        label=gettext_lazy("Your message"),
        help_text=gettext_lazy(
            "Offer two or three days and times, or say how and when to call you. Write about the job only."
        ),
        max_length=MESSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


@require_http_methods(["GET", "POST"])
@sits_as(Kind.EMPLOYER)
def page(request: Request, identifier: uuid.UUID, pseudonym: str) -> HttpResponse:
    """Show what was written and answered; a POST writes, or takes back what nobody answered."""
    posting = own_posting(request, identifier)
    met = met_here(request, posting, pseudonym)
    person = met.way.show(request.actor, posting, pseudonym, now=request.now) if met else None
    if met is None or person is None:
        return gone(request, posting, unsent=request.POST.get("text", "").strip())
    written = messages_about(request.actor, posting, met.seeker)
    form = MessageForm(request.POST if request.POST.get("do") == "send" else None)
    try:
        if "withdraw" in request.POST:
            _withdraw(request, written)
            return redirect("employer:write", identifier, pseudonym)
        if form.is_bound and form.is_valid():
            text = form.cleaned_data["text"]
            send_message(request.actor, posting, met.seeker, text=text, now=request.now)
            messages.success(
                request, _("Sent. They read it when they sign in next, and you see the answer here.")
            )
            return redirect("employer:write", identifier, pseudonym)
    except Refused as refusal:
        form.refuse(refusal) if form.is_bound else messages.error(request, str(refusal))
    shown = {
        "section": "employer:home",
        "posting": posting,
        "person": person,
        "row": person.row,
        "back": met.address,
        "written": written,
        "form": form,
        "may_write": request.actor.writes_for(posting.organization_id),
    }
    return render(request, "employer/write.html", shown)


def _withdraw(request: Request, written: "WrittenAbout") -> None:
    chosen = request.POST.get("withdraw")
    message = next((one.message for one in written.messages if str(one.message.pk) == chosen), None)
    if message is None:
        raise Refused(_("This message is not there any more."))
    withdraw_message(request.actor, message, now=request.now)
    messages.success(request, _("Taken back. They do not read it any more."))
