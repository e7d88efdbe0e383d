"""``python -m techhire`` is the ``techhire`` command."""

import sys

from techhire.portals.console import main

sys.exit(main())
