"""Cases that ask one question of one world: the world is built once, and each case finds it as it was."""

import copy
import functools
import inspect
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import models, transaction
from django.urls import set_script_prefix
from django.utils import translation

from techhire.commons.skills.bridge import _forms as get_cached_forms
from techhire.commons.skills.bridge import _names as get_cached_names
from techhire.commons.skills.bridge import _vocabulary as get_cached_vocabulary
from techhire.commons.skills.queries.finding import _entries as get_cached_entries
from techhire.plays.assessments.bridge.banks import forget_banks
from techhire.plays.matches.bridge import forget_served

Test = Callable[..., None]


def in_one_world(name: str, cases: Iterable[Any]) -> Callable[[Test], Test]:
    """Like ``pytest.mark.parametrize(name, cases)``, for cases whose world costs more than their question.

    Fixtures are made once. What a case writes is undone before the next one, and what a process keeps is forgotten.
    A case that names a fixture (mostly a role) finds it made before the first case, also of a decorator further out. A
    failure says whose it was, and a case that would skip fails: the ones after it would not be asked.
    """
    cases = list(cases)
    assert cases, f"nobody to ask: {name}"

    def wrap(test: Test) -> Test:
        asked = inspect.signature(test)
        others = [one for key, one in asked.parameters.items() if key != name]
        named = [*cases, *getattr(test, "named", [])]

        @functools.wraps(test)
        def in_turn(*itself: Any, **fixtures: Any) -> None:
            request = fixtures["request"]
            given = {key: value for key, value in fixtures.items() if key in asked.parameters}
            _make(request, named)
            for case in cases:
                with _undone(f"{name}: {case!r}"):
                    test(*itself, **_afresh(given), **{name: case})

        if "request" not in asked.parameters:
            others.append(inspect.Parameter("request", inspect.Parameter.KEYWORD_ONLY))
        in_turn.named = named  # type: ignore[attr-defined]  # read by a decorator further out
        in_turn.__signature__ = asked.replace(parameters=others)  # type: ignore[attr-defined]  # what pytest reads
        return in_turn

    return wrap


def forget() -> None:
    """What a process keeps between requests must not travel between tests, nor between cases."""
    forget_served()
    forget_banks()
    cache.clear()
    set_script_prefix("/")
    translation.activate("en")
    get_cached_vocabulary.cache_clear()
    get_cached_forms.cache_clear()
    get_cached_names.cache_clear()
    get_cached_entries.cache_clear()


def _make(request: pytest.FixtureRequest, cases: list[Any]) -> None:
    """A fixture first made within a case would be kept by pytest and be gone from the database."""
    for case in cases:
        if isinstance(case, str) and request.session._fixturemanager.getfixturedefs(case, request.node):
            request.getfixturevalue(case)


@contextmanager
def _undone(case: str) -> Iterator[None]:
    sent = len(mail.outbox)
    forget()
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    except pytest.skip.Exception as skipped:
        raise AssertionError(f"{case} is not asked: {skipped}") from skipped
    except BaseException as problem:
        problem.add_note(case)
        raise
    finally:
        del mail.outbox[sent:]


def _afresh(fixtures: dict[str, Any]) -> dict[str, Any]:
    """The rows among the fixtures as they were made: an action may have changed the object it was given."""
    rows = {
        key: value for key, value in fixtures.items() if isinstance(value, models.Model | list | tuple | dict)
    }
    return fixtures | copy.deepcopy(rows)
