"""Sections 6 and 7 of the Law School Admission Test, five items each, which nearly every paper fits.

How many of 1,000 people gave each pattern of answers is published in Bock and Lieberman (1970), "Fitting a response
model for n dichotomously scored items", Psychometrika 35, pages 179-197. The counts stand in ``fixtures/irt``.
"""

import csv
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

COUNTS = Path(__file__).parents[2] / "fixtures" / "irt" / "lsat.csv"


def lsat(section: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Patterns of answers to five items that occurred, and how many of 1,000 people gave each."""
    with COUNTS.open(encoding="utf-8", newline="") as file:
        rows = [(row["pattern"], int(row[f"lsat{section}"])) for row in csv.DictReader(file)]
    seen = [(pattern, people) for pattern, people in rows if people]
    patterns = np.array([[float(point) for point in pattern] for pattern, _people in seen])
    return patterns, np.array([people for _pattern, people in seen], dtype=np.float64)
