"""Encryption of sensitive fields with rotating keys; the newest key writes, every listed key reads."""

from techhire.commons.vault.fields import EncryptedTextField
from techhire.commons.vault.keys import Unreadable, fingerprint, new_key, seal, unseal
from techhire.commons.vault.resealing import Rotation, SealedField, encrypted_fields, reseal_all

__all__ = [
    "EncryptedTextField",
    "Rotation",
    "SealedField",
    "Unreadable",
    "encrypted_fields",
    "fingerprint",
    "new_key",
    "reseal_all",
    "seal",
    "unseal",
]
