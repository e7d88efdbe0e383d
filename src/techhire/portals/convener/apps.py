"""The portal as a Django app."""

from django.apps import AppConfig


class ConvenerConfig(AppConfig):
    """Pages of the civic lead: what is here, imports, the skill library, members."""

    name = "techhire.portals.convener"
    label = "portal_convener"
