"""Concerns as a Django app."""

from django.apps import AppConfig


class ConcernsConfig(AppConfig):
    """What people report about jobs, employers and programs, and what becomes of it. Serves play 5."""

    name = "techhire.plays.concerns"
    label = "concerns"
