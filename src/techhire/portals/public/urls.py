"""Addresses of this portal, one line a page, in the files of their subjects."""

from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern

from techhire.portals.public.urls_doors import urlpatterns as doors
from techhire.portals.public.urls_jobs import urlpatterns as jobs
from techhire.portals.public.urls_skills import urlpatterns as skills

app_name = "public"
urlpatterns: list[URLPattern] = [*doors, *jobs, *skills]
if find_spec("techhire.portals.public.urls_programs"):
    urlpatterns += import_module("techhire.portals.public.urls_programs").urlpatterns
