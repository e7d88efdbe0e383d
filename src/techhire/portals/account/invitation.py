"""The page behind the link of an invitation letter. Looking changes nothing; a button does."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import get_script_prefix
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.actions import accept_invitation, decline_invitation
from techhire.commons.communities.queries import invitation_behind
from techhire.commons.permits import Refused
from techhire.portals.layout.request import Request


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: Request, token: str) -> HttpResponse:
    """Who invites to what; yes or no."""
    found = invitation_behind(token[:80], request.now)
    if found is None or found.organization.community_id != request.community.pk:
        return render(request, "account/invitation_closed.html", status=404)
    trouble = ""
    if request.method == "POST":
        try:
            return _answer(request, token)
        except Refused as refusal:
            trouble = str(refusal)
    shown = {
        "invitation": found,
        "trouble": trouble,
        "next": urlencode({"next": request.get_full_path()}),
    }
    return render(request, "account/invitation.html", shown)


def _answer(request: Request, token: str) -> HttpResponse:
    if request.POST.get("answer") == "no":
        decline_invitation(request.actor, token, now=request.now)
        messages.success(request, _("You said no. Nothing else happens."))
        return redirect(get_script_prefix())
    accept_invitation(request.actor, token, now=request.now)
    messages.success(request, _("Welcome. You belong to the organization now."))
    return redirect("layout:home")
