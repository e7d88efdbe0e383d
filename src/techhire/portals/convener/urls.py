"""Addresses of this portal, one line a page."""

from django.urls import URLPattern, path

from techhire.portals.convener import (
    badges,
    concerns,
    holds,
    home,
    imports,
    organizations,
    reviews,
    role,
    roles,
    settings,
    signing_keys,
    skill,
    skills,
    trail,
    trusted_issuers,
)
from techhire.portals.convener.banks import (
    bank,
    cuts,
    giving,
    item,
    item_edit,
    item_imports,
    listing,
    measuring,
    pull,
    review,
    simulation,
)
from techhire.portals.convener.quality import judged, report, watched

app_name = "convener"
urlpatterns: list[URLPattern] = [
    path("", home.page, name="home"),
    path("partners/", organizations.organizations, name="organizations"),
    path("partners/<int:organization_id>/", organizations.organization, name="organization"),
    path("reports/", concerns.concerns, name="concerns"),
    path("reports/<int:concern_id>/", concerns.concern, name="concern"),
    path("settings/", settings.page, name="settings"),
    path("read-by-a-person/", reviews.page, name="reviews"),
    path("skills/", skills.skills, name="skills"),
    path("skills/<int:skill_id>/", skill.skill, name="skill"),
    path("role-profiles/", roles.page, name="roles"),
    path("role-profiles/<int:role_id>/", role.page, name="role"),
    path("badges/", badges.page, name="badges"),
    path("badges/<uuid:identifier>/", badges.badge, name="badge"),
    path("signing-keys/", signing_keys.page, name="signing_keys"),
    path("signing-keys/progress/", signing_keys.progress, name="reissue"),
    path("signing-keys/<int:key_id>/revoke/", signing_keys.revoke, name="revoke_key"),
    path("trusted-issuers/", trusted_issuers.page, name="trusted_issuers"),
    path("who-did-what/", trail.page, name="trail"),
    path("holds/", holds.page, name="holds"),
    path("imports/", imports.imports, name="imports"),
    path("imports/<int:run_id>/", imports.import_run, name="import_run"),
    path("imports/<int:run_id>/left-out.csv", imports.import_issues, name="import_issues"),
    path("tests/", listing.page, name="banks"),
    path("tests/new/", listing.new, name="bank_new"),
    path("tests/to-read/", review.page, name="item_review"),
    path("tests/questions/<int:item_id>/", item.page, name="item"),
    path("tests/questions/<int:item_id>/edit/", item_edit.edit, name="item_edit"),
    path("tests/questions/<int:item_id>/take-out/", pull.page, name="item_pull"),
    path("tests/questions/<int:item_id>/scored-again/<int:rescoring_id>/", pull.rescoring, name="rescoring"),
    path("tests/questions/<int:item_id>/media/<str:name>", item.media, name="item_media"),
    path("tests/<int:bank_id>/", bank.page, name="bank"),
    path("tests/<int:bank_id>/questions/new/", item_edit.new, name="item_new"),
    path("tests/<int:bank_id>/import/", item_imports.page, name="item_import"),
    path("tests/<int:bank_id>/import/<int:import_id>/", item_imports.run, name="item_import_run"),
    path("tests/<int:bank_id>/measure/", measuring.page, name="measuring"),
    path("tests/<int:bank_id>/measure/<int:calibration_id>/", measuring.result, name="measured"),
    path(
        "tests/<int:bank_id>/measure/<int:calibration_id>/items.json", measuring.table, name="measured_file"
    ),
    path("tests/<int:bank_id>/levels/", cuts.page, name="cuts"),
    path("tests/<int:bank_id>/simulate/", simulation.page, name="simulation"),
    path("tests/<int:bank_id>/rules/<int:test_id>/", giving.page, name="bank_test"),
    path("tests/quality/", watched.page, name="qualities"),
    path("tests/quality/judged/<int:rubric_id>/", judged.page, name="judged_quality"),
    path("tests/quality/judged/<int:rubric_id>/pass-rates.csv", judged.download, name="judged_quality_file"),
    path("tests/<int:bank_id>/quality/<int:test_id>/", report.page, name="test_quality"),
    path(
        "tests/<int:bank_id>/quality/<int:test_id>/pass-rates.csv", report.download, name="test_quality_file"
    ),
]
