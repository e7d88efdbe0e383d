"""`techhire rotate-keys`: every sealed field sealed again with the newest key, so that older ones can go."""

from argparse import Namespace
from typing import TYPE_CHECKING

from techhire.portals.console.ground import stand_up
from techhire.portals.console.stopping import Stop

if TYPE_CHECKING:
    from techhire.commons.vault import Rotation, SealedField


def rotate_keys(options: Namespace) -> None:
    """Go through every sealed field in steps; the site may go on meanwhile, and the command may be run again."""
    stand_up()
    from django.conf import settings

    from techhire.commons.vault import reseal_all

    total = reseal_all(progress=_progress)
    print(f"Sealed anew: {total.resealed:,}. Sealed with the newest key already: {total.current:,}.")
    if total.unreadable:
        raise Stop(
            f"{total.unreadable:,} values cannot be read with the keys in TECHHIRE_FIELD_KEYS. "
            "Add the key they were sealed with and run this again."
        )
    if len(settings.FIELD_KEYS) > 1:
        print("You can now take the older keys out of TECHHIRE_FIELD_KEYS (earlier backups still need them).")


def _progress(field: "SealedField", done: "Rotation") -> None:
    print(f"  {field}: {done.resealed:,}", flush=True)
