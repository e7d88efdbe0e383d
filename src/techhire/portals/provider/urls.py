"""Addresses of this portal, one line a page."""

from django.urls import URLPattern, path

from techhire.portals.provider import (
    cohort,
    credential,
    feedback,
    home,
    people,
    person,
    program,
    programs,
    teaches,
    vouches,
    work,
)

app_name = "provider"
urlpatterns: list[URLPattern] = [
    path("", home.page, name="home"),
    path("programs/", programs.page, name="programs"),
    path("programs/new/", program.new, name="new_program"),
    path("programs/<int:pk>/", program.page, name="program"),
    path("programs/<int:pk>/teaches/", teaches.page, name="teaches"),
    path("programs/<int:pk>/cohorts/new/", cohort.new, name="new_cohort"),
    path("cohorts/<int:pk>/", cohort.page, name="cohort"),
    path("feedback/", feedback.page, name="feedback"),
    path("vouches/", vouches.page, name="vouches"),
    path("people/", people.page, name="people"),
    path("people/<slug:code>/", person.page, name="person"),
    path("people/<slug:code>/certification/", credential.page, name="person_credential"),
    path("people/<slug:code>/work/", work.page, name="person_work"),
]
