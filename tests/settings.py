"""The product's settings under test: secrets of no worth, mail in memory."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ.setdefault("TECHHIRE_MODE", "test")
os.environ.setdefault("TECHHIRE_SECRET_KEY", "only-for-tests")
os.environ.setdefault("TECHHIRE_FIELD_KEYS", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")
os.environ.setdefault("TECHHIRE_ALLOWED_HOSTS", "testserver,localhost,127.0.0.1")
if "TECHHIRE_DATA_DIR" not in os.environ:
    os.environ["TECHHIRE_DATA_DIR"] = tempfile.mkdtemp(prefix="techhire-test-")
    atexit.register(shutil.rmtree, os.environ["TECHHIRE_DATA_DIR"], ignore_errors=True)
worker = os.environ.get("PYTEST_XDIST_WORKER")
if worker and Path(os.environ["TECHHIRE_DATA_DIR"]).name != worker:
    # Every worker has a database of its own, in which the first community has the same number: one folder for all
    # would let one worker write where another one takes a folder away.
    os.environ["TECHHIRE_DATA_DIR"] = str(Path(os.environ["TECHHIRE_DATA_DIR"]) / worker)

from techhire.config.settings import *  # noqa: E402, F403  # the environment must be set before settings are read

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Tables as the models describe them; tests/commons/test_migrations.py checks that the migrations make the same ones.
DATABASES["default"]["TEST"] = {"MIGRATE": False}  # noqa: F405  # from the product's settings
