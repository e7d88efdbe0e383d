"""Proofs by programs of others, which are fetched apart and never part of the product."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker of this folder known."""
    config.addinivalue_line("markers", "outside: needs a program of others that bootstrap/ fetches")
