"""Every write of tests, by what is written."""
