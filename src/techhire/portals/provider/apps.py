"""The portal as a Django app."""

from django.apps import AppConfig


class ProviderConfig(AppConfig):
    """Pages of a training provider: programs, cohorts, completions."""

    name = "techhire.portals.provider"
    label = "portal_provider"
