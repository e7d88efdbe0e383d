"""Rows of banks, items, sittings and judged work as the measuring engine takes them, and answers as points."""
