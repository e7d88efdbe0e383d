"""Matches as a Django app."""

from django.apps import AppConfig


class MatchesConfig(AppConfig):
    """Shortlists, decisions, near misses and what a requirement costs. Serves play 5."""

    name = "techhire.plays.matches"
    label = "matches"
