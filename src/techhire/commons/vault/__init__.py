"""Encryption of sensitive fields with rotating keys; the newest key writes, every listed key reads."""

from techhire.commons.vault.fields import EncryptedTextField
from techhire.commons.vault.keys import fingerprint, new_key, seal, unseal

__all__ = ["EncryptedTextField", "fingerprint", "new_key", "seal", "unseal"]
