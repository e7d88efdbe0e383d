"""The two sections of the Law School Admission Test that nearly every paper fits, read from the shared folder."""

import csv
import gzip
import os
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

SHARED = Path(os.environ.get("TECHHIRE_SHARED_DATA", Path(__file__).parents[4] / "shared" / "data")) / "irt"


def lsat(section: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Patterns of answers to five items, and how many of 1,000 people gave each."""
    path = SHARED / f"lsat{section}_patterns.csv.gz"
    if not path.exists():
        pytest.skip("the published response patterns are not on this machine")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = np.array(list(csv.reader(file))[1:], dtype=np.float64)
    return rows[:, :-1], rows[:, -1]
