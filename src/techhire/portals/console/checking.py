"""`techhire check`: what is missing before this site can serve, one line each."""

import os
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from techhire.portals.console.ground import mail_folder, stand_up, waiting_migrations
from techhire.portals.console.stopping import Stop

SECRETS = ("TECHHIRE_SECRET_KEY", "TECHHIRE_FIELD_KEYS")


def check(options: Namespace) -> None:
    """Say what has to be done, then what is worth doing; end with code 1 where something has to be."""
    absent = [name for name in SECRETS if not os.environ.get(name)]
    if absent:
        raise Stop(f"Set {' and '.join(absent)}: `techhire keys` prints new ones.")
    stand_up()
    needed = list(_needed())
    for line in needed:
        print(f"MISSING  {line}")
    for line in _advised():
        print(f"CONSIDER {line}")
    if needed:
        raise Stop(f"{len(needed)} things are missing.")
    print("This site can serve.")


def _needed() -> Iterator[str]:
    from cryptography.fernet import Fernet
    from django.conf import settings
    from django.db import DatabaseError

    if len(settings.SECRET_KEY) < 50:
        yield "TECHHIRE_SECRET_KEY is short. Use at least 50 characters."
    for at, key in enumerate(settings.FIELD_KEYS, 1):
        try:
            Fernet(key)
        except ValueError:
            yield f"Key {at} of TECHHIRE_FIELD_KEYS is not 32 bytes in url-safe base64."
    if not settings.ALLOWED_HOSTS:
        yield "TECHHIRE_ALLOWED_HOSTS names no host."
    if settings.MODE == "production" and not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        yield "Styles and scripts are not collected: `techhire upgrade`."
    try:
        waiting = waiting_migrations()
    except DatabaseError as error:
        yield f"The database does not answer: {str(error).strip().splitlines()[0]}"
        return
    if waiting:
        yield f"The database is {len(waiting)} steps behind: `techhire upgrade`, or `techhire new-community`."
    else:
        yield from _founded()


def _founded() -> Iterator[str]:
    from techhire.commons.communities.queries import all_communities
    from techhire.commons.skills.queries import starter_framework

    if not all_communities().exists():
        yield "There is no community yet: `techhire new-community`."
    elif starter_framework() is None:
        yield "The starter framework is not loaded."


def _advised() -> Iterator[str]:
    from django.conf import settings

    if mail_folder():
        yield f"No mail server (TECHHIRE_EMAIL_URL): letters are kept in {mail_folder()}."
    if settings.MODE == "production" and not settings.SECURE_SSL_REDIRECT:
        yield "HTTPS is not enforced (TECHHIRE_HTTPS)."
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        yield "SQLite serves one machine; set DATABASE_URL to PostgreSQL for more."
    if len(settings.FIELD_KEYS) > 1:
        yield "Several field keys are listed: after `techhire rotate-keys` only the first is needed."
    yield from _reading()


def _reading() -> Iterator[str]:
    from techhire.engines.skill_extraction.few_bits import DamagedWeights
    from techhire.engines.skill_extraction.mention_reader import load_reader

    try:
        load_reader()
    except DamagedWeights as error:
        yield f"Texts are read by the small model alone. {error}"
