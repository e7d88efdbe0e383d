"""Compiling ahead of time: the first answer of a sitting must not wait seconds for the compiler."""

from techhire.engines.psychometrics.items import Item, ItemBank
from techhire.engines.psychometrics.settings import Settings
from techhire.engines.psychometrics.sitting import start

_KINDS = (
    Settings(1, 2, 0.0),
    Settings(1, 2, 0.0, content={"": 1.0}),
    Settings(1, 2, 0.0, method="sympson_hetter", exposure={"one": 0.5}, pilot_items=1),
)


def warm() -> None:
    """Compile the kernels of a sitting, or load them from the cache on disk, by answering made-up items."""
    bank = ItemBank((Item("one"), Item("two", b=1.0), Item("on trial", pilot=True)))
    for kind in _KINDS:
        start(bank, kind, 0).after(1).after(1)
