"""A badge as a page to print, with the name of the person, which stands nowhere in the signed badge."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from techhire.plays.credentials.queries.badges import link_of, name_for
from techhire.plays.credentials.words import CredentialState
from techhire.portals.layout.badge_files import file_name
from techhire.portals.layout.badge_picture import qr_svg
from techhire.portals.layout.pdf import pdf_response, rendered
from techhire.portals.layout.request import Request
from techhire.portals.layout.templatetags.house import said

if TYPE_CHECKING:
    from techhire.plays.credentials.models import Credential

TEMPLATE = Path(__file__).with_name("pdf") / "certificate.typ"


def certificate_of(request: Request, badge: "Credential") -> HttpResponse:
    """The certificate in the language that is spoken now; 404 where the badge does not hold."""
    if badge.state != CredentialState.ISSUED:
        raise Http404("A certificate is made of a badge that holds.")
    return pdf_response(rendered(TEMPLATE, _printed(request, badge)), file_name(badge, "pdf"))


def _printed(request: Request, badge: "Credential") -> dict[str, Any]:
    achievement, link = badge.achievement, link_of(request.actor, badge)
    address = link or request.build_absolute_uri(reverse("public:verify"))
    name, day_of = name_for(request.actor, badge), badge.community.day_of
    signed = _("A signed badge of %(community)s.") % {"community": badge.community.name}
    return {
        "title": said(achievement, "title"),
        "lang": (get_language() or "en")[:2],
        "author": badge.community.name,
        "for_words": _("This certificate is for") if name else "",
        "name": name,
        "signed": signed,
        "rows": [
            [_("Given when"), said(achievement, "criteria")],
            [_("Since"), date_format(day_of(badge.issued_at), "DATE_FORMAT")],
            [_("Until"), date_format(day_of(badge.valid_until), "DATE_FORMAT")],
            [_("Number"), str(badge.identifier)],
        ],
        "check": _("Scan the code to see whether it still holds:")
        if link
        else _("Ask for the file or the link, and check it here:"),
        "address": address,
        "qr": qr_svg(address),
        "qr_alt": _("QR code of this address: %(address)s") % {"address": address},
        "paper_note": _("This paper is not the proof. The signed badge is: only it can be checked."),
    }
