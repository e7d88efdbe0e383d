"""Addresses of the API. What no operation answers is a problem too, never a page."""

from django.urls import include, path, re_path

from techhire.portals.api import docs, vc_api
from techhire.portals.api.gate import all_gated, gated
from techhire.portals.api.routes import api

_operations, _kind, _name = api.urls

urlpatterns = [
    path("api/v1/openapi.json", gated(docs.description)),
    path("api/v1/docs", docs.page, name="api-docs"),
    path("api/v1/", include((all_gated(_operations), "api"))),
    path("credentials/issue", vc_api.issue),
    path("credentials/status", vc_api.set_status),
    path("credentials/verify", vc_api.verify_credential),
    path("presentations/verify", vc_api.verify_presentation),
    re_path(r"^api(?:/.*)?$", gated(docs.nothing)),
]
