"""Rows of tests as engines take them, and what engines find as it is kept."""
