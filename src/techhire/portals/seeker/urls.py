"""Addresses of this portal, one line a page."""

from django.urls import path

from techhire.portals.seeker import (
    data,
    dispute,
    found,
    home,
    job,
    jobs,
    people,
    profile,
    reviews,
    skill,
    skills,
    steps,
    tasks,
    who_looked,
)

app_name = "seeker"
urlpatterns = [
    path("", home.page, name="home"),
    path("start/", home.start, name="start"),
    path("profile/", profile.page, name="profile"),
    path("profile/<slug:step>/", profile.step, name="profile_step"),
    path("found/", found.page, name="found"),
    path("found/on/", found.on, name="found_on"),
    path("found/off/", found.off, name="found_off"),
    path("found/block/", found.block, name="block"),
    path("found/unblock/", found.unblock, name="unblock"),
    path("skills/", skills.page, name="skills"),
    path("skills/what-i-do/", tasks.page, name="tasks"),
    path("skills/about/<path:code>/", skill.page, name="skill"),
    path("evidence/<int:evidence_id>/withdraw/", skill.withdraw, name="withdraw"),
    path("evidence/<int:evidence_id>/dispute/", dispute.page, name="dispute"),
    path("jobs/", jobs.page, name="jobs"),
    path("jobs/<str:identifier>/", job.page, name="job"),
    path("reviews/", reviews.page, name="reviews"),
    path("steps/", steps.page, name="steps"),
    path("people/", people.page, name="people"),
    path("people/<int:grant_id>/end/", people.end, name="end_grant"),
    path("everything/", data.download, name="download"),
    path("erase/", data.erase, name="erase"),
    path("who-looked/", who_looked.page, name="who_looked"),
]
