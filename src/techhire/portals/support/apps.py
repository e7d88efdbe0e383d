"""The portal as a Django app."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """Pages of a support partner."""

    name = "techhire.portals.support"
    label = "portal_support"
