"""Answering what an employer wrote: one card a message, on a person's own pages and on their coach's."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from techhire.commons.permits import Refused
from techhire.plays.matches.actions.messages import answer_message
from techhire.plays.matches.words import REPLY_LENGTH, Reply
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.plays.matches.models import Message


class ReplyForm(PlainForm):
    """Words beside an answer, where somebody wants to add any."""

    words = forms.CharField(
        label=gettext_lazy("Do you want to add something?"),
        help_text=gettext_lazy("The employer reads exactly what is written here, and nothing more."),
        max_length=REPLY_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


Card = tuple["Message", ReplyForm]


def cards_of(waiting: "Iterable[Message]", request: Request) -> list[Card]:
    """Each message that waits with the form that answers it; the one that was sent keeps what was typed."""
    sent = request.POST.get("message") if request.method == "POST" else None
    return [
        (message, ReplyForm(request.POST if str(message.pk) == sent else None, prefix=f"m{message.pk}"))
        for message in waiting
    ]


def reply(request: Request, cards: list[Card]) -> bool:
    """Answer the message that was sent; False where its card shows what is wrong, or the page gives back words."""
    card = next((one for one in cards if one[1].is_bound), None)
    if card is None:
        messages.warning(request, _("This message does not wait for an answer any more."))
        return not unsent(request, cards)
    message, form = card
    if not form.is_valid():
        return False
    try:
        answer_message(
            request.actor,
            message,
            answer=request.POST.get("answer", ""),
            words=form.cleaned_data["words"],
            now=request.now,
        )
    except Refused as refusal:
        form.refuse(refusal)
        return False
    messages.success(request, _("Sent. The employer can read your answer now."))
    return True


def unsent(request: Request, cards: list[Card]) -> str:
    """What was written to a message that does not wait any more; empty where nothing was."""
    if request.method != "POST" or any(form.is_bound for _message, form in cards):
        return ""
    return request.POST.get(f"m{request.POST.get('message', '')}-words", "").strip()


def answers() -> list[tuple[str, str]]:
    """The answers there are, as the buttons of a card say them."""
    return [(value, str(label)) for value, label in Reply.choices]
