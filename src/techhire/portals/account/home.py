"""My account: how I am addressed, how I sign in, where I have a seat, what is held about me."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_GET, require_http_methods

from techhire.commons.communities.queries import invitations_to, organizations_of, token_of
from techhire.commons.communities.words import Kind
from techhire.commons.people.actions import change_account
from techhire.commons.people.queries import account_of, sign_in_ways
from techhire.commons.permits import Refused
from techhire.plays.assessments.queries.readings import work_due
from techhire.plays.concerns.queries import has_notices, my_reports
from techhire.plays.seekers.queries import seeker_of
from techhire.portals.account.adapter import speak
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.guards import signed_in
from techhire.portals.layout.request import Request


class AccountForm(PlainForm):
    """How the person is addressed, and in which language."""

    name = forms.CharField(
        label=gettext_lazy("What should we call you?"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)


@signed_in
@require_http_methods(["GET", "POST"])
def home(request: Request) -> HttpResponse:
    """The account on one page."""
    account = account_of(request.actor)
    if account is None:
        raise Http404
    form = AccountForm(request.POST or None, initial={"name": account.name, "language": account.language})
    if request.method == "POST" and form.is_valid():
        try:
            change_account(request.actor, account, **form.cleaned_data, now=request.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            with override(account.language):
                messages.success(request, _("Saved."))
            return speak(redirect("account:home"), account.language)
    shown = {
        "form": form,
        "account": account,
        "ways": sign_in_ways(request.actor, request.now),
        "organizations": organizations_of(account),
        "invitations": [(row, token_of(row)) for row in invitations_to(request.actor, request.now)],
        "to_judge": len(work_due(request.actor)),
        "has_notices": has_notices(request.actor),
        "has_reports": my_reports(request.actor).exists(),
        "preparing": request.actor.prepares_as(Kind.EMPLOYER),
        "seeker": seeker_of(request.actor),
        "section": "account:home",
    }
    return render(request, "account/home.html", shown)


@signed_in
@require_GET
def who_looked(request: Request) -> HttpResponse:
    """A lasting address for the list of who looked at me, which the seeker portal draws."""
    try:
        return redirect(reverse("seeker:who_looked"))
    except NoReverseMatch as error:
        raise Http404 from error
