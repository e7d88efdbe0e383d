"""Addresses of the skill library, the job families, and CASE and CTDL-ASN for machines."""

from django.urls import URLPattern, path

from techhire.portals.public import case, credentials, ctdl_asn, roles, skills

CASE = "ims/case/v1p1"
urlpatterns: list[URLPattern] = [
    path("skills/", skills.skills, name="skills"),
    path("skills/<slug:code>/", skills.skill, name="skill"),
    path("credentials/", credentials.page, name="credentials"),
    path("roles/", roles.roles, name="roles"),
    path("roles/<slug:slug>/", roles.role, name="role"),
    path(f"{CASE}/CFDocuments", case.documents, name="case_documents"),
    path(f"{CASE}/CFPackages/<uuid:identifier>", case.package, name="case_package"),
    path(f"{CASE}/CFItems/<uuid:identifier>", case.item, name="case_item"),
    path(f"{CASE}/CFItemAssociations/<uuid:identifier>", case.item_associations, name="case_associations"),
    path("ctdl-asn/graph/ce-<uuid:identifier>", ctdl_asn.graph, name="ctdl_asn_graph"),
    path("ctdl-asn/resources/ce-<uuid:identifier>", ctdl_asn.resource, name="ctdl_asn_resource"),
]
