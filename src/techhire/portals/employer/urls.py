"""Addresses of this portal, one line a page."""

from importlib.util import find_spec

from django.urls import URLPattern, path

from techhire.portals.employer import check, details, home, plan, post, posting, requirements

app_name = "employer"
urlpatterns: list[URLPattern] = [
    path("", home.page, name="home"),
    path("post/", post.page, name="post"),
    path("postings/<uuid:identifier>/", posting.page, name="posting"),
    path("postings/<uuid:identifier>/check/", check.page, name="check"),
    path("postings/<uuid:identifier>/skills/", requirements.page, name="requirements"),
    path("postings/<uuid:identifier>/details/", details.page, name="details"),
    path("postings/<uuid:identifier>/plan/", plan.page, name="plan"),
]
if find_spec("techhire.portals.employer.urls_shortlist"):
    from techhire.portals.employer.urls_shortlist import urlpatterns as shortlist_patterns

    urlpatterns += shortlist_patterns
