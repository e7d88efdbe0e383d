"""All banks of the community and those for practice; and the page that opens a new one."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused
from techhire.plays.assessments.actions.banks import create_bank
from techhire.plays.assessments.queries.banks import bank_lines, banks_seen
from techhire.plays.assessments.queries.items import waiting_for_reader
from techhire.plays.assessments.rules import may_create_bank
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.guards import sits_as
from techhire.portals.layout.level_form import skill_choice
from techhire.portals.layout.request import Request
from techhire.portals.layout.templatetags.house import said

PAGE = 30


class BankForm(PlainForm):
    """A name for the bank."""

    title = forms.CharField(
        label=gettext_lazy("Name of the bank"),
        max_length=160,
        help_text=gettext_lazy("People who take the test see it, so say what it is about."),
    )


@require_GET
@sits_as(Kind.CIVIC)
def page(request: Request) -> HttpResponse:
    """Banks with what is in them, the community's own first."""
    some = Paginator(banks_seen(request.actor), PAGE).get_page(request.GET.get("page"))
    shown = {
        "section": "convener:home",
        "page": some,
        "lines": bank_lines(some.object_list),
        "waiting": len(waiting_for_reader(request.actor)),
        "verdict": may_create_bank(request.actor),
    }
    return render(request, "convener/banks/listing.html", shown)


@sits_as(Kind.CIVIC)
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Choose a skill, then name the bank."""
    choice = skill_choice(request)
    form = None
    if choice.skill is not None:
        form = BankForm(request.POST or None, initial={"title": said(choice.skill, "name")})
        if request.method == "POST" and form.is_valid():
            try:
                title = form.cleaned_data["title"]
                bank = create_bank(request.actor, choice.skill, title=title, now=request.now)
            except Refused as refusal:
                form.refuse(refusal)
            else:
                messages.success(request, _("The bank is open. Write its first question, or bring some in."))
                return redirect("convener:bank", bank.pk)
    shown = {"section": "convener:home", "choice": choice, "form": form}
    return render(request, "convener/banks/new.html", shown | {"verdict": may_create_bank(request.actor)})
