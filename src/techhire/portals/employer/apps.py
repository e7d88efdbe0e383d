"""The portal as a Django app."""

from django.apps import AppConfig


class EmployerConfig(AppConfig):
    """Pages of an employer: postings, shortlists, decisions."""

    name = "techhire.portals.employer"
    label = "portal_employer"
