"""Addresses of badges, of the page that checks any credential, and of what programs need for it."""

from django.urls import URLPattern, path

from techhire.portals.public import badges, proofs, verify

SHARED = "badges/shared/<str:token>"
urlpatterns: list[URLPattern] = [
    path("verify/", verify.page, name="verify"),
    path(f"{SHARED}/", badges.shared, name="shared_badge"),
    path(f"{SHARED}/qr.svg", badges.shared_qr, name="shared_qr"),
    path(f"{SHARED}/file/<slug:form>/", badges.shared_file, name="shared_file"),
    path("badges/<uuid:identifier>/", badges.achievement, name="achievement"),
    path("badges/<uuid:identifier>/badge.svg", badges.badge_picture, name="badge_picture"),
    path("badges/<uuid:identifier>/badge.png", badges.badge_preview, name="badge_preview"),
    path("credentials/status/<uuid:identifier>/", proofs.status_list, name="status_list"),
    path(".well-known/did.json", proofs.did_document, name="did_document"),
    path("did.json", proofs.did_document, name="did_document_below"),
]
