"""Addresses of this portal, one line a page."""

from django.urls import URLPattern

app_name = "support"
urlpatterns: list[URLPattern] = []
