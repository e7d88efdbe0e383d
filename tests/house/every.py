"""One test that asks the same of every module, template, action or page, and names all that fail."""

import functools
import inspect
from collections.abc import Callable, Iterable
from typing import Any

Test = Callable[..., None]


def every(names: str | tuple[str, ...], cases: Iterable[Any]) -> Callable[[Test], Test]:
    """Like ``pytest.mark.parametrize``, as one test: thousands of tests of a line each cost more than they ask."""
    words = (names,) if isinstance(names, str) else names
    cases = [(case,) if isinstance(names, str) else case for case in cases]

    def wrap(test: Test) -> Test:
        asked = inspect.signature(test)

        @functools.wraps(test)
        def of_all(**fixtures: Any) -> None:
            failed = []
            for case in cases:
                try:
                    test(**dict(zip(words, case, strict=True)), **fixtures)
                except AssertionError as problem:
                    failed.append(f"{case[0]}: {problem}")
            assert cases and not failed, "\n".join(failed)

        others = [one for name, one in asked.parameters.items() if name not in words]
        of_all.__signature__ = asked.replace(parameters=others)  # type: ignore[attr-defined]  # what pytest reads
        return of_all

    return wrap
