"""The portal as a Django app."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """What goes out: one module a letter, sent when a fact happens."""

    name = "techhire.portals.letters"
    label = "portal_letters"
