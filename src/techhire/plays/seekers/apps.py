"""Seekers as a Django app."""

from django.apps import AppConfig


class SeekersConfig(AppConfig):
    """People who look for work, the evidence of what they can do, and who may see them. Serves play 5."""

    name = "techhire.plays.seekers"
    label = "seekers"
