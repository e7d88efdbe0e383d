"""My resume as data and as a page to print, with the same choice of what goes on it."""

from typing import Annotated, Any

from django.http import Http404, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from techhire.portals.api.fields import Shown
from techhire.portals.api.own import own_record
from techhire.portals.api.service import answers
from techhire.portals.api.throttling import Costly
from techhire.portals.api.tokens import reader
from techhire.portals.layout.request import Request
from techhire.portals.layout.resume import UnknownRole, resume_for, resume_pdf

router = Router(auth=reader, tags=["What I have done"])
printing = Costly("printing", with_token=300, without=30)
PDF = {
    "responses": {200: {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}}
}


class ResumeAsked(Schema):
    """What goes on it, and the code of the role it is for; nothing of the choice is kept."""

    role: Annotated[str, Field(max_length=80, pattern=r"^[-a-z0-9_]*$")] = ""
    email: bool = True
    phone: bool = True
    city: bool = True
    words: bool = True
    degree: bool = False


class ResumeSkill(Shown):
    """A skill, how far in words, and what stands behind it; a vouch without who gave it."""

    name: str
    level: str
    by: list[str]


class ResumeSkills(Shown):
    """Skills by the word that holds for them; those the role asks for come first."""

    proven: list[ResumeSkill]
    likely: list[ResumeSkill]
    claimed: list[ResumeSkill]


class ResumeWork(Shown):
    """Something I did: our words in English, mine in my own English where I gave it, else as I told them.

    Each ``_lang`` says which that is; ``still`` names the answers that are not in English yet.
    """

    experience: int
    title: str
    title_lang: str
    place: str
    place_lang: str
    about: list[str]
    tasks: list[str]
    words: str
    words_lang: str
    tools: str
    tools_lang: str
    still: list[str]


class ResumeShown(Shown):
    """My resume. ``pdf`` is the address of the same on paper, for the same token."""

    name: str
    contact: list[str]
    headline: str
    education: str
    skills: ResumeSkills
    work: list[ResumeWork]
    pdf: str


def _made(request: Request, asked: ResumeAsked) -> dict[str, Any]:
    try:
        return resume_for(request, own_record(request), asked.dict())
    except UnknownRole as problem:
        raise Http404 from problem


@router.get("me/resume", response=answers(ResumeShown, found=True))
def my_resume(request: Request, asked: Query[ResumeAsked]) -> Any:
    """What my resume says, in English, made from what I told in any language."""
    there = request.build_absolute_uri(request.path + ".pdf")
    choice = request.GET.urlencode()
    return _made(request, asked) | {"pdf": f"{there}?{choice}" if choice else there}


@router.get("me/resume.pdf", response=answers(None, found=True), openapi_extra=PDF, throttle=[printing])
def my_resume_on_paper(request: Request, asked: Query[ResumeAsked]) -> HttpResponse:
    """The same as a PDF that a screen reader can follow."""
    return resume_pdf(_made(request, asked))
