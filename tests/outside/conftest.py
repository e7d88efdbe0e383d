"""Proofs by programs of others, which are fetched apart and never part of the product."""

import os
from collections.abc import Generator

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where the programs are required, as in `make test-outside`, a test that would be skipped has failed."""
    report = yield
    if report.skipped and os.environ.get("OUTSIDE") == "required":
        report.outcome = "failed"
        report.longrepr = f"skipped although required: {report.longrepr}"
    return report
