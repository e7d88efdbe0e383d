"""Sealing and unsealing text (Fernet: AES-128-CBC with HMAC-SHA256), and keyed fingerprints for look-ups."""

import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class Unreadable(Exception):
    """A sealed value was written with a key that is no longer listed in TECHHIRE_FIELD_KEYS."""


def new_key() -> str:
    """A fresh key, url-safe base64 of 32 bytes."""
    return Fernet.generate_key().decode()


def _fernet() -> MultiFernet:
    return _with_keys(tuple(settings.FIELD_KEYS))


@lru_cache(maxsize=2)
def _with_keys(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def seal(text: str) -> str:
    """Encrypt with the newest key."""
    return _fernet().encrypt(text.encode()).decode()


def unseal(token: str) -> str:
    """Decrypt with whichever listed key wrote the value; raise ``Unreadable`` where none did."""
    try:
        return _fernet().decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise Unreadable("A sealed field cannot be read with the keys in TECHHIRE_FIELD_KEYS.") from error


def reseal(token: str) -> str:
    """The same value sealed with the newest key; raise ``Unreadable`` where no listed key wrote it."""
    try:
        return _fernet().rotate(token.encode()).decode()
    except InvalidToken as error:
        raise Unreadable("A sealed field cannot be read with the keys in TECHHIRE_FIELD_KEYS.") from error


def is_newest(token: str) -> bool:
    """Whether the value was sealed with the newest key."""
    try:
        Fernet(settings.FIELD_KEYS[0]).decrypt(token.encode())
    except InvalidToken:
        return False
    return True


def fingerprint(text: str, *, purpose: str) -> str:
    """A keyed hash (HMAC-SHA256, hex) by which a secret is found again without being stored."""
    key = hashlib.sha256(f"{settings.SECRET_KEY}:{purpose}".encode()).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
