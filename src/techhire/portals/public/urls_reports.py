"""Addresses where anybody reports a job, an organization or a program, and follows a report by its code."""

from django.urls import path

from techhire.portals.public import report_state, reporting

urlpatterns = [
    path("jobs/<uuid:identifier>/report/", reporting.job, name="report_job"),
    path("organizations/<slug:organization>/report/", reporting.organization, name="report_organization"),
    path("programs/<slug:organization>/<slug:slug>/report/", reporting.program, name="report_program"),
    path("reports/", report_state.look_up, name="report_look_up"),
    path("reports/<str:code>/", report_state.page, name="report_state"),
]
