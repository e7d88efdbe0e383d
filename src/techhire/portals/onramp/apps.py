"""The portal as a Django app."""

from django.apps import AppConfig


class OnrampConfig(AppConfig):
    """Pages of an onramp and its coaches: their people and what fits them."""

    name = "techhire.portals.onramp"
    label = "portal_onramp"
