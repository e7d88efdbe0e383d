"""Communities as a Django app."""

from django.apps import AppConfig


class CommunitiesConfig(AppConfig):
    """Communities, organizations, memberships, invitations, API tokens."""

    name = "techhire.commons.communities"
    label = "communities"
