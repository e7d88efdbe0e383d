"""The portal as a Django app."""

from django.apps import AppConfig

from techhire.portals.layout.plain_errors import speak_plainly


class LayoutConfig(AppConfig):
    """Shared by all portals: the base page, components, charts, the community and the actor of a request."""

    name = "techhire.portals.layout"
    label = "portal_layout"

    def ready(self) -> None:
        """Have every form speak our words."""
        speak_plainly()
