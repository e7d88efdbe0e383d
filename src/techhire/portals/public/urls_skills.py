"""Addresses of the skill library and the job families."""

from django.urls import URLPattern, path

from techhire.portals.public import roles, skills

urlpatterns: list[URLPattern] = [
    path("skills/", skills.skills, name="skills"),
    path("skills/<slug:code>/", skills.skill, name="skill"),
    path("roles/", roles.roles, name="roles"),
    path("roles/<slug:slug>/", roles.role, name="role"),
]
