"""What can be done about a match, one module a noun."""
