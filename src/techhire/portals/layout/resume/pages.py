"""The page on which a resume is put together and looked at, and the file itself."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from techhire.commons.skills.queries import profile_lines, role_at, role_profiles
from techhire.portals.layout.forms import PlainForm, offer
from techhire.portals.layout.pdf import pdf_response, rendered
from techhire.portals.layout.request import Request
from techhire.portals.layout.resume.content import resume_of
from techhire.portals.layout.templatetags.house import said

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Seeker

TEMPLATE = Path(__file__).with_name("resume.typ")
PARTS = {
    "own_title": _("what you call it"),
    "place": _("where it was"),
    "what": _("what you did"),
    "tools": _("what you used"),
}
"""Answers in the person's own words, as the page names them."""
THEIR_PARTS = {
    "own_title": _("what they call it"),
    "place": _("where it was"),
    "what": _("what they did"),
    "tools": _("what they used"),
}
"""The same as their coach's page names them."""
FIRST = {"email": True, "phone": True, "city": True, "words": True}


class UnknownRole(LookupError):
    """A role that this community has no profile of."""


class ChoiceForm(PlainForm):
    """What goes on it. Nothing is saved; the address of the page holds the choice."""

    role = forms.ChoiceField(label=_("For what kind of job?"), required=False)
    email = forms.BooleanField(label=_("My e-mail address"), required=False)
    phone = forms.BooleanField(label=_("My phone number"), required=False)
    city = forms.BooleanField(label=_("The city where I want to work"), required=False)
    words = forms.BooleanField(label=_("What I wrote in my own words, as I wrote it"), required=False)
    degree = forms.BooleanField(label=_("My four-year degree"), required=False)


class TheirChoiceForm(ChoiceForm):
    """The same as their coach reads it."""

    email = forms.BooleanField(label=_("Their e-mail address"), required=False)
    phone = forms.BooleanField(label=_("Their phone number"), required=False)
    city = forms.BooleanField(label=_("The city where they want to work"), required=False)
    words = forms.BooleanField(label=_("What is in their own words, as they said it"), required=False)
    degree = forms.BooleanField(label=_("Their four-year degree"), required=False)


def _chosen(
    request: Request, seeker: "Seeker", kind: type[ChoiceForm] = ChoiceForm
) -> tuple[ChoiceForm, dict[str, Any]]:
    """The form, and the resume it makes; a first visit begins with the usual choice."""
    first = "made" not in request.GET
    form = kind(None if first else request.GET, initial=FIRST)
    roles = role_profiles(request.community)
    offer(form, "role", [("", _("any")), *((row.slug, said(row, "name")) for row in roles)])
    if seeker.has_degree != "yes":
        del form.fields["degree"]
    chosen: dict[str, Any] = form.cleaned_data if not first and form.is_valid() else dict(FIRST)
    return form, resume_for(request, seeker, chosen)


def resume_for(request: Request, seeker: "Seeker", chosen: dict[str, Any]) -> dict[str, Any]:
    """The resume as data, for the role of the choice; UnknownRole where this community has no such role."""
    slug = str(chosen.get("role") or "")
    role = role_at(request.community, slug) if slug else None
    if slug and role is None:
        raise UnknownRole(slug)
    asked = [line.skill_id for line in profile_lines(role)] if role else []
    return resume_of(request.actor, seeker, chosen, role, asked)


def resume_page(
    request: Request, seeker: "Seeker", shown: dict[str, Any], english: Callable[[int], str]
) -> HttpResponse:
    """Choose, look at it, take it along. ``shown`` names the trail, the file's address and where to tell more.

    With ``with_coach`` in it the page speaks to a coach, of ``title``. ``english`` leads to where one experience is
    said in English.
    """
    with_coach = bool(shown.get("with_coach"))
    form, resume = _chosen(request, seeker, TheirChoiceForm if with_coach else ChoiceForm)
    shown |= {"form": form, "resume": resume, "query": request.GET.urlencode()}
    return render(
        request,
        "layout/resume/page.html",
        shown | {"still": _still(resume, english, THEIR_PARTS if with_coach else PARTS)},
    )


def _still(
    resume: dict[str, Any], english: Callable[[int], str], parts: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """What on it is not in English, by experience, each with the address where the person can say it in English."""
    return [
        {
            "title": work["title"],
            "lang": work["title_lang"],
            "parts": [parts[key] for key in work["still"]],
            "link": english(work["experience"]),
        }
        for work in resume["work"]
        if work["still"]
    ]


def resume_file(request: Request, seeker: "Seeker") -> HttpResponse:
    """The printed page, with the same choice."""
    _form, resume = _chosen(request, seeker)
    return resume_pdf(resume)


def resume_pdf(resume: dict[str, Any]) -> HttpResponse:
    """A resume on paper."""
    return pdf_response(rendered(TEMPLATE, resume), "resume.pdf")
