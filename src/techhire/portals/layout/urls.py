"""Addresses every portal needs: where a signed-in person starts, the language, what the site is made of."""

from django.urls import path

from techhire.portals.layout import pages
from techhire.portals.layout.brand import brand, logo

app_name = "layout"
urlpatterns = [
    path("home/", pages.home, name="home"),
    path("signed-in-again/", pages.back_in, name="back_in"),
    path("language/", pages.choose_language, name="language"),
    path("brand.css", brand, name="brand"),
    path("logo/", logo, name="logo"),
    path("health/", pages.health, name="health"),
]
