"""The demo only: be one of its made-up people with one press."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.queries import DEMO_ENDING, demo_accounts
from techhire.commons.people.actions import enter_demo
from techhire.portals.account.adapter import speak
from techhire.portals.account.sessions import begin_session
from techhire.portals.layout.request import Request

ROLES = {
    "convener": (_("Civic lead"), _("Keeps the community together: partners, the skill library, imports.")),
    "employer": (_("Employer"), _("Posts jobs, checks ads and looks at people who chose to be found.")),
    "provider": (_("Training provider"), _("Lists programs, enrolls people and says what they finished.")),
    "onramp": (
        _("Coach at an onramp"),
        _("Helps people find the next step and vouches for what they can do."),
    ),
    "support": (
        _("Support partner"),
        _("Helps with childcare, travel and other things that stand in the way."),
    ),
    "assessor": (
        _("Assessor"),
        _("Judges work samples without knowing whose they are. Some work waits."),
    ),
    "seeker": (_("Job seeker"), _("Works nights, speaks Spanish at home, wants a job in tech.")),
}


@never_cache
@require_http_methods(["GET", "POST"])
def demo(request: Request) -> HttpResponse:
    """Everybody one can be; a button, or a link printed at the start (``?as=employer``), signs in as that person."""
    if not settings.DEMO:
        raise Http404
    people = demo_accounts(request.community)
    linked = f"{request.GET['as']}{DEMO_ENDING}" if "as" in request.GET else ""
    if request.method == "POST" or linked:
        handle = request.POST.get("handle") if request.method == "POST" else linked
        chosen = next((row for row, _name in people if row.handle == handle), None)
        if chosen is None:
            raise Http404
        account = enter_demo(chosen, community_id=request.community.pk, now=request.now)
        begin_session(request, account, way="demo")
        return speak(redirect("layout:home"), account.language)
    rows = []
    for account, organization in people:
        role, what = ROLES.get(account.handle.removesuffix(DEMO_ENDING), (account.name, ""))
        rows.append({"account": account, "organization": organization, "role": role, "what": what})
    return render(request, "account/demo.html", {"rows": rows})
