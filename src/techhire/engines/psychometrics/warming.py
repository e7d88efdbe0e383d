"""Compiling ahead of time: the first answer of a sitting must not wait seconds for the compiler."""

from techhire.engines.psychometrics.items import Item, ItemBank
from techhire.engines.psychometrics.settings import Settings
from techhire.engines.psychometrics.sitting import start


def warm() -> None:
    """Compile the kernels of a sitting, or load them from the cache on disk, by answering one made-up item."""
    bank = ItemBank((Item("one"), Item("two", b=1.0)))
    start(bank, Settings(min_items=1, max_items=2), 0).after(1)
    start(bank, Settings(min_items=1, max_items=2, content={"": 1.0}), 0).after(1)
