"""What can be done with a person's record, one module a noun."""
