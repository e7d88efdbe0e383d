"""The portal as a Django app."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """What anybody can see without an account: the community, its jobs, its skills, two open doors."""

    name = "techhire.portals.public"
    label = "portal_public"
