"""The portal as a Django app."""

from django.apps import AppConfig


class LayoutConfig(AppConfig):
    """Shared by all portals: the base page, components, charts, the community and the actor of a request."""

    name = "techhire.portals.layout"
    label = "portal_layout"
