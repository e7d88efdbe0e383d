"""Addresses of this portal, one line a page."""

from django.urls import URLPattern, path

from techhire.portals.convener import (
    badges,
    home,
    imports,
    organizations,
    signing_keys,
    skill,
    skills,
    trusted_issuers,
)

app_name = "convener"
urlpatterns: list[URLPattern] = [
    path("", home.page, name="home"),
    path("partners/", organizations.organizations, name="organizations"),
    path("partners/<int:organization_id>/", organizations.organization, name="organization"),
    path("skills/", skills.skills, name="skills"),
    path("skills/<int:skill_id>/", skill.skill, name="skill"),
    path("badges/", badges.page, name="badges"),
    path("badges/<uuid:identifier>/", badges.badge, name="badge"),
    path("signing-keys/", signing_keys.page, name="signing_keys"),
    path("signing-keys/progress/", signing_keys.progress, name="reissue"),
    path("signing-keys/<int:key_id>/revoke/", signing_keys.revoke, name="revoke_key"),
    path("trusted-issuers/", trusted_issuers.page, name="trusted_issuers"),
    path("imports/", imports.imports, name="imports"),
    path("imports/<int:run_id>/", imports.import_run, name="import_run"),
    path("imports/<int:run_id>/left-out.csv", imports.import_issues, name="import_issues"),
]
