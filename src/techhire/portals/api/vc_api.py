"""The routes of the W3C CCG VC API for issuing and verifying, off unless the operator sets TECHHIRE_VC_API.

They lie outside `/api/v1/` where that specification puts them, take our tokens, and answer problems as RFC 9457.
"""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.utils.translation import gettext as _
from ninja.errors import AuthenticationError

from techhire.commons.communities.words import Scope
from techhire.commons.permits import Refused
from techhire.plays.credentials.actions.programs import set_program_status, sign_for_program
from techhire.plays.credentials.queries.checking import Checked, check_credential
from techhire.plays.credentials.queries.presenting import check_presentation, enveloped
from techhire.portals.api.gate import gated
from techhire.portals.api.problems import is_rule, of_nothing, problem
from techhire.portals.api.throttling import Costly
from techhire.portals.api.tokens import OutOfScope, Token
from techhire.portals.layout.request import Request

LARGEST = 1024 * 1024
SPEC = "https://www.w3.org/TR/vc-data-model-2.0/#"
Body = dict[str, Any]
Route = Callable[[Request, Body], HttpResponse]
pace = Costly("vc-api", with_token=600, without=30)


class ForCredentials(Token):
    """A token that was made for credentials."""

    scope = Scope.CREDENTIALS.value


token = ForCredentials()


def _route(view: Route) -> Callable[..., HttpResponse]:
    """Off: there is nothing here. On: one method, our tokens, a body of bounded size that is a JSON object."""

    @gated
    @wraps(view)
    def answer(request: Request) -> HttpResponse:
        if not settings.VC_API:
            return of_nothing(request, Http404())
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        refused = _not_let_in(request)
        if refused is not None:
            return refused
        body = _body(request)
        return problem(400, _("The body cannot be read as JSON.")) if body is None else view(request, body)

    return answer


def _not_let_in(request: Request) -> HttpResponse | None:
    try:
        actor = token(request)
    except OutOfScope as error:
        return problem(403, str(error))
    except AuthenticationError:
        actor = None
    if actor is None:
        challenge = 'Bearer realm="TechHire"'
        return problem(401, _("Send a token that is good here."), WWW_Authenticate=challenge)
    if len(request.body) > LARGEST:
        return problem(413, _("This is too large."))
    if not pace.allow_request(request):
        words = _("That was many requests in a short time. Please wait a little.")
        return problem(429, words, Retry_After=str(int(pace.wait()) + 1))
    return None


def _body(request: Request) -> Body | None:
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def _part(body: Body, name: str) -> Any:
    said = body.get(name)
    return said if isinstance(said, dict) else None


@_route
def issue(request: Request, body: Body) -> HttpResponse:
    """Sign a credential with the community's key: ``{"credential": ...}``, answered with the signed one."""
    credential = _part(body, "credential")
    if credential is None:
        return problem(400, _("Send an object named %(name)s.") % {"name": "credential"})
    try:
        signed = sign_for_program(request.actor, request.community, credential=credential, now=request.now)
    except Refused as refusal:
        return problem(403 if is_rule(refusal) else 400, str(refusal))
    return JsonResponse({"verifiableCredential": signed}, status=201)


@_route
def set_status(request: Request, body: Body) -> HttpResponse:
    """Say how something signed here stands: ``credentialId``, ``credentialStatus.statusPurpose`` and ``status``."""
    named, on = body.get("credentialId"), body.get("status")
    purpose = (_part(body, "credentialStatus") or {}).get("statusPurpose")
    if not (isinstance(named, str) and isinstance(purpose, str) and isinstance(on, bool)):
        return problem(400, _("Send credentialId, credentialStatus with its statusPurpose, and status."))
    about = (request.actor, request.community)
    try:
        found = set_program_status(*about, credential_id=named, purpose=purpose, on=on, now=request.now)
    except Refused as refusal:
        return problem(403 if is_rule(refusal) else 400, str(refusal))
    return HttpResponse(status=200) if found else of_nothing(request, Http404())


@_route
def verify_credential(request: Request, body: Body) -> HttpResponse:
    """Check a credential: ``{"verifiableCredential": ...}``. Nothing of it is kept."""
    credential = _part(body, "verifiableCredential")
    if credential is None:
        return problem(400, _("Send an object named %(name)s.") % {"name": "verifiableCredential"})
    checked = check_credential(request.community, _to_check(credential), now=request.now)
    said: Body = {"verified": checked.is_good, "problemDetails": _problems(checked)}
    options = _part(body, "options") or {}
    if options.get("returnCredential") is True:
        said["verifiableCredential"] = credential
    return JsonResponse(said)


def _to_check(credential: Body) -> object:
    """The credential or the token in its envelope; an address in an envelope is not followed."""
    found = enveloped(credential)
    return "" if isinstance(found, str) and found.strip().startswith("http") else found


@_route
def verify_presentation(request: Request, body: Body) -> HttpResponse:
    """Check a presentation and all in it: ``verifiablePresentation`` signed by its holder, or ``presentation``."""
    signed = _part(body, "verifiablePresentation")
    presentation = signed or _part(body, "presentation")
    if presentation is None:
        return problem(400, _("Send an object named %(name)s.") % {"name": "verifiablePresentation"})
    options = _part(body, "options") or {}
    checked = check_presentation(
        request.community,
        presentation,
        signed=signed is not None,
        challenge=_text(options.get("challenge")),
        domain=_text(options.get("domain")),
        now=request.now,
    )
    said: Body = {
        "verified": checked.verified,
        "problemDetails": [_detail("presentation", code, "") for code in checked.problems],
        "credentialResults": [
            {"verified": one.is_good, "problemDetails": _problems(one)} for one in checked.credentials
        ],
    }
    if options.get("returnPresentation") is True:
        said["verifiablePresentation"] = presentation
    return JsonResponse(said)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _problems(checked: Checked) -> list[Body]:
    """One detail for every check that did not pass; what could not be checked is said too."""
    return [_detail(one.name, one.code, one.says) for one in checked.lines if one.outcome != "passed"]


def _detail(name: str, code: str, words: object) -> Body:
    kind = "PARSING_ERROR" if name in ("read", "structure") else "CRYPTOGRAPHIC_SECURITY_ERROR"
    return {"type": f"{SPEC}{kind}", "title": f"{name}:{code}", "detail": str(words)}
