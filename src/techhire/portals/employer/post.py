"""Post a job: paste the ad you have, or start from a role."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused
from techhire.commons.skills.queries import role_profiles
from techhire.plays.marketplace.actions.drafting import LONGEST_AD, create_posting, wrong_beginning
from techhire.portals.layout.forms import PlainForm, offer
from techhire.portals.layout.guards import current_organization, prepares_as
from techhire.portals.layout.kept import CARRIED
from techhire.portals.layout.request import Request
from techhire.portals.layout.templatetags.house import said


class PostForm(PlainForm):
    """A title, and an ad or a role: neither is needed beside the other, so neither is called optional."""

    wanted_by_a_button = frozenset({"text", "profile"})
    title = forms.CharField(
        label=_("Job title"),
        max_length=160,
        help_text=_("As people search for it, like Help desk technician."),
    )
    text = forms.CharField(
        label=_("The job ad"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_(
            "Paste the whole ad, or choose a role below. We read the skills out of it; you decide about every line."
        ),
    )
    profile = forms.ChoiceField(
        label=_("Or start from a role"),
        required=False,
        help_text=_("A modest entry-level profile that you can change."),
    )

    def __init__(self, *args: object, profiles: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "profile", [("", _("No role, only my ad")), *profiles])


@require_http_methods(["GET", "POST"])
@prepares_as(Kind.EMPLOYER)
def page(request: Request) -> HttpResponse:
    """Take the ad, read it, and go on to the check. An ad that was checked without an account is carried here."""
    organization = current_organization(request, Kind.EMPLOYER)
    roles = {role.slug: role for role in role_profiles(request.community)}
    choices = [(slug, said(role, "name")) for slug, role in roles.items()]
    form = PostForm(request.POST or None, profiles=choices, initial={"profile": request.GET.get("role", "")})
    if CARRIED in request.POST:
        form = PostForm(profiles=choices, initial={"text": request.POST.get("text", "")[:LONGEST_AD]})
    elif request.method == "POST" and not form.is_valid():
        title, text, role = (form.cleaned_data.get(name, "") for name in ("title", "text", "profile"))
        form.hear(wrong_beginning(title=title, text=text, has_other=bool(role)))
    elif request.method == "POST":
        data = form.cleaned_data
        try:
            posting = create_posting(
                request.actor,
                organization,
                title=data["title"],
                text=data["text"],
                profile=roles.get(data["profile"]),
                now=request.now,
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            step = "employer:check" if posting.text else "employer:requirements"
            return redirect(step, identifier=posting.identifier)
    form.shorten("text", LONGEST_AD)
    return render(request, "employer/post.html", {"form": form, "section": "employer:home", "step": "post"})
