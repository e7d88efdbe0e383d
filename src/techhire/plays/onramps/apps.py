"""Onramps as a Django app."""

from django.apps import AppConfig


class OnrampsConfig(AppConfig):
    """The people an onramp works with. Serves play 5."""

    name = "techhire.plays.onramps"
    label = "onramps"
