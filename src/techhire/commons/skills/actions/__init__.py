"""What can be done with the shared language, one module a noun."""
