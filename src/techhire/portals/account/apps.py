"""The portal as a Django app."""

from django.apps import AppConfig


class AccountConfig(AppConfig):
    """What everyone signed in does: sign in, own account, members, who looked at me."""

    name = "techhire.portals.account"
    label = "portal_account"
