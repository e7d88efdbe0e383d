"""Addresses of this portal, one line a page, in the files of their subjects."""

from django.urls import URLPattern

from techhire.portals.public.urls_badges import urlpatterns as badges
from techhire.portals.public.urls_doors import urlpatterns as doors
from techhire.portals.public.urls_jobs import urlpatterns as jobs
from techhire.portals.public.urls_programs import urlpatterns as programs
from techhire.portals.public.urls_reports import urlpatterns as reports
from techhire.portals.public.urls_skills import urlpatterns as skills

app_name = "public"
urlpatterns: list[URLPattern] = [*doors, *jobs, *skills, *programs, *reports, *badges]
