"""Addresses of the search by skill, of the shortlist, of those who asked to be read, and of one person on either."""

from django.urls import path

from techhire.portals.employer import asked, feedback, live, person, search, shortlist, work, write

urlpatterns = [
    path("people/", search.page, name="search"),
    path("postings/<uuid:identifier>/shortlist/", shortlist.page, name="shortlist"),
    path("postings/<uuid:identifier>/people/<slug:pseudonym>/", person.page, name="person"),
    path("postings/<uuid:identifier>/people/<slug:pseudonym>/work/", work.page, name="person_work"),
    path("postings/<uuid:identifier>/people/<slug:pseudonym>/write/", write.page, name="write"),
    path("postings/<uuid:identifier>/people/<slug:pseudonym>/live/", live.page, name="live"),
    path("postings/<uuid:identifier>/people/<slug:pseudonym>/what-we-saw/", feedback.page, name="feedback"),
    path("postings/<uuid:identifier>/asked/", asked.page, name="asked"),
    path("postings/<uuid:identifier>/asked/<slug:pseudonym>/", person.asked, name="asked_person"),
]
