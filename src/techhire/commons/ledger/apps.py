"""The ledger as a Django app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class LedgerConfig(AppConfig):
    """Loads every app's ``reactions`` module, so that a recorded fact finds those who wait for it."""

    name = "techhire.commons.ledger"
    label = "ledger"

    def ready(self) -> None:
        autodiscover_modules("reactions")
