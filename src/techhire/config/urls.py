"""Addresses: one include a portal. A community other than the default one is reached below /c/<slug>/."""

from django.urls import include, path

urlpatterns = [
    path("", include("techhire.portals.public.urls")),
    path("my/", include("techhire.portals.seeker.urls")),
    path("employer/", include("techhire.portals.employer.urls")),
    path("provider/", include("techhire.portals.provider.urls")),
    path("onramp/", include("techhire.portals.onramp.urls")),
    path("support/", include("techhire.portals.support.urls")),
    path("convener/", include("techhire.portals.convener.urls")),
    path("", include("techhire.portals.account.urls")),
    path("sign-in/", include("allauth.urls")),
    path("", include("techhire.portals.layout.urls")),
    path("", include("techhire.portals.api.urls")),
]

handler400 = "techhire.portals.layout.failures.bad_request"
handler403 = "techhire.portals.layout.failures.forbidden"
handler404 = "techhire.portals.layout.failures.not_found"
handler500 = "techhire.portals.layout.failures.broken"
