"""Who may do what with tests and judged work."""
