"""Encryption of sensitive fields with rotating keys; the newest key writes, every listed key reads."""

from techhire.commons.vault.fields import EncryptedFloatField, EncryptedIntegerField, EncryptedTextField
from techhire.commons.vault.keys import Unreadable, fingerprint, new_key, seal, unseal
from techhire.commons.vault.moving import open_column_values, seal_column_values
from techhire.commons.vault.resealing import Rotation, SealedField, encrypted_fields, reseal_all

__all__ = [
    "EncryptedFloatField",
    "EncryptedIntegerField",
    "EncryptedTextField",
    "Rotation",
    "SealedField",
    "Unreadable",
    "encrypted_fields",
    "fingerprint",
    "new_key",
    "open_column_values",
    "reseal_all",
    "seal",
    "seal_column_values",
    "unseal",
]
