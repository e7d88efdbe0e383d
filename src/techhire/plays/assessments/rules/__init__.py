"""Who may do what with tests, one module a noun."""
