"""Model fields that are text or numbers in Python and sealed in the database."""

from typing import TYPE_CHECKING, Any

from django.db import models

from techhire.commons.vault.keys import seal, unseal

if TYPE_CHECKING:
    _TextField = models.TextField[Any, Any]
else:
    _TextField = models.TextField


class EncryptedTextField(_TextField):
    """Text sealed at rest. It cannot be searched or ordered by; an empty string stays empty."""

    def from_db_value(self, value: str | None, expression: object, connection: object) -> Any:
        return unseal(value) if value else value

    def get_prep_value(self, value: Any) -> str | None:
        text = super().get_prep_value(value)
        return seal(text) if text else text

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name in {"exact", "isnull"}:
            return super().get_lookup(lookup_name)
        raise TypeError("A sealed field cannot be searched.")


class _EncryptedNumberField(EncryptedTextField):
    """A number sealed at rest, zero as well, so that nobody reads from the table who gave an answer."""

    number: type[int] | type[float]

    def from_db_value(self, value: str | None, expression: object, connection: object) -> Any:
        return self.number(unseal(value)) if value else None

    def to_python(self, value: Any) -> Any:
        return None if value is None else self.number(value)

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else seal(repr(self.number(value)))


class EncryptedIntegerField(_EncryptedNumberField):
    """A whole number sealed at rest."""

    number = int


class EncryptedFloatField(_EncryptedNumberField):
    """A number of the machine's precision, sealed at rest; it comes back to the last bit."""

    number = float
