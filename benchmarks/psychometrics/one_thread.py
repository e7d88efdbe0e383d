"""One thread for everybody: the libraries that would take more are told not to."""

from collections.abc import Iterator
from contextlib import contextmanager

import numba
import numexpr
from threadpoolctl import threadpool_limits


@contextmanager
def one_thread() -> Iterator[None]:
    """Hold BLAS, OpenMP, numba and numexpr to one thread each."""
    numba.set_num_threads(1)
    numexpr.set_num_threads(1)
    with threadpool_limits(limits=1):
        yield
