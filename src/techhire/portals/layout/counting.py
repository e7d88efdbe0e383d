"""Counting deeds for a while, in the cache all processes share, so that guessing and pasting can be slowed down."""

from django.core.cache import cache


def count_one(key: str, seconds: int) -> int:
    """Count one more under ``key`` and return how many there were; forgotten ``seconds`` after the last one.

    The database cache gives a value that is counted up its own short default life, so the life is set again. A key
    that names its period (a day, a window) starts anew with it, however often it is counted.
    """
    if cache.add(key, 1, seconds):
        return 1
    try:
        count = int(cache.incr(key))
    except ValueError:  # it was forgotten between the two calls
        return 1
    cache.touch(key, seconds)
    return count
