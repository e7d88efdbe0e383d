"""What can be done with programs and cohorts, one module a noun."""
