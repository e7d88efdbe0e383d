"""The record a page of this portal is about: the signed-in person's own."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from techhire.plays.seekers.queries import seeker_of
from techhire.portals.layout.guards import signed_in
from techhire.portals.layout.request import Request
from techhire.portals.seeker.came_for import keep_job

View = Callable[..., HttpResponse]


def own_record(view: View) -> View:
    """Hand the person's own record to the page; somebody without one is first asked to open it, and a job
    they came for waits for them.
    """

    @signed_in
    @wraps(view)
    def opened(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        seeker = seeker_of(request.actor)
        if seeker is None:
            keep_job(request, kwargs.get("identifier"))
            return redirect("seeker:home")
        return view(request, seeker, *args, **kwargs)

    return opened
