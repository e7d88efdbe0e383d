"""Credentials as a Django app."""

from django.apps import AppConfig


class CredentialsConfig(AppConfig):
    """What the community signs, and what it accepts from others. Serves play 5."""

    name = "techhire.plays.credentials"
    label = "credentials"
