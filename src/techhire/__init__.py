"""TechHire: the system that runs a TechHire community, from a goal for placements to the people placed."""

import os

# One process computes on one core: there are several processes, and what one answer sums is small.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


__version__ = "0.1.0"
