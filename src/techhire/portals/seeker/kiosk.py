"""A borrowed computer at a test day: a code opens one person's tests, and nothing else of them."""

from typing import TYPE_CHECKING

from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from techhire.commons.permits import Actor, Refused
from techhire.plays.assessments.actions.sittings import begin_sitting
from techhire.plays.assessments.actions.supervised import use_code
from techhire.plays.assessments.queries.test_days import actor_with_code, opened_with_code
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.kept import forget_writer
from techhire.portals.layout.request import Request
from techhire.portals.seeker.answer_form import sent_number
from techhire.portals.seeker.taker import KIOSK

if TYPE_CHECKING:
    from techhire.plays.assessments.queries.test_days import ListRow

SESSION_SECONDS = 8 * 60 * 60
DIGITS = {"inputmode": "numeric", "autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}


class CodeForm(PlainForm):
    """The code the staff gave."""

    code = forms.CharField(
        label=gettext_lazy("Code from the staff"),
        max_length=40,
        help_text=gettext_lazy("Eight digits, like 1234-5678"),
        widget=forms.TextInput(attrs=DIGITS),
    )


@never_cache
@require_http_methods(["GET", "POST"])
def page(request: Request) -> HttpResponse:
    """Open the tests of a code. Whoever was signed in on this computer is signed out first."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if not ratelimit.consume(request, action="test_code"):
                raise Refused(_("There were too many tries from here. Wait 15 minutes and try again."))
            visitor = Actor(community_id=request.community.pk)
            check_in = use_code(visitor, form.cleaned_data["code"], now=request.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            request.session.flush()
            request.session[KIOSK] = {"check_in": check_in.pk, "hash": check_in.code_hash}
            request.session.set_expiry(SESSION_SECONDS)
            response = redirect("seeker:kiosk_tests")
            forget_writer(response)
            return response
    return render(request, "seeker/kiosk.html", {"form": form, "is_signed_in": request.actor.is_signed_in})


@never_cache
@require_http_methods(["GET", "POST"])
def tests(request: Request) -> HttpResponse:
    """Whose tests these are, so that a mixed-up code is noticed, and the button that begins each."""
    actor = actor_with_code(request.community, request.session.get(KIOSK))
    row = opened_with_code(actor, request.now) if actor else None
    if actor is None or row is None:
        return redirect("seeker:kiosk")
    if request.method == "POST":
        try:
            return _begin(request, actor, row)
        except Refused as refusal:
            messages.error(request, str(refusal))
    return render(request, "seeker/kiosk_tests.html", {"row": row, "seeker": row.check_in.seeker})


def _begin(request: Request, actor: Actor, row: "ListRow") -> HttpResponse:
    wanted = sent_number(request.POST.get("assessment"))
    assessment = next((test for test in row.tests if test.pk == wanted), None)
    if assessment is None:
        raise Refused(_("This test is not given here."))
    begin_sitting(
        actor,
        row.check_in.seeker,
        assessment,
        check_in=row.check_in,
        language=get_language() or "en",
        now=request.now,
    )
    return redirect("seeker:question")


@require_POST
def leave(request: Request) -> HttpResponse:
    """Close the person's pages on this computer."""
    request.session.flush()
    messages.success(request, _("Your pages are closed on this computer."))
    return redirect("seeker:kiosk")
