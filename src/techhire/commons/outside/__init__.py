"""The only way out to the network. Closed unless the operator lists a host; nothing in the product needs it."""
