"""Providers as a Django app."""

from django.apps import AppConfig


class ProvidersConfig(AppConfig):
    """Training providers' programs, cohorts and completions. Serves play 4."""

    name = "techhire.plays.providers"
    label = "providers"
