"""Items put on the scale of others that were measured before: `techhire calibrate --anchors`."""

from dataclasses import replace
from typing import TYPE_CHECKING

from techhire.portals.console.opening import named
from techhire.portals.console.stopping import Stop

if TYPE_CHECKING:
    from techhire.engines.psychometrics.calibration import Calibration


def anchored(path: str, found: "Calibration") -> "Calibration":
    """The items on the scale of the file, by what both have; says which of these moved and no longer hold it."""
    from techhire.engines.psychometrics.linking import anchors, steady_link
    from techhire.portals.console.simulating import bank_in

    before = bank_in(path)
    common = anchors(before, found.bank)
    try:
        link, steady = steady_link(before, found.bank, common)
    except ValueError as error:
        raise Stop(f"{named(path)}: {error}.", 2) from error
    print(f"on the scale of {named(path)} by {len(steady)} items: ability = {link.a:.3f} x + {link.b:.3f}")
    moved = [name for name in common if name not in steady]
    if moved:
        print(f"moved, and hold nothing: {', '.join(moved)}")
    return replace(found, bank=link.moved(found.bank), se_a=found.se_a / link.a, se_b=found.se_b * link.a)
