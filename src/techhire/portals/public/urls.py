"""Addresses of this portal, one line a page."""

from django.urls import URLPattern

app_name = "public"
urlpatterns: list[URLPattern] = []
