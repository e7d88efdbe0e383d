"""Addresses of the public job pages."""

from django.urls import path

from techhire.portals.public import employers, jobs

urlpatterns = [
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/<uuid:identifier>/", jobs.job, name="job"),
    path("employers/<slug:organization>/", employers.employer, name="employer"),
]
