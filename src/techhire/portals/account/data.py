"""Everything held about my account, as a file."""

from django.http import Http404, HttpResponse, JsonResponse
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from techhire.commons.communities.queries import held_about_seats
from techhire.commons.people.queries import account_of, held_about_account
from techhire.plays.concerns.queries import held_about_reports
from techhire.portals.layout.guards import signed_in
from techhire.portals.layout.request import Request


@signed_in
@never_cache
@require_GET
def data(request: Request) -> HttpResponse:
    """One JSON file: the account, its seats and tokens, and what it did."""
    account = account_of(request.actor)
    if account is None:
        raise Http404
    held = {
        "made_for": request.community.name,
        "at": request.now,
        "account": held_about_account(request.actor, account),
        **held_about_seats(request.actor),
        **held_about_reports(request.actor),
    }
    name = f"{slugify(request.community.name) or 'techhire'}-{request.today:%Y-%m-%d}.json"
    return JsonResponse(
        held,
        json_dumps_params={"indent": 2, "ensure_ascii": False},
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
