"""The only way out to the network. Closed unless the operator lists a host; nothing in the product needs it."""

from techhire.commons.outside.fetching import Fetched, OutsideClosed, OutsideFailed, fetch

__all__ = ["Fetched", "OutsideClosed", "OutsideFailed", "fetch"]
