"""WIRING: settings, addresses, servers. It may import anything; nothing imports it."""
