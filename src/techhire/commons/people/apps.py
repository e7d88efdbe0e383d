"""People as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts and the ways to sign in."""

    name = "techhire.commons.people"
    label = "people"
