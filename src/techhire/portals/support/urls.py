"""Addresses of this portal, one line a page."""

from django.urls import URLPattern, path

from techhire.portals.support import home

app_name = "support"
urlpatterns: list[URLPattern] = [path("", home.page, name="home")]
