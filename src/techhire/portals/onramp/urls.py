"""Addresses of this portal, one line a page."""

from django.urls import URLPattern, path

from techhire.portals.onramp import (
    card,
    credential,
    enter_person,
    found,
    home,
    jobs,
    people,
    person,
    profile,
    review,
    skill,
    tasks,
)

app_name = "onramp"
urlpatterns: list[URLPattern] = [
    path("", home.page, name="home"),
    path("people/", people.page, name="people"),
    path("people/enter/", enter_person.page, name="enter_person"),
    path("people/<slug:code>/", person.page, name="person"),
    path("people/<slug:code>/profile/", profile.page, name="person_profile"),
    path("people/<slug:code>/tasks/", tasks.page, name="person_tasks"),
    path("people/<slug:code>/skill/", skill.page, name="person_skill"),
    path("people/<slug:code>/certification/", credential.page, name="person_credential"),
    path("people/<slug:code>/found/", found.page, name="person_found"),
    path("people/<slug:code>/card/", card.page, name="person_card"),
    path("people/<slug:code>/jobs/", jobs.page, name="person_jobs"),
    path("people/<slug:code>/jobs/<uuid:identifier>/read/", review.page, name="person_review"),
]
