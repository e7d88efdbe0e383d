"""Sharing one kernel among threads: plain threads, because compiled code here lets go of Python's lock."""

from collections.abc import Callable
from threading import Thread
from typing import Any


def share(kernel: Callable[..., Any], threads: int, *arguments: Any) -> list[Any]:
    """Run `kernel(*arguments, lane, lanes)` for each lane at once and return the results in the order of lanes.

    The caller's own thread takes the last lane. An exception in any lane is raised here.
    """
    if threads < 1:
        raise ValueError(f"{threads} threads do no work")
    results: list[Any] = [None] * threads
    failures: list[BaseException] = []

    def work(lane: int) -> None:
        try:
            results[lane] = kernel(*arguments, lane, threads)
        except BaseException as failure:  # told to the caller below, whatever it is
            failures.append(failure)

    helpers = [Thread(target=work, args=(lane,)) for lane in range(threads - 1)]
    for helper in helpers:
        helper.start()
    work(threads - 1)
    for helper in helpers:
        helper.join()
    if failures:
        raise failures[0]
    return results
