"""Addresses of the shortlist and of one person on it."""

from django.urls import path

from techhire.portals.employer import person, shortlist

urlpatterns = [
    path("postings/<uuid:identifier>/shortlist/", shortlist.page, name="shortlist"),
    path("postings/<uuid:identifier>/people/<slug:pseudonym>/", person.page, name="person"),
]
