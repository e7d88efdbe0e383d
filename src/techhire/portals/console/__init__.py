"""The `techhire` command: first installation, the demo, serving, work, and the engines without a database."""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command. Returns the exit code: 0 done, 1 refused or failed, 2 not understood."""
    from techhire.portals.console.commands import run

    return run(list(sys.argv[1:] if arguments is None else arguments))
