"""The portal as a Django app."""

from django.apps import AppConfig


class SeekerConfig(AppConfig):
    """Pages of a person who looks for work."""

    name = "techhire.portals.seeker"
    label = "portal_seeker"
