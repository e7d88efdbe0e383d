"""Addresses of this portal, one line a page."""

from django.urls import URLPattern, path

from techhire.portals.convener import holds, home, imports, organizations, skill, skills

app_name = "convener"
urlpatterns: list[URLPattern] = [
    path("", home.page, name="home"),
    path("partners/", organizations.organizations, name="organizations"),
    path("partners/<int:organization_id>/", organizations.organization, name="organization"),
    path("skills/", skills.skills, name="skills"),
    path("skills/<int:skill_id>/", skill.skill, name="skill"),
    path("holds/", holds.page, name="holds"),
    path("imports/", imports.imports, name="imports"),
    path("imports/<int:run_id>/", imports.import_run, name="import_run"),
    path("imports/<int:run_id>/left-out.csv", imports.import_issues, name="import_issues"),
]
