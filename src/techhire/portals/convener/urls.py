"""Addresses of this portal, one line a page."""

from django.urls import URLPattern, path

from techhire.portals.convener import home, imports, organizations, skill, skills
from techhire.portals.convener.quality import report, watched

app_name = "convener"
urlpatterns: list[URLPattern] = [
    path("", home.page, name="home"),
    path("partners/", organizations.organizations, name="organizations"),
    path("partners/<int:organization_id>/", organizations.organization, name="organization"),
    path("skills/", skills.skills, name="skills"),
    path("skills/<int:skill_id>/", skill.skill, name="skill"),
    path("imports/", imports.imports, name="imports"),
    path("imports/<int:run_id>/", imports.import_run, name="import_run"),
    path("imports/<int:run_id>/left-out.csv", imports.import_issues, name="import_issues"),
    path("tests/quality/", watched.page, name="qualities"),
    path("tests/<int:bank_id>/quality/<int:test_id>/", report.page, name="test_quality"),
    path(
        "tests/<int:bank_id>/quality/<int:test_id>/pass-rates.csv", report.download, name="test_quality_file"
    ),
]
