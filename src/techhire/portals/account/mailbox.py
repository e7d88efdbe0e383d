"""The demo only: every letter the site sent, with its codes and links, instead of real mail."""

from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from techhire.portals.account.codes import CODE
from techhire.portals.layout.request import Request

DIVIDER = b"\n" + b"-" * 79 + b"\n"
NEWEST_FILES = 200
A_PAGE = 20


@dataclass(frozen=True)
class Letter:
    """A letter as the page shows it; ``parts`` are (is a code, text)."""

    to: str
    subject: str
    date: str
    parts: list[tuple[bool, str]]


@never_cache
@require_GET
def mailbox(request: Request) -> HttpResponse:
    """Letters, newest first."""
    if not settings.DEMO:
        raise Http404
    letters = letters_in(Path(getattr(settings, "EMAIL_FILE_PATH", "")))
    page = Paginator(letters, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "account/mailbox.html", {"page": page})


def letters_in(folder: Path) -> list[Letter]:
    """The letters of the newest files in the folder Django's file-based mail writes to, newest first."""
    if not folder.is_dir():
        return []
    files = sorted(folder.glob("*.log"), key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)
    found: list[Letter] = []
    for path in files[:NEWEST_FILES]:
        raw = [part for part in path.read_bytes().split(DIVIDER) if part.strip()]
        found.extend(_letter(part) for part in reversed(raw))
    return found


def _letter(raw: bytes) -> Letter:
    message = message_from_bytes(raw, policy=default)
    body = message.get_body(("plain",))
    text = body.get_content() if body is not None else ""
    return Letter(str(message["To"]), str(message["Subject"]), str(message["Date"]), split_codes(text))


def split_codes(text: str) -> list[tuple[bool, str]]:
    """The text in pieces, each marked as a code or not."""
    parts: list[tuple[bool, str]] = []
    at = 0
    for match in CODE.finditer(text):
        parts += [(False, text[at : match.start()]), (True, match.group())]
        at = match.end()
    return [*parts, (False, text[at:])]
