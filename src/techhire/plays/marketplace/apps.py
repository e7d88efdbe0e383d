"""Marketplace as a Django app."""

from django.apps import AppConfig


class MarketplaceConfig(AppConfig):
    """Postings and what they ask for. Serves play 5."""

    name = "techhire.plays.marketplace"
    label = "marketplace"
