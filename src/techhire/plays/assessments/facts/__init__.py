"""What happens to tests, one module a noun."""
