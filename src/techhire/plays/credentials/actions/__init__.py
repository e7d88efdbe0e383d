"""What can be done with keys, badges and outside credentials, one module a noun."""
