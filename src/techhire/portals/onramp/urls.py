"""Addresses of this portal, one line a page."""

from django.urls import URLPattern, path

from techhire.portals.onramp import (
    card,
    enter_person,
    experiences,
    found,
    home,
    jobs,
    people,
    person,
    profile,
    skill,
    tasks,
    vouches,
    vouching,
)

app_name = "onramp"
urlpatterns: list[URLPattern] = [
    path("", home.page, name="home"),
    path("vouches/", vouches.page, name="vouches"),
    path("people/", people.page, name="people"),
    path("people/enter/", enter_person.page, name="enter_person"),
    path("people/<slug:code>/", person.page, name="person"),
    path("people/<slug:code>/profile/", profile.page, name="person_profile"),
    path("people/<slug:code>/tasks/", tasks.page, name="person_tasks"),
    path("people/<slug:code>/experiences/", experiences.listing, name="person_experiences"),
    path("people/<slug:code>/experiences/<int:pk>/", experiences.one, name="person_experience"),
    path(
        "people/<slug:code>/experiences/<int:pk>/skills/<int:row>/",
        experiences.skill,
        name="person_experience_skill",
    ),
    path(
        "people/<slug:code>/experiences/<int:pk>/<slug:step>/",
        experiences.step,
        name="person_experience_step",
    ),
    path("people/<slug:code>/resume/", experiences.resume, name="person_resume"),
    path("people/<slug:code>/resume/resume.pdf", experiences.file, name="person_resume_file"),
    path("people/<slug:code>/skill/", skill.page, name="person_skill"),
    path("people/<slug:code>/found/", found.page, name="person_found"),
    path("people/<slug:code>/vouching/", vouching.page, name="person_vouching"),
    path("people/<slug:code>/card/", card.page, name="person_card"),
    path("people/<slug:code>/jobs/", jobs.page, name="person_jobs"),
]
