"""Addresses of the shortlist and of one person on it."""

from django.urls import path

from techhire.portals.employer import feedback, person, shortlist, work

urlpatterns = [
    path("postings/<uuid:identifier>/shortlist/", shortlist.page, name="shortlist"),
    path("postings/<uuid:identifier>/people/<slug:pseudonym>/", person.page, name="person"),
    path("postings/<uuid:identifier>/people/<slug:pseudonym>/work/", work.page, name="person_work"),
    path("postings/<uuid:identifier>/people/<slug:pseudonym>/what-we-saw/", feedback.page, name="feedback"),
]
