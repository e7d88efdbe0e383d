"""Addresses of the public pages on training."""

from django.urls import URLPattern, path

from techhire.portals.public import programs

urlpatterns: list[URLPattern] = [
    path("programs/", programs.programs, name="programs"),
    path("programs/<slug:organization>/<slug:slug>/", programs.program, name="program"),
]
