"""Rows of tests and judged work as the measuring engine takes them."""
