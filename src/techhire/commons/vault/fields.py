"""A model field that is text in Python and sealed in the database."""

from typing import TYPE_CHECKING, Any

from django.db import models

from techhire.commons.vault.keys import seal, unseal

if TYPE_CHECKING:
    _TextField = models.TextField[Any, Any]
else:
    _TextField = models.TextField


class EncryptedTextField(_TextField):
    """Text sealed at rest. It cannot be searched or ordered by; an empty string stays empty."""

    def from_db_value(self, value: str | None, expression: object, connection: object) -> str | None:
        return unseal(value) if value else value

    def get_prep_value(self, value: Any) -> str | None:
        text = super().get_prep_value(value)
        return seal(text) if text else text

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name in {"exact", "isnull"}:
            return super().get_lookup(lookup_name)
        raise TypeError("A sealed field cannot be searched.")
