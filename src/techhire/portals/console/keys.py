"""New secrets, made on the spot and kept nowhere."""

import base64
import secrets
from argparse import Namespace


def new_secrets() -> dict[str, str]:
    """The two secrets a site needs: one to sign with, one to seal fields with (32 bytes, url-safe base64)."""
    return {
        "TECHHIRE_SECRET_KEY": secrets.token_urlsafe(50),
        "TECHHIRE_FIELD_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
    }


def print_keys(options: Namespace) -> None:
    """Print them as lines for an environment file."""
    for name, value in new_secrets().items():
        print(f"{name}={value}")
