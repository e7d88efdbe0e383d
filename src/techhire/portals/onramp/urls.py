"""Addresses of this portal, one line a page."""

from django.urls import URLPattern, path

from techhire.portals.onramp import (
    card,
    check_in,
    enter_person,
    experiences,
    found,
    home,
    jobs,
    people,
    person,
    person_tests,
    plan,
    profile,
    skill,
    tasks,
    test_day,
    test_days,
    vouches,
    vouching,
    work,
)

app_name = "onramp"
urlpatterns: list[URLPattern] = [
    path("", home.page, name="home"),
    path("vouches/", vouches.page, name="vouches"),
    path("people/", people.page, name="people"),
    path("postings/<uuid:identifier>/plan/", plan.page, name="plan"),
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
    path("people/<slug:code>/work/", work.page, name="person_work"),
    path("people/<slug:code>/jobs/", jobs.page, name="person_jobs"),
    path("people/<slug:code>/tests/", person_tests.page, name="person_tests"),
    path("test-days/", test_days.page, name="test_days"),
    path("test-days/plan/", test_days.plan, name="plan_test_day"),
    path("test-days/<int:day_id>/", test_day.page, name="test_day"),
    path("test-days/<int:day_id>/change/", test_days.change, name="change_test_day"),
    path("test-days/<int:day_id>/list/", test_day.on_paper, name="test_list"),
    path("test-days/<int:day_id>/people/<int:check_in_id>/", check_in.page, name="check_in"),
]
