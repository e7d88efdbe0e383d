"""Rows of banks, items and sittings as the measuring engine takes them, and answers as points."""
